-- The editions that an issued agreement is made of stay as they were, like its text.
create or replace function agreements_editions_stay() returns trigger language plpgsql as $$
begin
    if old.issued_at is not null and new.editions is distinct from old.editions then
        raise exception 'an issued agreement keeps its editions: % is refused', tg_op using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

drop trigger if exists editions_stay on agreements_agreement;
create trigger editions_stay before update on agreements_agreement for each row execute function agreements_editions_stay();
alter table agreements_agreement enable always trigger editions_stay;
