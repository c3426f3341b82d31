-- What the firm has sent stays as it sent it. While the answers are not with the firm nothing of its own in them changes,
-- in nobody's hands; what we make of an answer (its verdict, that it goes back) is ours and does.
create or replace function vendors_keep_sent_answers() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and
       (old.vendor_id, old.assessment_id, old.question, old.value, old.comment, old.saved_at, old.saved_by_id, old.saved_from, old.confirmed_from_id)
       is not distinct from
       (new.vendor_id, new.assessment_id, new.question, new.value, new.comment, new.saved_at, new.saved_by_id, new.saved_from, new.confirmed_from_id)
    then
        return new;
    end if;
    if exists (
        select from vendors_assessment a
        where a.id in (old.assessment_id, new.assessment_id) and a.status not in ('sent', 'in_progress', 'returned')
    ) then
        raise exception 'An answer that was sent stays as it was sent.' using errcode = 'integrity_constraint_violation';
    end if;
    return coalesce(new, old);
end $$;

drop trigger if exists vendors_answer_sent on vendors_answer;
create trigger vendors_answer_sent before insert or update or delete on vendors_answer
    for each row execute function vendors_keep_sent_answers();
