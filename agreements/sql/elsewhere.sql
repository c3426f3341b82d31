-- A file that was signed elsewhere stays the file that came, and what a second person confirmed stays as it was confirmed.
create or replace function agreements_elsewhere_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.status in ('confirmed', 'removed')
       or row(new.id, new.vendor_id, new.stored_id, new.sha256, new.pages, new.signatures, new.entered_at, new.entered_by_id, new.run_id)
       is distinct from row(old.id, old.vendor_id, old.stored_id, old.sha256, old.pages, old.signatures, old.entered_at, old.entered_by_id, old.run_id) then
        raise exception 'what was signed elsewhere stays: % is refused', tg_op using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

-- Where an agreement was signed is known from its first moment on.
create or replace function agreements_origin_stays() returns trigger language plpgsql as $$
begin
    if new.is_from_elsewhere is distinct from old.is_from_elsewhere then
        raise exception 'where an agreement was signed stays: % is refused', tg_op using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

drop trigger if exists rows_stay on agreements_elsewherepaper;
create trigger rows_stay before update or delete on agreements_elsewherepaper for each row execute function agreements_elsewhere_stays();
drop trigger if exists table_stays on agreements_elsewherepaper;
create trigger table_stays before truncate on agreements_elsewherepaper for each statement execute function agreements_signature_stays();
drop trigger if exists origin_stays on agreements_agreement;
create trigger origin_stays before update on agreements_agreement for each row execute function agreements_origin_stays();
alter table agreements_elsewherepaper enable always trigger rows_stay;
alter table agreements_elsewherepaper enable always trigger table_stays;
alter table agreements_agreement enable always trigger origin_stays;
