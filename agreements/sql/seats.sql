-- The table is laid while the paper is a draft, and stays. Who has a seat may change until they acted; when they are asked is written once.
create or replace function agreements_seat_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if exists (select from agreements_agreement a where a.id = new.agreement_id and a.issued_at is not null) then
            raise exception 'no seat is added to an issued agreement' using errcode = 'insufficient_privilege';
        end if;
        return new;
    end if;
    if tg_op <> 'UPDATE'
       or row(new.id, new.agreement_id, new.vendor_id, new.number, new.position, new.role)
          is distinct from row(old.id, old.agreement_id, old.vendor_id, old.number, old.position, old.role)
       or (old.asked_at is not null and new.asked_at is distinct from old.asked_at)
       or (row(new.person_id, new.user_id) is distinct from row(old.person_id, old.user_id)
           and exists (select from agreements_signature s where s.agreement_id = old.agreement_id and s.position = old.number)) then
        raise exception 'a seat stays as it was laid: % is refused', tg_op using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

drop trigger if exists seat_stays on agreements_seat;
create trigger seat_stays before insert or update or delete on agreements_seat for each row execute function agreements_seat_stays();
drop trigger if exists table_stays on agreements_seat;
create trigger table_stays before truncate on agreements_seat for each statement execute function agreements_signature_stays();
alter table agreements_seat enable always trigger seat_stays;
alter table agreements_seat enable always trigger table_stays;
