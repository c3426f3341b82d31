-- The gate knows no table of any subcontractor. These three are what an invitation link may ask before a firm is known.

-- Who asks, and why: what the page of the link shows.
create or replace function vendors_invitation_of(of_digest text)
returns table (id uuid, status text, name text, email text, expires_at timestamptz, is_contact boolean,
               vendor_name text, work text, asked_by text, asked_by_email text)
language sql stable security definer set search_path = public, pg_temp as $$
    select i.id, i.status::text, i.name::text, i.email::text, i.expires_at, i.is_contact,
           v.name::text, v.work::text, coalesce(u.name, '')::text, coalesce(u.email, '')::text
    from vendors_invitation i
    join vendors_vendor v on v.id = i.vendor_id
    left join core_user u on u.id = i.sent_by_id
    where i.digest = of_digest and v.status <> 'archived'
$$;

-- Take it up: one statement, so that of two who press at once exactly one gets the row.
create or replace function vendors_take_invitation(of_digest text, moment timestamptz)
returns table (id uuid, vendor_id uuid, person_id uuid, name text, email text, is_contact boolean, is_signatory boolean)
language sql volatile security definer set search_path = public, pg_temp as $$
    update vendors_invitation i set status = 'accepted', ended_at = moment
    from vendors_vendor v
    where i.digest = of_digest and i.status = 'open' and i.sent_at <= moment and i.expires_at > moment
      and v.id = i.vendor_id and v.status <> 'archived'
    returning i.id, i.vendor_id, i.person_id, i.name::text, i.email::text, i.is_contact, i.is_signatory
$$;

-- A link that has run out, exchanged for a new one to the same address. Says nothing where there was none.
create or replace function vendors_renew_invitation(of_digest text, new_id uuid, new_digest text, moment timestamptz, until timestamptz)
returns table (id uuid, vendor_id uuid)
language sql volatile security definer set search_path = public, pg_temp as $$
    with old as (
        update vendors_invitation i set status = 'replaced', ended_at = moment
        from vendors_vendor v
        where i.digest = of_digest and i.status = 'open' and i.expires_at <= moment
          and v.id = i.vendor_id and v.status <> 'archived'
        returning i.*
    )
    insert into vendors_invitation (id, created_at, vendor_id, person_id, name, email, is_contact, is_signatory, digest, status,
                                    sent_by_id, sent_at, expires_at, mail_tries, mail_error)
    select new_id, moment, old.vendor_id, old.person_id, old.name, old.email, old.is_contact, old.is_signatory, new_digest, 'open',
           old.sent_by_id, moment, until, 0, ''
    from old
    returning vendors_invitation.id, vendors_invitation.vendor_id
$$;

revoke all on function vendors_invitation_of(text) from public;
revoke all on function vendors_take_invitation(text, timestamptz) from public;
revoke all on function vendors_renew_invitation(text, uuid, text, timestamptz, timestamptz) from public;
grant execute on function vendors_invitation_of(text) to ringfence_gate;
grant execute on function vendors_take_invitation(text, timestamptz) to ringfence_gate;
grant execute on function vendors_renew_invitation(text, uuid, text, timestamptz, timestamptz) to ringfence_gate;
