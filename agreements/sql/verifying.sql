-- The public check asks before any firm is known: is this fingerprint, or this document id, one of ours? It learns what kind
-- of paper it is, when and how it was sealed, and its fingerprint; no party, no title, no word of the text.
create or replace function agreements_sealed(p_sha256 text, p_agreement uuid)
returns table (kind text, paper text, sha256 text, level text, sealed_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
    select a.kind::text, p.kind::text, p.sha256::text, p.level::text, p.sealed_at
    from agreements_sealedpaper p join agreements_agreement a on a.id = p.agreement_id
    where p.sha256 = p_sha256 or (p.agreement_id = p_agreement and p.kind = 'copy')
    union all
    select 'deposit', 'receipt', f.sha256::text, '', f.stored_at
    from agreements_backgrounditem b join core_storedfile f on f.id = b.receipt_id
    where f.sha256 = p_sha256
$$;
revoke all on function agreements_sealed(text, uuid) from public;
grant execute on function agreements_sealed(text, uuid) to ringfence_gate, ringfence_staff, ringfence_worker, ringfence_portal;
