-- May this person open this asset at this moment, by what we knew at that moment, and why? The whole rule, once.
-- Ranges are intersected: the grant's periods, each requirement's standing, everything minus the holds, and everything minus
-- the time in which the person also holds what conflicts with it and no exception excuses the pair.
create or replace view access_standing with (security_invoker = true) as
    select * from vendors_standing
    union all select * from agreements_standing
    union all select * from training_standing;
grant select on access_standing to ringfence_staff, ringfence_worker, ringfence_portal, ringfence_backup;

-- `p_known` null: by what was known at that moment. The answer is JSON, [allowed, until, requirements, keys, holds, turns]:
-- the last four are lists with one entry a condition, `turns` says when that one will next change. It comes as one value, in
-- columns, and by one plan for all values: each of the three costs more than an index that the rule reads.
drop function if exists access_decide(uuid, uuid, timestamptz, timestamptz, text);
create function access_decide(
    p_person uuid, p_asset uuid, p_at timestamptz, p_known timestamptz, p_level text default 'view'
) returns text language plpgsql stable set plan_cache_mode = force_generic_plan as $$
declare
    known_at constant timestamptz := coalesce(p_known, p_at);
    future constant tstzmultirange := tstzmultirange(tstzrange(p_at, null));
begin
    return (
        with standing as materialized (  -- read once, not once a requirement
            select s.requirement, s.key, s.during from access_standing s where s.person_id = p_person and s.known @> known_at
        ), answered as (
            select r.requirement, r.key, coalesce(
                       (select range_agg(s.during) from standing s where s.requirement = r.requirement and s.key = r.key), '{}') as ranges
            from access_asset a join access_requirement r on r.asset_class_id = a.asset_class_id
            where a.id = p_asset
            union all
            select 'grant', p_level, coalesce(range_agg(g.during), '{}') from access_grantperiod g
            where g.person_id = p_person and g.asset_id = p_asset and g.level = p_level and g.known @> known_at
            union all
            select 'no_hold', '', '{(,)}' - coalesce(range_agg(h.during), '{}')
            from (
                select during, known, asset_id from access_hold where person_id = p_person
                union all
                select h.during, h.known, h.asset_id from access_hold h join vendors_person p on p.vendor_id = h.vendor_id
                where h.person_id is null and p.id = p_person) h
            where (h.asset_id is null or h.asset_id = p_asset) and h.known @> known_at
            union all  -- said only of what is in a conflict set
            select 'no_conflict', '', '{(,)}' - coalesce(range_agg(ranges), '{}')
            from (
                select range_agg(mine.during * other.during * g.during) - coalesce((
                           select range_agg(e.during) from access_exceptionperiod e
                           where e.person_id = p_person and e.conflict_set_id = mine.conflict_set_id
                           and e.asset_one_id = least(p_asset, other.asset_id) and e.asset_two_id = greatest(p_asset, other.asset_id)
                           and e.known @> known_at), '{}') as ranges
                from access_conflictasset mine
                join access_conflictasset other on other.conflict_set_id = mine.conflict_set_id
                    and other.asset_id <> p_asset and other.known @> known_at
                left join access_grantperiod g
                    on g.person_id = p_person and g.asset_id = other.asset_id and g.known @> known_at
                where mine.asset_id = p_asset and mine.known @> known_at
                group by mine.conflict_set_id, other.asset_id) each_pair
            having count(*) > 0
        ), joined as (
            select range_intersect_agg(ranges) as open, json_agg(requirement) as requirements, json_agg(key) as keys,
                   json_agg(ranges @> p_at) as holds,
                   json_agg(lower(case when ranges @> p_at then future - ranges else future * ranges end)) as turns
            from answered
        )
        select json_build_array(
            open @> p_at, lower(case when open @> p_at then future - open else future * open end),
            requirements, keys, holds, turns)
        from joined);
end $$;
