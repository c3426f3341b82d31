-- The triples to decide, in their order. `rows` tells the planner what a bare unnest cannot: that there are many of them.
create or replace function access_asked(p_persons uuid[], p_assets uuid[], p_levels text[])
returns table (place bigint, person_id uuid, asset_id uuid, level text)
language plpgsql immutable rows 2000 as $$
begin
    return query
        select t.place, t.person_id, t.asset_id, t.level
        from unnest(p_persons, p_assets, p_levels) with ordinality as t (person_id, asset_id, level, place);
end $$;

-- The same rule for a page, or for all: one set-based statement over (person, asset, level) triples, in their order.
-- Equal to access_decide by a test on random worlds. `unmet` names what closes it: requirements, 'grant', 'no_hold', 'no_conflict'.
-- `turns`: when the first of the conditions will change, the answer with it or not.
drop function if exists access_decide_many(uuid[], uuid[], text[], timestamptz, timestamptz);
create function access_decide_many(
    p_persons uuid[], p_assets uuid[], p_levels text[], p_at timestamptz, p_known timestamptz
) returns table (place bigint, allowed boolean, until timestamptz, unmet text, turns timestamptz)
language plpgsql stable
set jit = off set plan_cache_mode = force_generic_plan set random_page_cost = 1.1 as $$
#variable_conflict use_column
declare
    future constant tstzmultirange := tstzmultirange(tstzrange(p_at, null));
begin
return query
    with asked as materialized (
        select t.person_id, t.asset_id, t.level, t.place,
               (select a.asset_class_id from access_asset a where a.id = t.asset_id) as asset_class_id  -- by index, not all assets
        from access_asked(p_persons, p_assets, p_levels) t
    ), people as materialized (
        select distinct person_id from asked
    ), standing as materialized (
        select s.person_id, s.requirement, s.key, s.during
        from people p cross join lateral (  -- `offset 0`: by index for each of them, never the whole of a table
            select * from access_standing s where s.person_id = p.person_id and s.known @> p_known offset 0) s
    ), entitled as materialized (
        select person_id, asset_class_id, range_intersect_agg(ranges) as ranges,
               jsonb_agg(jsonb_build_object('requirement', requirement, 'key', key) order by requirement, key)
                   filter (where not ranges @> p_at) as unmet,
               min(lower(case when ranges @> p_at then future - ranges else future * ranges end)) as turns
        from (
            select w.person_id, w.asset_class_id, r.requirement, r.key,
                   coalesce(range_agg(s.during) filter (where s.during is not null), '{}') as ranges
            from (select distinct person_id, asset_class_id from asked) w
            join access_requirement r on r.asset_class_id = w.asset_class_id
            left join standing s on s.person_id = w.person_id and s.requirement = r.requirement and s.key = r.key
            group by w.person_id, w.asset_class_id, r.requirement, r.key) each_requirement
        group by person_id, asset_class_id
    ), granted as materialized (
        select k.place, range_agg(g.during) as ranges
        from asked k join access_grantperiod g
            on g.person_id = k.person_id and g.asset_id = k.asset_id and g.level = k.level and g.known @> p_known
        group by k.place
    ), held as materialized (
        select k.place, range_agg(h.during) as ranges
        from asked k join (
            select h.person_id, h.asset_id, h.during
            from people p join access_hold h on h.person_id = p.person_id where h.known @> p_known
            union all
            select q.id, h.asset_id, h.during
            from people p join vendors_person q on q.id = p.person_id join access_hold h on h.vendor_id = q.vendor_id
            where h.person_id is null and h.known @> p_known) h
            on h.person_id = k.person_id and (h.asset_id is null or h.asset_id = k.asset_id)
        group by k.place
    ), conflicting as materialized (
        select place, range_agg(ranges) as ranges
        from (
            select k.place, range_agg(mine.during * other.during * g.during) - coalesce((
                       select range_agg(e.during) from access_exceptionperiod e
                       where e.person_id = k.person_id and e.conflict_set_id = mine.conflict_set_id
                       and e.asset_one_id = least(k.asset_id, other.asset_id)
                       and e.asset_two_id = greatest(k.asset_id, other.asset_id) and e.known @> p_known), '{}') as ranges
            from asked k join access_conflictasset mine on mine.asset_id = k.asset_id and mine.known @> p_known
            join access_conflictasset other on other.conflict_set_id = mine.conflict_set_id
                and other.asset_id <> k.asset_id and other.known @> p_known
            join access_grantperiod g on g.person_id = k.person_id and g.asset_id = other.asset_id and g.known @> p_known
            group by k.place, k.person_id, k.asset_id, mine.conflict_set_id, other.asset_id) each_pair
        group by place
    ), answered as (
        select k.place, coalesce(g.ranges, '{}') as granted, coalesce(h.ranges, '{}') as held,
               coalesce(c.ranges, '{}') as conflicting, e.unmet, e.turns,
               coalesce(g.ranges, '{}')
               * case when k.asset_class_id is null then '{}'
                      else coalesce(e.ranges, tstzmultirange(tstzrange(null, null))) end
               - coalesce(h.ranges, '{}') - coalesce(c.ranges, '{}') as open
        from asked k
        left join granted g on g.place = k.place
        left join entitled e on e.person_id = k.person_id and e.asset_class_id = k.asset_class_id
        left join held h on h.place = k.place
        left join conflicting c on c.place = k.place
    )
    select place, open @> p_at, lower(case when open @> p_at then future - open else future * open end),
           case when open @> p_at then '[]' else (coalesce(unmet, '[]')
           || case when granted @> p_at then '[]' else '[{"requirement": "grant", "key": ""}]'::jsonb end
           || case when held @> p_at then '[{"requirement": "no_hold", "key": ""}]'::jsonb else '[]' end
           || case when conflicting @> p_at then '[{"requirement": "no_conflict", "key": ""}]'::jsonb else '[]' end)::text end,
           least(turns, lower(case when granted @> p_at then future - granted else future * granted end),
                 lower(case when held @> p_at then future - held else future * held end),
                 lower(case when conflicting @> p_at then future - conflicting else future * conflicting end))
    from answered order by place;
end $$;
