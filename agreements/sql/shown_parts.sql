-- What was shown to a signer, and when, stays as it was noted: for everybody, the owner included.
do $$
declare t text;
begin
    foreach t in array array['agreements_shownpart'] loop
        execute format('drop trigger if exists rows_stay on %I', t);
        execute format('drop trigger if exists table_stays on %I', t);
        execute format('create trigger rows_stay before update or delete on %I for each row execute function agreements_signature_stays()', t);
        execute format('create trigger table_stays before truncate on %I for each statement execute function agreements_signature_stays()', t);
        execute format('alter table %I enable always trigger rows_stay', t);
        execute format('alter table %I enable always trigger table_stays', t);
    end loop;
end $$;
