-- An exception puts the notes on its person in doubt; what enters or leaves a conflict set, those on everybody (doubt.sql).
create or replace trigger doubts after insert or update or delete on access_exceptionperiod
    for each row execute function access_doubt_fact();
create or replace trigger doubts after insert or update or delete on access_conflictasset
    for each statement execute function access_doubt_all();
