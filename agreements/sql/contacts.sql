-- Contacts of an issued agreement stay as they were named; a notice adds a row with its day.
create or replace function agreements_contact_stays() returns trigger language plpgsql as $$
declare about uuid := case when tg_op = 'INSERT' then new.agreement_id else old.agreement_id end;
declare frozen boolean := exists (select from agreements_agreement a where a.id = about and a.issued_at is not null);
begin
    if frozen and (tg_op <> 'INSERT' or new.holds_from is null) then
        raise exception 'contacts of an issued agreement change by notice: % is refused', tg_op using errcode = 'insufficient_privilege';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

drop trigger if exists rows_stay on agreements_agreementcontact;
create trigger rows_stay before insert or update or delete on agreements_agreementcontact for each row execute function agreements_contact_stays();
drop trigger if exists table_stays on agreements_agreementcontact;
create trigger table_stays before truncate on agreements_agreementcontact for each statement execute function agreements_signature_stays();
alter table agreements_agreementcontact enable always trigger rows_stay;
alter table agreements_agreementcontact enable always trigger table_stays;
