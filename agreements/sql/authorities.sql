-- What a firm stated of its signatory stays as it was stated, and what was found is never unsaid: for everybody, the owner included.
create or replace function agreements_authority_stays() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' or row(new.id, new.vendor_id, new.person_id, new.ground, new.said, new.manner, new.joint_with, new.limits, new.from_on,
           new.until_on, new.stored_id, new.stated_at, new.stated_by_id)
       is distinct from row(old.id, old.vendor_id, old.person_id, old.ground, old.said, old.manner, old.joint_with, old.limits, old.from_on,
           old.until_on, old.stored_id, old.stated_at, old.stated_by_id)
       or (old.decided_at is not null and row(new.source, new.looked_on, new.decided_at, new.decided_by_id)
           is distinct from row(old.source, old.looked_on, old.decided_at, old.decided_by_id)) then
        raise exception 'what was stated of an authority to sign stays: % is refused', tg_op using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
drop trigger if exists authority_stays on agreements_authority;
drop trigger if exists table_stays on agreements_authority;
create trigger authority_stays before update or delete on agreements_authority for each row execute function agreements_authority_stays();
create trigger table_stays before truncate on agreements_authority for each statement execute function agreements_signature_stays();
alter table agreements_authority enable always trigger authority_stays;
alter table agreements_authority enable always trigger table_stays;
drop trigger if exists rows_stay on agreements_authoritywaiver;
drop trigger if exists table_stays on agreements_authoritywaiver;
create trigger rows_stay before update or delete on agreements_authoritywaiver for each row execute function agreements_signature_stays();
create trigger table_stays before truncate on agreements_authoritywaiver for each statement execute function agreements_signature_stays();
alter table agreements_authoritywaiver enable always trigger rows_stay;
alter table agreements_authoritywaiver enable always trigger table_stays;
