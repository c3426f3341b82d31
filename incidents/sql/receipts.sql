-- Whoever has the code of a report without a name comes back to it. The gate learns which case that is, and no more: what it
-- says and what we answered is read in the role of its reporter, whose policies know this one case.
create or replace function incidents_case_of_code(p_digest text) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
    select c.id from incidents_case c where c.code_digest = p_digest and c.way = 'anonymous'
$$;
revoke all on function incidents_case_of_code(text) from public;
grant execute on function incidents_case_of_code(text) to ringfence_gate;
