-- Which open grants may have changed since the sweep last looked? Those whose moment has come (an index range), those never
-- seen, and those of people about whom, or about whose firm, a fact was written since. Closing needs none of this: the
-- rule is asked at the door. The sweep only notices, so that people can be told.
create or replace function access_grants_to_look_at(p_at timestamptz, p_since timestamptz, p_limit int)
returns table (grant_id uuid, person_id uuid, asset_id uuid, level varchar)
language sql stable as $$
    with touched as (
        select f.person_id from vendors_personfact f where f.created_at >= p_since
        union select c.person_id from training_completion c where c.created_at >= p_since
        union select b.person_id from agreements_bindingfact b where b.created_at >= p_since and b.person_id is not null
        union select h.person_id from access_hold h where h.created_at >= p_since and h.person_id is not null
        union select p.id from vendors_person p where p.vendor_id in (
            select v.vendor_id from vendors_vendorfact v where v.created_at >= p_since
            union select b.vendor_id from agreements_bindingfact b where b.created_at >= p_since and b.person_id is null
            union select h.vendor_id from access_hold h where h.created_at >= p_since and h.person_id is null)
    )
    select g.id, g.person_id, g.asset_id, g.level from access_grant g
    where g.id in (
        select u.grant_id from access_usability u where u.changes_at <= p_at
        union
        select g2.id from access_grant g2 where g2.status = 'open' and g2.person_id in (select t.person_id from touched t)
        union
        select g3.grant_id from access_grantperiod g3 where g3.created_at >= p_since)
    limit p_limit
$$;

-- Note what was seen in one statement; return the grants whose answer changed.
drop function if exists access_note_usability(uuid[], uuid[], uuid[], text[], timestamptz);
create function access_note_usability(
    p_grants uuid[], p_persons uuid[], p_assets uuid[], p_levels text[], p_at timestamptz
) returns table (grant_id uuid, is_now boolean, unmet text)
language sql as $$
    with seen as (
        select p_grants[d.place] as grant_id, d.allowed, d.until, d.unmet
        from access_decide_many(p_persons, p_assets, p_levels, p_at, p_at) d
    ), before as (
        select s.grant_id, u.is_usable from seen s left join access_usability u on u.grant_id = s.grant_id
    ), noted as (
        insert into access_usability (grant_id, vendor_id, is_usable, seen_at, changes_at, is_dirty)
        select s.grant_id, g.vendor_id, s.allowed, p_at, case when g.status = 'open' then s.until end, false
        from seen s join access_grant g on g.id = s.grant_id
        on conflict (grant_id) do update
        set is_usable = excluded.is_usable, seen_at = excluded.seen_at, changes_at = excluded.changes_at, is_dirty = false
    )
    select s.grant_id, s.allowed, s.unmet
    from seen s join before b on b.grant_id = s.grant_id join access_grant g on g.id = s.grant_id
    where g.status = 'open' and b.is_usable is distinct from s.allowed and (b.is_usable is not null or not s.allowed)
$$;
