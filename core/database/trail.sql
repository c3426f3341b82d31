-- The trail refuses to be rewritten, by anybody, its owner included. `enable always` holds in a session that plays a
-- replica too; who disables a trigger is found by verify_trail.

create function ringfence_trail_refuses() returns trigger language plpgsql as $$
begin
    raise exception 'the trail is append-only: % on % is refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;

-- A detail changes once: when it is erased. Its salt goes too, since with it a guess at the words could be checked
-- against the commitment, which stays in the event and keeps the chain whole.
create function ringfence_detail_only_erased() returns trigger language plpgsql as $$
begin
    if old.erased_at is null and new.erased_at is not null and new.salt = '' and new.labels = '{}' and new.data = '{}'
       and new.event_id = old.event_id and new.vendor_id is not distinct from old.vendor_id then
        return new;
    end if;
    raise exception 'the detail of an event can only be erased, whole and once' using errcode = 'insufficient_privilege';
end $$;

create trigger trail_rows_stay before update or delete on core_event for each row execute function ringfence_trail_refuses();
create trigger trail_stays before truncate on core_event for each statement execute function ringfence_trail_refuses();
create trigger trail_rows_stay before update or delete on core_seal for each row execute function ringfence_trail_refuses();
create trigger trail_stays before truncate on core_seal for each statement execute function ringfence_trail_refuses();
create trigger trail_rows_stay before update or delete on core_sealedevent for each row execute function ringfence_trail_refuses();
create trigger trail_stays before truncate on core_sealedevent for each statement execute function ringfence_trail_refuses();
create trigger trail_rows_stay before delete on core_eventdetail for each row execute function ringfence_trail_refuses();
create trigger trail_stays before truncate on core_eventdetail for each statement execute function ringfence_trail_refuses();
create trigger trail_only_erased before update on core_eventdetail for each row execute function ringfence_detail_only_erased();

alter table core_event enable always trigger trail_rows_stay;
alter table core_event enable always trigger trail_stays;
alter table core_seal enable always trigger trail_rows_stay;
alter table core_seal enable always trigger trail_stays;
alter table core_sealedevent enable always trigger trail_rows_stay;
alter table core_sealedevent enable always trigger trail_stays;
alter table core_eventdetail enable always trigger trail_rows_stay;
alter table core_eventdetail enable always trigger trail_stays;
alter table core_eventdetail enable always trigger trail_only_erased;

-- The writing transaction. Sealing takes only what no transaction in flight can still precede.
alter table core_event add column xid xid8 not null default pg_current_xact_id();
create index event_by_xid on core_event (xid);
