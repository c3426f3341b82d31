-- The answer key of the drawn questions of one attempt, once it is handed in: the portal cannot read the key itself.
create or replace function training_key_of(of_attempt uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
    select jsonb_object_agg(d ->> 'question', k.answers -> (d ->> 'question')) from training_attempt a
    join training_enrolment e on e.id = a.enrolment_id
    join training_quizkey k on k.version_id = e.version_id,
    jsonb_array_elements(a.drawn) d
    where a.id = of_attempt and a.submitted_at is not null
      and (current_setting('role') <> 'ringfence_portal' or a.vendor_id = nullif(current_setting('ringfence.vendor', true), '')::uuid)
$$;
-- What the public page may say of a certificate to whoever holds its code.
create or replace function training_certificate_of_code(of_code text)
returns table (person_name text, course_title text, version_number int, valid_from timestamptz, valid_until timestamptz, revoked_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
    select c.person_name::text, c.course_title::text, c.version_number::int, c.valid_from, c.valid_until, c.revoked_at
    from training_trainingcertificate c where c.code = of_code
$$;
-- Is this fingerprint, or this code, a sealed certificate of ours? The code, the fingerprint, the time and the level.
create or replace function training_certificate_sealed(of_sha256 text, of_code text)
returns table (code text, sha256 text, sealed_at timestamptz, level text)
language sql stable security definer set search_path = public, pg_temp as $$
    select c.code::text, f.sha256::text, c.sealed_at, c.seal_level::text
    from training_trainingcertificate c join core_storedfile f on f.id = c.file_id
    where (of_sha256 <> '' and f.sha256 = of_sha256) or (of_code <> '' and c.code = of_code)
$$;
revoke all on function training_key_of(uuid), training_certificate_of_code(text), training_certificate_sealed(text, text) from public;
grant execute on function training_key_of(uuid) to ringfence_portal, ringfence_staff, ringfence_worker;
grant execute on function training_certificate_of_code(text), training_certificate_sealed(text, text) to ringfence_gate, ringfence_staff, ringfence_worker;
