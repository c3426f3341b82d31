-- May this person open this asset at this moment, by what we knew at that moment, and why? The whole rule, once.
-- Ranges are intersected: the grant's periods, each requirement's standing, and everything minus the holds.
create or replace view access_standing with (security_invoker = true) as
    select * from vendors_standing
    union all select * from agreements_standing
    union all select * from training_standing;
grant select on access_standing to ringfence_staff, ringfence_worker, ringfence_portal, ringfence_backup;

create or replace function access_decide(
    p_person uuid, p_asset uuid, p_at timestamptz, p_known timestamptz, p_level text default 'view',
    out allowed boolean, out reasons jsonb, out until timestamptz
) language plpgsql stable as $$
begin
    with needed as (
        select r.requirement, r.key,
               (select range_agg(s.during) from access_standing s
                where s.person_id = p_person and s.requirement = r.requirement and s.key = r.key and s.known @> p_known) as ranges
        from access_asset a join access_requirement r on r.asset_class_id = a.asset_class_id
        where a.id = p_asset
        union all
        select 'grant', p_level,
               (select range_agg(g.during) from access_grantperiod g
                where g.person_id = p_person and g.asset_id = p_asset and g.level = p_level and g.known @> p_known)
        union all
        select 'no_hold', '', tstzmultirange(tstzrange(null, null)) - coalesce(
               (select range_agg(h.during) from (
                    select during, known, asset_id from access_hold where person_id = p_person
                    union all
                    select h.during, h.known, h.asset_id from access_hold h join vendors_person p on p.vendor_id = h.vendor_id
                    where h.person_id is null and p.id = p_person) h
                where (h.asset_id is null or h.asset_id = p_asset) and h.known @> p_known), '{}'::tstzmultirange)
    ), answered as (
        select requirement, key, coalesce(ranges, '{}'::tstzmultirange) as ranges from needed
    ), joined as (
        select range_intersect_agg(ranges) as open,
               jsonb_agg(jsonb_build_object(
                   'requirement', requirement, 'key', key, 'ok', ranges @> p_at,
                   'until', (select upper(r) from unnest(ranges) r where r @> p_at),
                   'next', (select min(lower(r)) from unnest(ranges) r where lower(r) > p_at)
               ) order by requirement, key) as reasons
        from answered
    )
    select coalesce(open @> p_at, false), joined.reasons,
           case when open @> p_at then (select upper(r) from unnest(open) r where r @> p_at)
                else (select min(lower(r)) from unnest(open) r where lower(r) > p_at) end
    into allowed, reasons, until from joined;
end $$;
