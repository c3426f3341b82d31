-- A case's timeline, its evidence and their custody are written once, whoever tries to change them, the owner included.

create or replace function incidents_refuses() returns trigger language plpgsql as $$
begin
    raise exception 'a case is written once: % on % is refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;

create or replace trigger entries_stay before update or delete on incidents_caseentry for each row execute function incidents_refuses();
create or replace trigger entries_stay_all before truncate on incidents_caseentry for each statement execute function incidents_refuses();
create or replace trigger evidence_stays before update or delete on incidents_evidenceitem for each row execute function incidents_refuses();
create or replace trigger evidence_stays_all before truncate on incidents_evidenceitem for each statement execute function incidents_refuses();
create or replace trigger custody_stays before update or delete on incidents_custodyentry for each row execute function incidents_refuses();
create or replace trigger custody_stays_all before truncate on incidents_custodyentry for each statement execute function incidents_refuses();
