-- What was disclosed stays while it is looked at and after: the words, and who contributed how much. A link of title stays for good.
create or replace function agreements_invention_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'an invention stays: % is refused', tg_op using errcode = 'insufficient_privilege';
    end if;
    if old.status <> 'draft' and row(new.vendor_id, new.person_id, new.title, new.problem, new.solution, new.engagement_id, new.conceived_on, new.evidence,
           new.stored_id, new.background, new.third_party, new.publication, new.publication_on)
       is distinct from row(old.vendor_id, old.person_id, old.title, old.problem, old.solution, old.engagement_id, old.conceived_on, old.evidence,
           old.stored_id, old.background, old.third_party, old.publication, old.publication_on) then
        raise exception 'what was disclosed stays: % is refused', tg_op using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace function agreements_contributor_stays() returns trigger language plpgsql as $$
declare about uuid := case when tg_op = 'INSERT' then new.invention_id else old.invention_id end;
begin
    if (select status from agreements_invention where id = about) <> 'draft' then
        raise exception 'who contributed stays: % is refused', tg_op using errcode = 'insufficient_privilege';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;

drop trigger if exists rows_stay on agreements_invention;
create trigger rows_stay before update or delete on agreements_invention for each row execute function agreements_invention_stays();
drop trigger if exists rows_stay on agreements_contributor;
create trigger rows_stay before insert or update or delete on agreements_contributor for each row execute function agreements_contributor_stays();
drop trigger if exists rows_stay on agreements_titlelink;
create trigger rows_stay before update or delete on agreements_titlelink for each row execute function agreements_signature_stays();
do $$
declare t text;
begin
    foreach t in array array['agreements_invention', 'agreements_contributor', 'agreements_titlelink'] loop
        execute format('drop trigger if exists table_stays on %I', t);
        execute format('create trigger table_stays before truncate on %I for each statement execute function agreements_signature_stays()', t);
        execute format('alter table %I enable always trigger rows_stay', t);
        execute format('alter table %I enable always trigger table_stays', t);
    end loop;
end $$;
