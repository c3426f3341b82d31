-- What the sweep noted of these triples, as far as that is beyond doubt: for the others the rule is to be asked.
create or replace function access_noted(p_persons uuid[], p_assets uuid[], p_levels text[], p_at timestamptz)
returns table (place bigint, allowed boolean, until timestamptz, unmet text)
language plpgsql stable set jit = off set plan_cache_mode = force_generic_plan set random_page_cost = 1.1 as $$
begin
return query
    select k.place, u.is_usable, u.until, u.unmet
    from access_asked(p_persons, p_assets, p_levels) k cross join lateral (
        select n.vendor_id, n.is_usable, n.until, n.unmet from access_usability n
        where n.person_id = k.person_id and n.asset_id = k.asset_id and n.level = k.level
        and n.seen_at <= p_at and (n.turns_at is null or n.turns_at > p_at)
        limit 1) u
    where k.person_id not in (select d.person_id from access_doubt d where d.person_id is not null)
    and u.vendor_id not in (select d.vendor_id from access_doubt d where d.person_id is null);
end $$;
