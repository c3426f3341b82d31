-- What was answered to a proposal of the screening stays once the agreement is issued.
create or replace function agreements_screening_answer_stays() returns trigger language plpgsql as $$
begin
    if exists (select from agreements_agreement a where a.id = old.agreement_id and a.issued_at is not null) then
        raise exception 'an issued agreement keeps its answers: % is refused', tg_op using errcode = 'insufficient_privilege';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

drop trigger if exists rows_stay on agreements_screeninganswer;
create trigger rows_stay before update or delete on agreements_screeninganswer for each row execute function agreements_screening_answer_stays();
drop trigger if exists table_stays on agreements_screeninganswer;
create trigger table_stays before truncate on agreements_screeninganswer for each statement execute function agreements_signature_stays();
alter table agreements_screeninganswer enable always trigger rows_stay;
alter table agreements_screeninganswer enable always trigger table_stays;
