-- What was declared stays as it was declared, and a supplement keeps its words. What follows (answer, receipt) moves on.
create or replace function agreements_background_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (to_jsonb(new) - array['status', 'settled_at', 'settled_by_id', 'settled_by_name', 'because', 'receipt_id'])
       is distinct from (to_jsonb(old) - array['status', 'settled_at', 'settled_by_id', 'settled_by_name', 'because', 'receipt_id'])
       or (to_jsonb(old)->>'receipt_id' is not null and to_jsonb(new)->>'receipt_id' is distinct from to_jsonb(old)->>'receipt_id') then
        raise exception 'what was declared stays: % on % is refused', tg_op, tg_table_name using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

do $$
declare t text;
begin
    foreach t in array array['agreements_backgrounditem', 'agreements_supplement'] loop
        execute format('drop trigger if exists rows_stay on %I', t);
        execute format('drop trigger if exists table_stays on %I', t);
        execute format('create trigger rows_stay before update or delete on %I for each row execute function agreements_background_stays()', t);
        execute format('create trigger table_stays before truncate on %I for each statement execute function agreements_signature_stays()', t);
        execute format('alter table %I enable always trigger rows_stay', t);
        execute format('alter table %I enable always trigger table_stays', t);
    end loop;
end $$;
