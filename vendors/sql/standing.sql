-- What vendors vouches for about people: their own facts, and their firm's facts reaching each of them.
create or replace view vendors_standing with (security_invoker = true) as
    select f.person_id, f.requirement, f.key, f.during, f.known, f.source_kind, f.source_id from vendors_personfact f
    union all
    select p.id, f.requirement, f.key, f.during, f.known, f.source_kind, f.source_id
    from vendors_person p join vendors_vendorfact f on f.vendor_id = p.vendor_id;
grant select on vendors_standing to ringfence_staff, ringfence_worker, ringfence_portal, ringfence_backup;
