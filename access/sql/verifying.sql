-- The public check asks before anybody is known: is this fingerprint a certificate that a document was destroyed? It learns
-- when and how it was sealed; no document and no name.
create or replace function access_destruction_sealed(p_sha256 text)
returns table (sealed_at timestamptz, level text)
language sql stable security definer set search_path = public, pg_temp as $$
    select d.sealed_at, d.seal_level::text
    from access_destruction d join core_storedfile f on f.id = d.stored_id
    where f.sha256 = p_sha256
$$;
revoke all on function access_destruction_sealed(text) from public;
grant execute on function access_destruction_sealed(text) to ringfence_gate, ringfence_staff, ringfence_worker, ringfence_portal;
