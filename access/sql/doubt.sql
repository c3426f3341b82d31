-- Whoever changes what the rule reads puts the sweep's notes in doubt, in the same transaction: a reader of the notes sees either
-- neither or both. Rows are added here and deleted by the sweep, never updated, so that nothing can get lost between the two.
create or replace function access_doubt_fact() returns trigger language plpgsql as $$
declare
    changed constant jsonb := coalesce(to_jsonb(new), to_jsonb(old));
begin
    insert into access_doubt (id, vendor_id, person_id, known_at)
    values (gen_random_uuid(), (changed ->> 'vendor_id')::uuid, (changed ->> 'person_id')::uuid,
            greatest(lower(new.known), upper(new.known), lower(old.known), upper(old.known)));
    return null;
end $$;

-- A policy, the class of an asset, the firm of a person: everybody who is noted. The lock is the sweep's own: no note is made by the old policy
-- while the new one is not committed yet.
create or replace function access_doubt_all() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtext('access sweep'));
    insert into access_doubt (id, vendor_id) select gen_random_uuid(), vendor_id from access_usability group by vendor_id;
    return null;
end $$;

do $$
declare
    facts text;
begin
    foreach facts in array array['vendors_personfact', 'vendors_vendorfact', 'agreements_bindingfact', 'training_completion',
                                 'access_hold', 'access_grantperiod'] loop
        execute format('create or replace trigger doubts after insert or update or delete on %I
                        for each row execute function access_doubt_fact()', facts);
    end loop;
end $$;
create or replace trigger doubts after insert or update or delete on access_requirement
    for each statement execute function access_doubt_all();
create or replace trigger doubts after update on access_asset
    for each row when (old.asset_class_id is distinct from new.asset_class_id) execute function access_doubt_all();
create or replace trigger doubts after update on vendors_person
    for each row when (old.vendor_id is distinct from new.vendor_id) execute function access_doubt_all();
