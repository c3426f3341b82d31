-- The database grades: whoever hands in an attempt writes answers and the time, never a score. What was drawn and what
-- was handed in stay as they are, and an attempt is not taken away to win another.
create or replace function training_grade() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    key jsonb;
    needed int;
begin
    if tg_op = 'DELETE' then
        if current_setting('role') = 'ringfence_portal' then
            raise insufficient_privilege using message = 'an attempt stays';
        end if;
        return old;
    end if;
    if tg_op = 'UPDATE' and (old.submitted_at is not null or (new.drawn, new.number, new.enrolment_id) is distinct from (old.drawn, old.number, old.enrolment_id)) then
        raise insufficient_privilege using message = 'an attempt is frozen once it is drawn, and again once it is handed in';
    end if;
    new."right" := null;
    new.percent := null;
    new.has_passed := false;
    if new.submitted_at is not null then
        select k.answers, (v.content -> 'quiz' ->> 'pass_percent')::int into strict key, needed
        from training_enrolment e join training_courseversion v on v.id = e.version_id join training_quizkey k on k.version_id = v.id
        where e.id = new.enrolment_id;
        select count(*) into new."right" from jsonb_array_elements(new.drawn) d
        where training_same_choice(new.answers -> (d ->> 'question'), key -> (d ->> 'question') -> 'correct');
        new.percent := 100 * new."right" / greatest(jsonb_array_length(new.drawn), 1);
        new.has_passed := new.percent >= needed;
    end if;
    return new;
end $$;
-- Two lists of option ids name the same options, in whatever order. No answer is no match.
create or replace function training_same_choice(given jsonb, wanted jsonb) returns boolean
language sql immutable as $$
    select given is not null and (select jsonb_agg(x order by x) from jsonb_array_elements_text(given) x)
        is not distinct from (select jsonb_agg(x order by x) from jsonb_array_elements_text(wanted) x)
$$;
create or replace trigger grade before insert or update or delete on training_attempt for each row execute function training_grade();
revoke all on function training_grade(), training_same_choice(jsonb, jsonb) from public;
drop function if exists training_count_right(uuid, jsonb);
