-- What was put before people to sign stays as it was, and so does what they signed: for everybody, the owner included.
create or replace function agreements_signature_stays() returns trigger language plpgsql as $$
begin
    raise exception 'what was signed stays: % on % is refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;

-- An agreement that was issued keeps its words, parties and term. Its status and the moments of closing may move on.
create or replace function agreements_text_stays() returns trigger language plpgsql as $$
begin
    if old.issued_at is null then
        return case when tg_op = 'DELETE' then old else new end;
    end if;
    if tg_op = 'DELETE' or row(new.id, new.vendor_id, new.person_id, new.engagement_id, new.invention_id, new.replaces_id, new.reference, new.kind, new.template_id, new.template_key,
           new.title, new.jurisdiction, new.variables, new.overrides, new.signed_by, new.consent, new.authority_rule, new.body, new.html,
           new.document_sha256, new.zone, new.starts_on, new.ends_on, new.secret_until, new.issued_at, new.issued_by_id)
       is distinct from row(old.id, old.vendor_id, old.person_id, old.engagement_id, old.invention_id, old.replaces_id, old.reference, old.kind, old.template_id, old.template_key,
           old.title, old.jurisdiction, old.variables, old.overrides, old.signed_by, old.consent, old.authority_rule, old.body, old.html,
           old.document_sha256, old.zone, old.starts_on, old.ends_on, old.secret_until, old.issued_at, old.issued_by_id)
       or (old.signed_at is not null and new.signed_at is distinct from old.signed_at) then
        raise exception 'an issued agreement keeps its text: % is refused', tg_op using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

-- Which paper changes which stays, and once it is issued so does all that it was drafted from.
create or replace function agreements_amendment_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or row(new.id, new.vendor_id, new.paper_id, new.amends_id, new.kind, new.number)
       is distinct from row(old.id, old.vendor_id, old.paper_id, old.amends_id, old.kind, old.number)
       or exists (select 1 from agreements_agreement where id = old.paper_id and issued_at is not null) then
        raise exception 'an amendment stays as it is: % is refused', tg_op using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

do $$
declare t text;
begin
    foreach t in array array['agreements_signature', 'agreements_sealedpaper', 'agreements_clauseedition', 'agreements_agreementtemplate',
                             'agreements_jurisdiction'] loop
        execute format('drop trigger if exists rows_stay on %I', t);
        execute format('drop trigger if exists table_stays on %I', t);
        execute format('create trigger rows_stay before update or delete on %I for each row execute function agreements_signature_stays()', t);
        execute format('create trigger table_stays before truncate on %I for each statement execute function agreements_signature_stays()', t);
        execute format('alter table %I enable always trigger rows_stay', t);
        execute format('alter table %I enable always trigger table_stays', t);
    end loop;
end $$;

drop trigger if exists text_stays on agreements_agreement;
create trigger text_stays before update or delete on agreements_agreement for each row execute function agreements_text_stays();
drop trigger if exists table_stays on agreements_agreement;
create trigger table_stays before truncate on agreements_agreement for each statement execute function agreements_signature_stays();
alter table agreements_agreement enable always trigger text_stays;
alter table agreements_agreement enable always trigger table_stays;

do $$
begin
    if to_regclass('agreements_amendment') is not null then
        drop trigger if exists amendment_stays on agreements_amendment;
        create trigger amendment_stays before update or delete on agreements_amendment
            for each row execute function agreements_amendment_stays();
        drop trigger if exists table_stays on agreements_amendment;
        create trigger table_stays before truncate on agreements_amendment for each statement execute function agreements_signature_stays();
        alter table agreements_amendment enable always trigger amendment_stays;
        alter table agreements_amendment enable always trigger table_stays;
    end if;
end $$;
