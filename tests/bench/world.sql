-- 5,000 subcontractors, 100,000 people, 20,000 assets, 1,000,000 grants, with facts on both axes. Ids are uuids made from
-- numbers (n -> 0000...n), so that a bench can name them. Run as superuser: it sets row security and triggers aside.
set session_replication_role = replica;
create or replace function nid(kind int, n bigint) returns uuid immutable language sql as $$ select (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;
insert into core_user (id, password, email, name, is_active, is_staff, is_superuser, is_demo, language, time_zone, theme, density, single_keys)
select nid(1, g), '', 'u' || g || '@halden.example', 'User ' || g, true, true, false, false, 'en-gb', 'UTC', 'system', 'compact', true from generate_series(1, 20) g;
insert into vendors_vendor (id, reference, name, legal_name, country, jurisdiction, work, registration_number, lei, vat_number, duns, parent_name, tier, status, owner_id)
select nid(2, g), 'SUB-' || lpad(g::text, 6, '0'), 'Firm ' || md5(g::text), '', (array['IE','DE','FR','PL','IN'])[1 + g % 5], 'IE', 'Work', '', '', '', '', '', 1 + g % 3, 'active', nid(1, 1 + g % 20)
from generate_series(1, :vendors) g;
insert into vendors_person (id, vendor_id, name, sort_name, email, hr_id, hr_source, job_title, site, country, is_contact, is_signatory, is_worker, starts_on, ends_on)
select nid(3, g), nid(2, 1 + g % 5000), 'Person ' || md5(g::text), '', 'p' || g || '@firm.example', 'E-' || g, 'hr', '', '', '', false, false, true, current_date - 700, current_date + 700
from generate_series(1, 100000) g;
insert into access_assetclass (id, key, name, rank, rules, max_days, may_download, step_up)
select nid(4, g), 'bench-' || g, 'Class ' || g, 100 + g, '', 365, false, false from generate_series(1, 2) g;
insert into access_requirement (id, asset_class_id, requirement, key)
select gen_random_uuid(), nid(4, c), r, k from (values (1,'employment',''),(1,'screening',''),(1,'agreement','nda'),(1,'training','conf'),
 (2,'employment',''),(2,'screening',''),(2,'agreement','nda'),(2,'agreement','ip'),(2,'training','conf'),(2,'training','sec'),(2,'certification','iso27001')) as t(c, r, k);
insert into access_asset (id, reference, name, what, kind, asset_class_id, owner_id, prompt)
select nid(5, g), 'AST-' || lpad(g::text, 6, '0'), 'Asset ' || g, '', 'design', nid(4, 1 + g % 2), nid(1, 1 + g % 20), '' from generate_series(1, 20000) g;
insert into vendors_personfact (id, vendor_id, person_id, requirement, key, during, known, source_kind, source_id)
select nid(6, g), nid(2, 1 + g % 5000), nid(3, g), 'employment', '', tstzrange(now() - interval '2 years', null), tstzrange(now() - interval '2 years', null), 'bench', nid(3, g) from generate_series(1, 100000) g;
insert into vendors_vendorfact (id, vendor_id, requirement, key, during, known, source_kind, source_id)
select nid(7, g), nid(2, g), 'screening', '', tstzrange(now() - interval '300 days', now() + (random() * 400) * interval '1 day'), tstzrange(now() - interval '300 days', null), 'bench', nid(2, g) from generate_series(1, 5000) g;
insert into vendors_vendorfact (id, vendor_id, requirement, key, during, known, source_kind, source_id)
select nid(8, g), nid(2, 1 + g % 5000), 'certification', (array['iso27001','soc2_t2','tisax_al3'])[1 + g % 3], tstzrange(now() - (random() * 900) * interval '1 day', now() + (random() * 900) * interval '1 day'), tstzrange(now() - interval '900 days', null), 'bench', nid(2, g) from generate_series(1, 15000) g;
insert into agreements_bindingfact (id, vendor_id, requirement, key, during, known, source_kind, source_id)
select nid(9, g), nid(2, 1 + g % 5000), 'agreement', (array['nda','ip'])[1 + g % 2], tstzrange(now() - (random() * 900) * interval '1 day', now() + (random() * 900) * interval '1 day'), tstzrange(now() - interval '900 days', null), 'bench', nid(2, g) from generate_series(1, 20000) g;
insert into training_completion (id, vendor_id, person_id, key, during, known, source_kind, source_id)
select nid(10, g), nid(2, 1 + (1 + g % 100000) % 5000), nid(3, 1 + g % 100000), (array['sec','inc','conf'])[1 + (g / 100000) % 3], tstzrange(now() - (random() * 360) * interval '1 day', now() + (random() * 400) * interval '1 day'), tstzrange(now() - interval '360 days', null), 'bench', nid(2, g) from generate_series(1, 300000) g;
insert into access_hold (id, vendor_id, person_id, during, known, because, told_as, source_kind, source_id)
select nid(11, g), nid(2, 1 + (g * 50) % 5000), nid(3, g * 50), tstzrange(now() - interval '3 days', null), tstzrange(now() - interval '3 days', null), '-', '-', 'bench', nid(2, g) from generate_series(1, 1000) g;
insert into access_grant (id, vendor_id, reference, person_id, asset_id, level, purpose, starts_at, ends_at, status, requested_at, requested_by_id, opened_at, end_reason)
select nid(12, g), nid(2, 1 + (1 + (g::bigint * 7919) % 100000) % 5000), 'ACR-' || g, nid(3, 1 + (g::bigint * 7919) % 100000), nid(5, 1 + (g::bigint * 104729 + g / 100000) % 20000), 'view', '-', t.s, t.e, 'open', t.s, nid(1, 1), t.s, ''
from generate_series(1, 1000000) g, lateral (select now() - (random() * 100 + g * 0) * interval '1 day' as s, now() + (random() * 300 + g * 0) * interval '1 day' as e) t;
-- What forbids two grants at once takes minutes to build for a million of them, and no bench writes one.
alter table access_grantperiod drop constraint no_two_grants_of_one_level_overlap;
insert into access_grantperiod (id, vendor_id, grant_id, person_id, asset_id, level, during, known)
select nid(13, row_number() over ()), vendor_id, id, person_id, asset_id, level, tstzrange(starts_at, ends_at), tstzrange(starts_at, null)
from access_grant;
set session_replication_role = origin;
vacuum analyze;
