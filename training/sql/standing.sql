-- What training vouches for about people: the courses they have passed.
create or replace view training_standing with (security_invoker = true) as
    select f.person_id, 'training'::varchar(24) as requirement, f.key, f.during, f.known, f.source_kind, f.source_id
    from training_completion f;
grant select on training_standing to ringfence_staff, ringfence_worker, ringfence_portal, ringfence_backup;
