-- What agreements vouches for about people: their own undertakings, and their firm's agreements reaching each of them.
create or replace view agreements_standing with (security_invoker = true) as
    select f.person_id, f.requirement, f.key, f.during, f.known, f.source_kind, f.source_id
    from agreements_bindingfact f where f.person_id is not null
    union all
    select p.id, f.requirement, f.key, f.during, f.known, f.source_kind, f.source_id
    from vendors_person p join agreements_bindingfact f on f.vendor_id = p.vendor_id and f.person_id is null;
grant select on agreements_standing to ringfence_staff, ringfence_worker, ringfence_portal, ringfence_backup;
