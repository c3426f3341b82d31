-- The sweep's three statements. Closing needs none of them: the rule is asked at the door. The sweep only notices, so that
-- people can be told, and notes what it saw, so that pages and batches need not ask again (noted.sql, doubt.sql).
drop function if exists access_grants_to_look_at(timestamptz, timestamptz, int);

-- Turn doubts into notes that have run out. Facts are read by a later statement, which sees at least what is deleted here.
create or replace function access_settle_doubts(p_at timestamptz) returns void language sql as $$
    with settled as (
        delete from access_doubt where known_at is null or known_at <= p_at returning vendor_id, person_id
    ), open_grants as (
        select id, vendor_id, person_id, asset_id, level from access_grant
        where status = 'open' and person_id in (select person_id from settled)
        union
        select id, vendor_id, person_id, asset_id, level from access_grant
        where status = 'open' and vendor_id in (select vendor_id from settled where person_id is null)
    ), run_out as (
        update access_usability set turns_at = least(seen_at, p_at) where grant_id in (
            select grant_id from access_usability where person_id in (select person_id from settled)
            union
            select grant_id from access_usability where vendor_id in (select vendor_id from settled where person_id is null))
    )
    insert into access_usability (grant_id, vendor_id, person_id, asset_id, level, unmet, seen_at, turns_at)
    select id, vendor_id, person_id, asset_id, level, '[]', p_at, p_at from open_grants
    on conflict do nothing
$$;

-- Note what the rule says of these grants; return those whose answer changed. A grant that is over is noted no longer.
drop function if exists access_note_usability(uuid[], uuid[], uuid[], text[], timestamptz);
create function access_note_usability(
    p_grants uuid[], p_persons uuid[], p_assets uuid[], p_levels text[], p_at timestamptz
) returns table (grant_id uuid, is_now boolean, unmet text)
language sql as $$
    with seen as materialized (
        select g.id, g.status, u.is_usable as before, d.allowed, d.until, d.unmet, d.turns
        from access_decide_many(p_persons, p_assets, p_levels, p_at, p_at) d
        join access_grant g on g.id = p_grants[d.place] join access_usability u on u.grant_id = g.id
    ), noted as (
        update access_usability u
        set is_usable = s.allowed, unmet = s.unmet, until = s.until, seen_at = p_at, turns_at = s.turns
        from seen s where u.grant_id = s.id and s.status = 'open'
    ), forgotten as (
        delete from access_usability u using seen s where u.grant_id = s.id and s.status <> 'open'
    )
    select id, allowed, unmet from seen
    where status = 'open' and before is distinct from allowed and (before is not null or not allowed)
$$;
