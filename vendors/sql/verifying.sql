-- The public check asks before any firm is known: is this fingerprint a proof that a residual risk was accepted? It learns
-- when and how it was sealed; no subcontractor and no name.
create or replace function vendors_acceptance_sealed(p_sha256 text)
returns table (sealed_at timestamptz, level text)
language sql stable security definer set search_path = public, pg_temp as $$
    select r.sealed_at, r.seal_level::text
    from vendors_riskacceptance r join core_storedfile f on f.id = r.stored_id
    where f.sha256 = p_sha256
$$;
revoke all on function vendors_acceptance_sealed(text) from public;
grant execute on function vendors_acceptance_sealed(text) to ringfence_gate, ringfence_staff, ringfence_worker, ringfence_portal;
