"""What has a firm of the world agreed with us, and what is being agreed?"""

from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.actions import (
    agreements,
    authorities,
    backgrounds,
    deviations,
    inventions,
    questions,
    schedules,
    screening_answers,
)
from agreements.actions import delegations as delegated_seats
from core import clock
from tests import (
    make,
    make_agreements,
    make_bulk,
    make_elsewhere,
    make_ip,
)
from tests.matrix.sheets import paper
from vendors.actions import (
    people,
)
from vendors.models import Person


def sign(has) -> None:
    """Papers in each state, what is owed by them, and what comes before and after a signature."""
    has.agreement = make_agreements.issued(has.vendor)
    has.undertaking = make_agreements.undertaking(has.worker)
    has.half_signed = make_agreements.issued(has.vendor)
    make_agreements.sign(has.half_signed, make.as_person(has.signatory))
    has.bulk, has.bulk_checked = (
        make_bulk.answered([has.vendor]),
        make_bulk.checked([has.vendor], template="confidentiality-ip-tier-3"),
    )
    has.sealed = make_agreements.signed(has.vendor)
    has.amended = make_agreements.signed(has.vendor)
    has.amendment = make_agreements.amended(has.amended, words=f"{has.name} words")
    make_agreements.agreed_sum(has.amendment)
    has.obligation = make_agreements.obligation(has.amended)
    has.handed_in = make_agreements.handed_in(
        has.amended,
        has.contact,
        said=f"{has.name} said",
        name=f"{has.name} report.pdf",
        content=paper(f"{has.name} report"),
    )
    has.breach = make_agreements.breach(has.amended, what=f"{has.name} breach")
    _pass_on(has)
    _authorise(has)
    has.asked_before = _asked(has)
    has.draft = make_agreements.draft(has.vendor, "confidentiality-mutual")
    has.negotiated = _on_the_table(has)
    _own(has)
    _from_elsewhere(has)
    _answered(has)


def _from_elsewhere(has) -> None:
    """Signed elsewhere: begun, before a second person, and in force; and a sheet of some."""
    has.elsewhere_run = make_elsewhere.run(has.vendor)
    for name, make_one in (
        ("elsewhere_begun", make_elsewhere.entered),
        ("elsewhere", make_elsewhere.proposed),
        ("elsewhere_made", make_elsewhere.confirmed),
    ):
        said = {
            each: f"{has.name} {each}" for each in ("title", "our_name", "their_name", "origin", "origin_reference")
        }
        content = paper(f"{has.name} {name}")
        setattr(has, name, make_one(has.vendor, content=content, name=f"{has.name} {name}.pdf", **said))


def _answered(has) -> None:
    """Of what its screening proposes for the draft, one clause is left out."""
    said = {"decision": "left", "because": f"{has.name} because"}
    contact = make_elsewhere.contact(name=f"{has.name} name", role=f"{has.name} role", email="iris@firm.test")
    schedules.name_contact(has.draft, **contact, by=make_agreements.counsel(), at=clock.now())
    screening_answers.answer(has.draft, "indemnity", **said, by=make_agreements.counsel(), at=clock.now())


def _own(has) -> None:
    """Background of both sides, with and without a second person; one that was confirmed, on a supplement."""
    said = {name: f"{has.name} {name}" for name in ("title", "description", "owner_name", "terms")}
    has.background = make_ip.kept(has.contact, paper(f"{has.name} rig"), **said)
    has.own_background = make_ip.ours(
        has.vendor, proof="kept", source=paper(f"{has.name} ours"), name="ours.pdf", **said
    )
    has.asked_opening = make_ip.opening(has.background)
    make_ip.confirmed(has.contact, title=f"{has.name} confirmed")
    has.supplement = make_ip.supplement(has.sealed)
    has.joint = make_ip.together(
        has.vendor,
        **{name: f"{has.name} {name}" for name in ("title", "our_part", "their_part", "licence", "exploitation")},
    )
    has.duty = make_ip.duty(has.joint, what=f"{has.name} duty")
    for who, where in ((has.worker, has), (has.colleague, has.another)):
        vars(where).update(_invented(who, has))
    while backgrounds.seal_next(by=make.CLOCK, at=clock.now()):
        has.background.refresh_from_db()


def _invented(who: Person, has) -> dict:
    """One being written, one sent, one claimed with a paper signed elsewhere and a patent; and one of their own."""
    words = ("problem", "solution", "evidence", "background", "third_party", "publication")
    said = {name: f"{who.name} {name}" for name in words}
    begun = make_ip.begun(who, f"{who.name} begun", **said)
    claimed = make_ip.claimed(who, f"{who.name} claimed", **said)
    link = make_ip.paper_elsewhere(
        claimed, claimed.contributors.get(), words=f"{who.name} deed", taker="subcontractor", source=paper(f"{who.name} deed"), name="deed.pdf"
    )  # fmt: skip
    by, at = make.as_person(who), clock.now()
    inventions.keep(begun, source=paper(f"{who.name} lab book"), name="lab.pdf", by=by, at=at)
    own = {name: f"{who.name} {name}" for name in ("title", "what", "means")}
    return {
        "begun": begun, "disclosed": make_ip.disclosed(who, f"{who.name} told", source=paper(f"{who.name} book"), name="book.pdf", **said), "claimed": claimed,
        "title_link": link, "patent": make_ip.patent(claimed, note=f"{who.name} note", number=f"{who.name} number"), "of_own": make_ip.of_ones_own(who, **own),
    }  # fmt: skip


def _pass_on(has) -> None:
    """A signatory proposes a colleague; another has left before signing."""
    has.deputy = make.person(has.vendor, f"{has.name} deputy", is_signatory=True)
    gone = make.person(has.vendor, f"{has.name} gone", is_signatory=True)
    table = [("subcontractor_signatory", 1, has.signatory), ("company_signatory", 2, None)]
    has.named = make_agreements.at_table(has.vendor, *table)
    said = {"by": make.as_person(has.signatory), "at": clock.now(), "because": f"{has.name} is away"}
    has.passed_on = delegated_seats.propose(make_agreements.at_table(has.vendor, *table), has.deputy.email, **said)
    has.left_behind = make_agreements.at_table(has.vendor, ("subcontractor_signatory", 1, gone), table[1])
    people.depart(gone, by=make.officer(), at=clock.now(), because="Left")


def _asked(has):
    """One question waits, and one has its answer."""
    at, by, text = clock.now(), make.as_person(has.signatory), f"{has.name} question"
    told = questions.ask(has.agreement, f"{text} before", by=by, at=at)
    questions.answer(told, f"{has.name} answer", by=make_agreements.counsel(), at=at)
    return questions.ask(has.agreement, text, by=by, at=at)


def _authorise(has) -> None:
    """One statement waits, one is confirmed, and a paper is signed without any."""
    said = {
        "manner": "joint",
        "joint_with": f"{has.name} director",
        "limits": f"{has.name} limit",
        "said": f"{has.name} deed",
    }
    proof = {"source": SimpleUploadedFile("power.pdf", paper(f"{has.name} power")), "name": f"{has.name} power.pdf"}
    speaker = make.person(has.vendor, f"{has.name} speaker", is_signatory=True, is_worker=False)
    by = make.as_person(has.contact)
    has.authority = make_agreements.authority(speaker, ground="power", by=by, **said, **proof)
    has.authorised = make_agreements.authorised(has.signatory)
    waived = make_agreements.issued(has.vendor)
    authorities.set_aside(waived, because=f"{has.name} is known", by=make_agreements.counsel(), at=clock.now())


def _on_the_table(has):
    """A draft that the firm reads, changed since by counsel."""
    counsel, at = make_agreements.counsel(), clock.now()
    made = make_agreements.draft(has.vendor, "confidentiality-mutual", engagement=has.engagement, by=counsel)
    make_agreements.opened(made, by=counsel, note="Read it")
    _wishes(has, made, counsel)
    agreements.set_variables(made, {"purpose": "Tests of bearings by night"}, by=counsel, at=at)
    return made


def _wishes(has, made, counsel) -> None:
    """What the firm wants otherwise: one waits for us, one for them, one was refused and one is not sent; and one of ours."""
    signatory, other, at = make.as_person(has.signatory), make_agreements.counsel(), clock.now()
    wanted = {"kind": "change", "typed": ["For three years"], "because": "Too long", "by": signatory, "at": at}
    rows = [deviations.keep(made, key, **wanted) for key in ("secrecy-term", "injunction", "survival")]
    deviations.send_round(made, note="All in one", by=signatory, at=at)
    has.deviation, has.countered, refused = rows
    deviations.decide(has.countered, answer="counter", typed=["For four years"], because="Halfway", by=counsel, at=at)
    deviations.decide(refused, answer="refuse", because="We need it", by=counsel, at=at)
    deviations.remark(has.deviation, text="For ourselves", by=signatory, at=at)
    deviations.remark(has.deviation, text="For us alone", by=counsel, at=at)
    deviations.keep(made, "exclusions", kind="question", because="Which ones?", by=signatory, at=at)
    ours = make_agreements.draft(has.vendor, "confidentiality-ip-tier-3", by=counsel)
    has.our_deviation = deviations.propose(ours, "exclusions", kind="strike", because="Not here", by=other, at=at)
