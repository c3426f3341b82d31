create or replace function vendors_memberships(of_user uuid)
returns table (person_id uuid, vendor_id uuid, vendor_name text, hats text[])
language sql stable security definer set search_path = public, pg_temp as $$
    select p.id, v.id, v.name::text,
           array_remove(array[case when p.is_contact then 'contact' end, case when p.is_signatory then 'signatory' end,
                              case when p.is_worker then 'worker' end], null)
    from vendors_person p
    join vendors_vendor v on v.id = p.vendor_id
    where p.user_id = of_user
      and v.status <> 'archived'
      and exists (select from vendors_personfact f where f.person_id = p.id and f.requirement = 'employment'
                  and f.during @> now() and f.known @> now())
    order by v.name, p.id
$$;
revoke all on function vendors_memberships(uuid) from public;
grant execute on function vendors_memberships(uuid) to ringfence_gate, ringfence_staff, ringfence_worker, ringfence_portal;
