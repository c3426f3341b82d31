"""What stands behind the doors? Two rival firms with the same records, each in the state that some deed waits for.

A firm's records go by short names, which policy.csv uses for the ids of an address.
"""

import datetime
from types import SimpleNamespace

from access.actions import check_outs, copies, destructions, documents, emergencies, holds, objections, openings
from agreements.actions import (
    papers,
)
from audits.actions import audits, findings, remedies
from config.demo import accounts
from core import clock, files, ids, notices, staff_links
from core.actions import clients, legal_holds, staff
from core.database import context
from core.database.roles import PORTAL
from core.models import Event
from incidents import receipt_codes
from incidents.actions import cases, containment, entries, evidence
from tests import (
    make,
    make_access,
    make_audits,
    make_dd,
    make_finance,
    make_incidents,
    make_questions,
    make_risk,
    make_signals,
    make_subs,
    make_training,
)
from tests.matrix import agreed
from tests.matrix.sheets import file_of, paper
from tests.vendors_watch import world as watch_world
from training.actions import certificates, enrolments
from training.models import Course, QuizKey
from vendors import business_days, invitation_links
from vendors.actions import (
    corrections,
    delegations,
    hr_words,
    imports,
    invitations,
    people,
    proposals,
    questionnaires,
    risk_acceptances,
    scores,
    screenings,
    stewards,
    sub_approvals,
    time_requests,
    vendors,
    watch_fetching,
)
from vendors.models import ConditionAnswer, HrWord, Person, Vendor, WatchHit

HEAD = "Employee ID,Full name,E-mail,Company,Start date,End date"


def today() -> datetime.date:
    return business_days.day_of(clock.now())


def firm(name: str, owner) -> SimpleNamespace:
    """`owner`: the information owner, whose assets both firms ask for.

    What belongs to one person is the worker's; the same of a colleague goes by the same names in `another`.
    """
    has = SimpleNamespace(name=name, owner=owner)
    _register(has)
    _answer(has)
    agreed.sign(has)
    _protect(has)
    for who, where in ((has.worker, has), (has.colleague, has.another)):
        vars(where).update(_learnt(who) | _let_in(who, where, has) | _reported(who))
    _fail(has)
    _audit(has)
    _report(has)
    _told(has)
    _administered(has)
    make.compared()
    return has


def _register(has) -> None:
    has.vendor = make.vendor(has.name, status="active", legal_name=f"{has.name} legal")
    has.contact = make.contact(has.vendor, f"{has.name} contact", is_signatory=False, hr_source="hr", hr_id=has.name)
    has.hr_id = has.contact.hr_id
    has.word = _said_otherwise(has.contact)
    has.proposal = proposals.correct_details(
        has.vendor,
        said={"legal_name": f"{has.name} proposal"},
        because=f"{has.name} proposal",
        by=make.as_person(has.contact),
        at=clock.now(),
    )
    has.signatory = make.person(has.vendor, f"{has.name} signatory", is_signatory=True, is_worker=False)
    has.worker = make.person(has.vendor, f"{has.name} worker")
    has.colleague = make.person(has.vendor, f"{has.name} colleague")
    has.person, has.another = has.worker, SimpleNamespace(person=has.colleague, vendor=has.vendor)
    has.newcomer = make.person(has.vendor, f"{has.name} newcomer", with_account=False)
    has.half = make.person(has.vendor, f"{has.name} half", starts_on=today() + datetime.timedelta(days=7))
    has.gone = make.person(has.vendor, f"{has.name} gone", hr_source="hr", hr_id=f"{has.name}-gone")
    has.gone_hr_id = has.gone.hr_id
    gone = {"by": make.officer(), "at": make.earlier(), "because": "Left"}
    people.depart(has.gone, **gone)
    has.steward = make.steward(has.vendor).user
    said = {"value": 40, "because": f"{has.name} reason", "until_on": today() + datetime.timedelta(days=90)}
    scores.override(has.vendor, **said, by=make.officer(), at=make.earlier())
    said = {"what": f"{has.name} what", "because": f"{has.name} why", "measures": f"{has.name} measures"}
    has.acceptance = make_risk.accept(has.vendor, **said, at=make.earlier())
    risk_acceptances.seal_next(by=make.CLOCK, at=clock.now())
    has.acceptance.refresh_from_db()
    said = {"source": f"{has.name} source", "reference": f"{has.name} reference", "summary": f"{has.name} summary"}
    has.signal = make_signals.signal(has.vendor, **said)
    has.twin = make.vendor(f"{has.name} twin", tier=3)
    has.prospect = make.vendor(f"{has.name} prospect", tier=3)
    has.newest = make.vendor(f"{has.name} newest", tier=3)
    has.slow = make.vendor(f"{has.name} slow", tier=3)
    has.archived = make.vendor(f"{has.name} archived", tier=3)
    vendors.move(has.archived, "archived", by=make.officer(), at=make.earlier(), because="Nothing came of it")
    for each in (has.twin, has.prospect, has.newest, has.archived, has.slow):
        stewards.name(each, has.steward, by=make.officer(), at=make.earlier())
    has.invitation = _invited(has, "Asked")
    has.linked = _invited(has, "Linked")
    has.link = invitation_links.token_of(has.linked.pk)
    has.spent = invitation_links.token_of(_withdrawn(_invited(has, "Withdrawn")).pk)
    has.engagement = make.engagement(has.vendor, has.worker, has.colleague, title=f"{has.name} engagement")
    has.uploaded, has.checked, has.applied = _run(has), _checked(_run(has)), _applied(_checked(_run(has)))
    has.rejected = _checked(_run(has, "E-0,Nobody,no address,none,2026-01-01,2030-12-31"))
    make.compared()
    _hire(has)
    _screen(has)


def _hire(has) -> None:
    """Two that work for the firm: one that waits, with a paper; one that was refused, and is linked to our register."""
    said = {"registration_number": f"{has.name} sub", "key_person": f"{has.name} head", "work": f"{has.name} plating"}
    has.sub = make_subs.named(has.contact, name=f"{has.name} sub", **said)
    content = paper(f"{has.name} flow-down")
    has.sub_fact = make_subs.passed_down(
        has.sub, has.contact, words=f"{has.name} words", source=content, name=f"{has.name} nda.pdf"
    )
    make_subs.put_right(has.sub, because=f"{has.name} sub correction", work=f"{has.name} plating and coating")
    has.sub_ended = make_subs.stopped(
        make_subs.named(has.contact, name=f"{has.name} stopped"), because=f"{has.name} end"
    )
    has.sub_linked = make_subs.named(has.contact, name=f"{has.name} linked", parent=has.sub)
    sub_approvals.refuse(has.sub_linked, because=f"{has.name} refusal", by=make.officer(), at=make.earlier())
    sub_approvals.link(has.sub_linked, has.twin, by=make.officer(), at=make.earlier())


def _screen(has) -> None:
    """Screenings in each state, conditions on either side, a hit, and a panel that has handed in."""
    has.decided, has.condition = _screened(has, has.twin)
    has.condition_answer = ConditionAnswer.objects.create(
        vendor=has.twin,
        condition=has.condition,
        text=f"{has.name} answer",
        stored=_screened_file(has),
        given_at=clock.now(),
    )
    has.own_condition = _screened(has, has.vendor, insurance=1)[1]
    said = {
        "text": f"{has.name} objection",
        "source": paper(f"{has.name} objection"),
        "name": f"{has.name} objection.pdf",
    }
    by = make.as_person(has.contact)
    has.objection = objections.lodge("condition", has.own_condition.pk, by=by, at=clock.now(), **said)
    answered = objections.lodge("decision", has.vendor.pk, text=f"{has.name} first objection", by=by, at=clock.now())
    objections.answer(answered, "dismissed", because=f"{has.name} answer", by=make.officer(), at=clock.now())
    _watch(has)
    has.recording, has.proposed = _screening(has.vendor), _screening(has.twin, proposed=True)
    has.marked = _screening(has.prospect)
    for name in ("One", "Two"):
        make_dd.marked(make_dd.seat(has.marked, make_dd.analyst(f"Analyst {name}").user))


def _told(has) -> None:
    """An event about the firm, and news for its contact."""
    has.event = Event.objects.filter(name="engagement.started", subject_id=has.engagement.pk).get()
    has.event_name = str(has.engagement)
    said = {"key": f"news-{ids.new()}", "title": f"{has.name} news", "url": "/portal/", "why": "", "context": {}}
    has.portal_notice = notices.write(has.contact.user, vendor_id=has.vendor.pk, at=clock.now(), **said)
    has.portal_notice.save()


def _said_otherwise(person: Person) -> HrWord:
    """HR once said another job of this person."""
    hr_words.hear([person], by=make.officer(), at=make.earlier(), through=f"{person.name} feed")
    HrWord.objects.filter(person=person).update(job_title=f"{person.name} job", differs=["job_title"])
    return HrWord.objects.get(person=person)


def _administered(has) -> None:
    """Accounts of staff that no other door here knows: one at work, with a factor; one closed; one not in yet."""
    keeper, at = make.staff_member("administrator"), make.earlier()
    has.reader, has.closed_account = (make.staff_member("reader").user for _each in range(2))
    accounts.give_factor(has.reader)
    said = {"roles": ["reader"], "by": keeper, "at": at, "because": "Needed"}
    staff.close(has.closed_account, by=keeper, at=at, because="Left")
    has.awaited = staff.invite(f"awaited@{has.name.lower()}.test", name="Somebody awaited", **said)
    has.start = staff_links.token_of(has.awaited)
    made = {"scopes": ["people:read"], "expires_at": at + datetime.timedelta(days=90), "by": keeper, "at": at}
    has.program_key, _token = clients.create(f"{has.name} system", **made)


def _invited(has, name: str):
    email = f"{name}@{has.name}.test".lower()
    return invitations.send(has.vendor, name=f"{has.name} {name}", email=email, by=make.officer(), at=make.earlier())


def _withdrawn(invitation):
    return invitations.withdraw(invitation, by=make.officer(), at=make.earlier())


def _run(has, *more: str):
    line = f"E-{ids.new()},{has.name} imported,{ids.new()}@firm.test,{has.twin.reference},2026-01-01,2030-12-31"
    return imports.upload(
        "\n".join([HEAD, line, *more]).encode(), name=f"{has.name}.csv", by=make.officer(), at=clock.now()
    )


def _checked(run):
    return imports.check(run, run.mapping, by=make.officer(), at=clock.now())


def _applied(run):
    run = imports.start(run, by=make.officer(), at=clock.now())
    imports.carry_on(run, by=make.officer(), at=clock.now())
    return run


def _screening(vendor: Vendor, *, proposed: bool = False, **scores):
    analyst = make_dd.analyst()
    made = make_dd.screening(vendor, by=analyst, **scores)
    return screenings.hand_in(made, summary="Sound", by=analyst, at=clock.now()) if proposed else made


def _watch(has) -> None:
    """A list with one version in force, and a hit that waits; on a firm of its own, which nothing else is decided on."""
    has.listed = make.vendor(f"{has.name} listed", tier=3)
    stewards.name(has.listed, has.steward, by=make.officer(), at=make.earlier())
    has.watchlist = watch_world.watchlist(f"{has.name} list")
    has.watchlist_at = watch_fetching.point_at(
        watch_world.watchlist(f"{has.name} list elsewhere"),
        "https://lists.example/",
        by=watch_world.analyst(),
        at=make.earlier(),
    )
    has.version_read = watch_world.read(has.watchlist, watch_world.lines(a={"name": [f"{has.name} listed"]}))
    has.hit = WatchHit.objects.get(vendor=has.listed)


def _screened_file(has):
    return files.store(
        paper(f"{has.name} condition"), purpose="evidence", name="proof.pdf", at=clock.now(), vendor=has.twin
    )


def _screened(has, firm: Vendor, **scores):
    """Approved with a condition, which waits to be met by the firm."""
    approver, made = make.staff_member("approver"), _screening(firm, proposed=True, **scores)
    terms = [{"text": f"{has.name} condition", "due_on": make_dd.days(30), "owner": approver.user, "is_theirs": True}]
    said = {"because": "Sound, with a condition", "conditions": terms, "by": approver, "at": clock.now()}
    screenings.decide(made, "approve_with_conditions", **said)
    return made, made.conditions.get()


def _answer(has) -> None:
    """The firm's own questionnaire is answered and not yet sent, its last one was accepted; those of the others are with us."""
    has.draft = make_questions.draft(without="rep-references")
    has.asked_by = has.draft.base
    has.questions_run = make_questions.waiting(make_questions.workbook(f"Does {has.name} bake?"))
    has.accepted = _accepted(has)
    has.assessment = _sent(has.vendor)
    make_dd.answer_everything(has.assessment, has.contact, paper(f"{has.name} proof"))
    has.sheet = make_dd.sheet(has.assessment, has.contact, pro_notice="3", his_register=f"{has.name} workbook")
    has.answer = has.assessment.answers.filter(files__isnull=False).first()
    has.answer_file = has.answer.files.first()
    has.question, has.answer_file_stored = has.answer.question, has.answer_file.stored
    _give_away(has)
    has.submitted, has.submitted_question = _submitted(has.twin)
    said = {"because": f"{has.name} says otherwise", "by": make_dd.analyst(), "at": clock.now()}
    has.corrected = corrections.make(has.submitted, has.submitted_question, **said)
    has.own_corrected = corrections.make(has.accepted, has.question, **said)
    has.unclear, question = _submitted(has.prospect)
    said = {"verdict": "clarify", "note": "Which hall?", "by": make_dd.analyst(), "at": clock.now()}
    questionnaires.judge(has.unclear, question, **said)
    has.certificate = make_dd.certificate(has.contact, content=paper(f"{has.name} certificate"))
    has.policy = make_dd.policy(has.contact, content=paper(f"{has.name} policy"))
    has.statement = make_finance.statement(has.vendor, years_ago=1, stored=has.policy.stored, note=f"{has.name} note")


def _accepted(has):
    last = _sent(has.vendor)
    make_dd.answer_everything(last, has.contact, paper(f"{has.name} last proof"))
    questionnaires.submit(last, by=make.as_person(has.contact), at=clock.now())
    return questionnaires.accept(last, because="Read", by=make_dd.analyst(), at=clock.now())


def _give_away(has) -> None:
    """The signatory answers another section than the one of `question`; another firm asks for more time."""
    sections = [each["id"] for each in has.assessment.questions["sections"]]
    has.free_section = has.assessment.question(has.question)["section"]
    has.delegated_section = next(each for each in sections if each != has.free_section)
    by, at, signatory = make.as_person(has.contact), clock.now(), has.signatory
    said = {"name": signatory.name, "email": signatory.email, "note": f"{has.name} note"}
    (has.delegation,) = delegations.ask(has.assessment, [has.delegated_section], by=by, at=at, **said)
    has.late, contact = _sent(has.slow), make.contact(has.slow)
    said = {"wanted_on": make_dd.days(40), "because": f"{has.name} is late", "by": make.as_person(contact)}
    has.wish = time_requests.ask(has.late, at=at, **said)


def _sent(vendor: Vendor):
    return questionnaires.send(vendor, due_on=make_dd.days(14), by=make.officer(), at=clock.now())


def _submitted(vendor: Vendor):
    made, contact = _sent(vendor), make.contact(vendor)
    make_dd.answer_everything(made, contact, paper(f"{vendor.name} proof"))
    made = questionnaires.submit(made, by=make.as_person(contact), at=clock.now()).assessment
    return made, made.answers.first().question


def third_course() -> None:
    """One more than the starter brings, so that a person can be before, in and behind one."""
    first = make_training.course().versions.get()
    made = Course.objects.create(key="third", title="Third", summary="", minutes=5, valid_months=12)
    version = made.versions.create(number=1, content=first.content, published_at=first.published_at)
    QuizKey.objects.create(version=version, answers=QuizKey.objects.get(version=first).answers)


def _learnt(who: Person) -> dict:
    """Passed once, sits at a second attempt, has read another course, and not begun the third."""
    passed = make_training.certificate(who)
    taken = make_training.read(make_training.enrolment(who))
    unread = _enrolled(who, "third")
    return {
        "passed": passed,
        "passed_enrolment": passed.enrolment,
        "code": passed.code,
        "result": passed.enrolment.attempts.get(),
        "attempt": enrolments.start_attempt(taken, by=make.as_person(who), at=clock.now()),
        "enrolment": make_training.read(_enrolled(who, "incident-reporting")),
        "unread": unread,
        "lesson": unread.version.lessons[0]["id"],
    }


def _fail(has) -> None:
    has.failed = make_training.read(_enrolled(has.newcomer, "incident-reporting"))
    for _attempt in range(has.failed.attempts_allowed):
        make_training.attempt(has.failed, right=False)
    has.failed.refresh_from_db()


def _enrolled(who: Person, course: str):
    said = {"due_on": today(), "by": make.officer(), "at": make.earlier()}
    return enrolments.assign(who, make_training.course(course), **said)


def _protect(has) -> None:
    has.asset_class = make_access.asset_class(may_download=True)
    has.class_key = has.asset_class.key
    has.waited, has.unasked = (_offered(has, what) for what in ("waited for", "not asked for"))
    for where, what in ((has, "open"), (has.another, "another's")):
        where.asset = _offered(has, what)
        where.document = make_access.document(where.asset, f"{has.name} document {what}", has.name.encode())
    _lend(has)
    said = {"because": "A hold by hand", "told_as": "Access rests", "by": make.officer(), "at": clock.now()}
    _keep_apart(has)
    _hurry(has)
    has.hold = holds.place(vendor=has.twin, source=has.twin, **said)


def _lend(has) -> None:
    """A document in its second version, which somebody edits and a matter holds; one to be destroyed, and one that is."""
    by, said = make.officer(), {"because": f"{has.name} words", "at": make.earlier()}
    has.lent = make_access.document(has.asset, f"{has.name} lent", f"{has.name} first".encode())
    documents.add_version(has.lent, upload=file_of("next.txt", f"{has.name} second".encode()), by=by, **said)
    check_outs.check_out(has.lent, days=14, by=by, **said)
    has.doomed = make_access.document(has.asset, f"{has.name} doomed", f"{has.name} doomed".encode())
    has.destroyed = make_access.document(has.asset, f"{has.name} destroyed", f"{has.name} destroyed".encode())
    destructions.destroy(has.destroyed, seen=0, by=by, **said)
    counsel = make.staff_member("legal")
    has.legal_hold = legal_holds.place(has.lent, name=f"{has.name} matter", by=counsel, **said)


def _keep_apart(has) -> None:
    """Somebody who holds two pairs that conflict: one is excused, of the other an exception is asked for."""
    has.both_hands = make.person(has.vendor, f"{has.name} both hands")
    rules = [make_access.rivals(has.both_hands, by=has.owner, because=f"{has.name} rivals") for _each in range(2)]
    said = {"because": f"{has.name} no other", "control": f"{has.name} control"}
    has.excused, has.rule = make_access.excused(has.both_hands, rules[0], **said), rules[0]
    has.exception = make_access.exception(has.both_hands, rules[1], **said)


def _hurry(has) -> None:
    """Two took something in an emergency: of one the report is owed, of the other it came."""
    klass = make_access.asset_class(emergencies=True)
    thing = make_access.asset(f"{has.name} asset urgent", by=has.owner, klass=klass)
    has.urgent = make_access.offered(has.worker, thing, by=has.owner)
    said = {"because": f"{has.name} smoke"}
    has.emergency = make_access.emergency(has.signatory, has.urgent, **said)
    reported = make_access.emergency(has.both_hands, has.urgent, **said)
    by = make.as_person(has.both_hands)
    has.emergency_grant = emergencies.report(reported, text=f"{has.name} report", by=by, at=clock.now()).grant


def _let_in(who: Person, where, has) -> dict:
    """Grants that are open and were used, to read and to take a file, and a request that waits."""
    grant, by, at = make_access.opened(who, where.asset), make.as_person(who), make.earlier()
    make_access.opened(who, where.asset, level="download")
    with context.role(PORTAL, vendor=has.vendor.pk, user=who.user_id):
        opening = openings.open_document(where.document, by=by, at=at)
        file_copy, _content = copies.hand_over(where.document, by=by, at=at)
    waiting = make_access.requested(who, has.waited)
    return {"grant": grant, "waiting": waiting, "opening": opening, "file_copy": file_copy}


def _offered(has, what: str):
    thing = make_access.asset(f"{has.name} asset {what}", by=has.owner, klass=has.asset_class)
    return make_access.offered(has.worker, thing, by=has.owner)


def _audit(has) -> None:
    by = make_audits.auditor()
    has.planned = make_audits.audit(has.vendor, by=by, in_days=10, under_way=False)
    has.audit = make_audits.audit(has.vendor, by=by, in_days=1)
    has.check, has.observer = has.audit.checks.first(), make.staff_member("reader").user
    audits.let_in(has.audit, has.observer, by=by, at=clock.now())
    has.judged, has.reported = _judged(has, by, in_days=2), _judged(has, by, in_days=3)
    audits.report(has.reported, summary=f"{has.name} summary", by=by, at=clock.now())
    has.finding, has.answered, has.agreed, has.proven, has.settled = (
        make_audits.finding(has.audit, by=by, kind="minor", severity="medium", title=f"{has.name} finding {number}")
        for number in range(5)
    )
    contact, other = make.as_person(has.contact), make_audits.auditor()
    _plan(has.answered, contact)
    make_audits.planned(has.agreed, contact, accepted_by=other)
    make_audits.with_evidence(has.proven, contact, accepted_by=other, content=f"{has.name} proof".encode())
    has.proof = has.proven.evidence.get()
    risk = {"until": make_dd.days(30), "because": "Small", "by": make.staff_member("approver"), "at": clock.now()}
    findings.accept_risk(has.settled, **risk)


def _reported(who: Person) -> dict:
    return {"case": make_incidents.case(who, categories=("near-miss",), what=f"{who.name} near miss")}


def _judged(has, by, *, in_days: int):
    audit = make_audits.audit(has.vendor, by=by, in_days=in_days)
    for check in audit.checks.all():
        audits.record_check(check, result="pass", sample_size=3, note="All", by=by, at=clock.now())
    return audit


def _plan(found, contact) -> None:
    steps = [("Sign", found.due_on)]
    remedies.submit_plan(found, cause="Nobody checked", steps=steps, by=contact, at=clock.now())


def _report(has) -> None:
    """Beside the near misses that people reported: a case that holds the newcomer's access, and one that is closed."""
    lead, at = make_incidents.investigator(), clock.now()
    has.entry, has.contributor = has.case.entries.first(), make.staff_member("reader").user
    cases.let_in(has.case, has.contributor, by=lead, at=at)
    said = {"method": "file-upload", "source": "A mail", "acquired_at": at, "acquired_by": "Ilse", "by": lead, "at": at}
    slip = entries.add(has.case, kind="note", text=f"{has.name} evening", by=lead, at=at)
    entries.correct(slip, text=f"{has.name} noon", because="A slip", by=lead, at=at)
    has.item = evidence.take_in(
        has.case, title=f"{has.name} item", upload=file_of(f"{has.name}.txt", f"{has.name} log".encode()), **said
    )
    has.holding = make_incidents.case(has.worker, people=[has.newcomer], what=f"{has.name} copy")
    has.receipt_code = receipt_codes.of_secret(has.name)
    has.anonymous = make_incidents.without_name(secret=has.name, categories=("near-miss",), what=f"{has.name} unnamed")
    cases.name_firm(has.anonymous, has.twin, because="The report says so", by=lead, at=at)
    has.closed = make_incidents.case(has.worker, categories=("near-miss",), what=f"{has.name} old")
    cases.close(has.closed, conclusion="Nothing came of it", by=lead, at=at)
    assert containment.standing(has.holding, at=at).exists()


def seal(*firms) -> None:
    """The papers on which everybody has signed and what people have passed; it takes seconds."""
    while certificates.seal_next(by=make.CLOCK, at=clock.now()) or destructions.seal_next(
        by=make.CLOCK, at=clock.now()
    ):
        pass
    for has in firms:
        papers.seal(has.sealed, by=make.CLOCK, at=clock.now())
        has.passed.refresh_from_db()
