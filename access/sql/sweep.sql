-- The sweep's two statements. Closing needs none of them: the rule is asked at the door. The sweep only notices, so that
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

-- Note what the rule says of the grants whose moment has come, at most so many; return how many there were, once at least, with
-- those whose answer changed. A grant that is over is noted no longer.
drop function if exists access_note_usability(uuid[], uuid[], uuid[], text[], timestamptz);
create or replace function access_note_usability(p_at timestamptz, p_most int)
returns table (looked_at int, grant_id uuid, vendor_id uuid, asset_id uuid, reference text, is_now boolean, unmet text)
language sql as $$
    with due as materialized (
        select array_agg(grant_id) as grants, array_agg(person_id) as persons, array_agg(asset_id) as assets,
               array_agg(level) as levels, array_agg(coalesce(is_usable::int, -1)) as before
        from (select * from access_usability where turns_at <= p_at order by turns_at limit p_most) u
    ), seen as materialized (
        select g.id, g.status, g.vendor_id, g.asset_id, g.reference, due.before[d.place] as before,
               d.allowed, d.until, d.unmet, d.turns
        from due cross join access_decide_many(due.persons, due.assets, due.levels, p_at, p_at) d
        join access_grant g on g.id = due.grants[d.place]
    ), later as materialized (  -- what is in a conflict set is doubted without a moment: a note ends where that knowledge changes
        select min(moment) as at
        from access_conflictasset c cross join lateral (values (lower(c.known)), (upper(c.known))) v (moment)
        where moment > p_at
    ), noted as (
        update access_usability u
        set is_usable = s.allowed, unmet = s.unmet, until = s.until, seen_at = p_at, turns_at = least(s.turns, later.at)
        from seen s cross join later where u.grant_id = s.id and s.status = 'open'
    ), forgotten as (
        delete from access_usability u using seen s where u.grant_id = s.id and s.status <> 'open'
    )
    select coalesce(cardinality(due.grants), 0), s.id, s.vendor_id, s.asset_id, s.reference, s.allowed, s.unmet
    from due left join seen s
        on s.status = 'open' and s.before <> s.allowed::int and (s.before >= 0 or not s.allowed)
$$;
