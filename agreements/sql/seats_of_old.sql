-- Agreements that were issued before the table was laid by name: one seat a role, asked once the one before had signed.
insert into agreements_seat (id, agreement_id, vendor_id, number, position, role, person_id, asked_at)
select gen_random_uuid(), a.id, a.vendor_id, r.place, r.place, r.role, case when r.role = 'worker' then a.person_id end,
       case when r.place = 1 then a.issued_at
            else (select max(s.signed_at) from agreements_signature s where s.agreement_id = a.id and s.position = r.place - 1) end
from agreements_agreement a cross join lateral jsonb_array_elements_text(a.signed_by) with ordinality as r(role, place)
where a.issued_at is not null;
