-- The same rule for a page, or for all: one set-based statement over (person, asset, level) triples, in their order.
-- Equal to access_decide by a test on random worlds. `unmet` names what closes it: requirements, 'grant', 'no_hold'.
create or replace function access_decide_many(
    p_persons uuid[], p_assets uuid[], p_levels text[], p_at timestamptz, p_known timestamptz
) returns table (place bigint, allowed boolean, until timestamptz, unmet jsonb)
language sql stable
-- Planned without looking at the arrays: their sizes mislead the planner into joins that are a hundred times slower.
set jit = off set plan_cache_mode = force_generic_plan as $$
    with asked as materialized (
        select t.person_id, t.asset_id, t.level, t.place, a.asset_class_id
        from unnest(p_persons, p_assets, p_levels) with ordinality as t (person_id, asset_id, level, place)
        left join access_asset a on a.id = t.asset_id
    ), wanted as materialized (
        select distinct person_id, asset_class_id from asked
    ), standing as (
        select s.person_id, s.requirement, s.key, range_agg(s.during) as ranges
        from access_standing s
        where s.person_id = any (p_persons) and s.known @> p_known
        group by s.person_id, s.requirement, s.key
    ), entitled as (
        select w.person_id, w.asset_class_id,
               range_intersect_agg(coalesce(s.ranges, '{}')) as ranges,
               jsonb_agg(jsonb_build_object('requirement', r.requirement, 'key', r.key) order by r.requirement, r.key)
                   filter (where not coalesce(s.ranges, '{}') @> p_at) as unmet
        from wanted w
        join access_requirement r on r.asset_class_id = w.asset_class_id
        left join standing s on s.person_id = w.person_id and s.requirement = r.requirement and s.key = r.key
        group by w.person_id, w.asset_class_id
    ), granted as (
        select g.person_id, g.asset_id, g.level, range_agg(g.during) as ranges
        from access_grantperiod g
        where g.person_id = any (p_persons) and g.known @> p_known
        group by g.person_id, g.asset_id, g.level
    ), holds as (
        select h.person_id, h.asset_id, h.during from access_hold h where h.person_id = any (p_persons) and h.known @> p_known
        union all
        select p.id, h.asset_id, h.during
        from access_hold h join vendors_person p on p.vendor_id = h.vendor_id
        where h.person_id is null and p.id = any (p_persons) and h.known @> p_known
    ), held as (
        select k.place, range_agg(h.during) as ranges
        from asked k join holds h on h.person_id = k.person_id and (h.asset_id is null or h.asset_id = k.asset_id)
        group by k.place
    ), answered as (
        select k.place, coalesce(g.ranges, '{}') as granted, coalesce(h.ranges, '{}') as held, e.unmet,
               coalesce(g.ranges, '{}')
               * case when k.asset_class_id is null then '{}'
                      else coalesce(e.ranges, tstzmultirange(tstzrange(null, null))) end
               - coalesce(h.ranges, '{}') as open
        from asked k
        left join granted g on g.person_id = k.person_id and g.asset_id = k.asset_id and g.level = k.level
        left join entitled e on e.person_id = k.person_id and e.asset_class_id = k.asset_class_id
        left join held h on h.place = k.place
    )
    select place, open @> p_at,
           case when open @> p_at then (select upper(r) from unnest(open) r where r @> p_at)
                else (select min(lower(r)) from unnest(open) r where lower(r) > p_at) end,
           coalesce(unmet, '[]')
           || case when granted @> p_at then '[]' else '[{"requirement": "grant", "key": ""}]'::jsonb end
           || case when held @> p_at then '[{"requirement": "no_hold", "key": ""}]'::jsonb else '[]' end
    from answered order by place
$$;
