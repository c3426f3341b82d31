"""Drafting the assignments of an invention, noting each link of title once it is signed, and the patents that follow."""

import datetime

from django.db import transaction

from agreements import disclosure, titles
from agreements.actions import agreements, inventions
from agreements.models import Agreement, Contributor, Invention, Patent, TitleLink
from agreements.policies import titles as policy
from agreements.rendering import terms
from core import files
from core.actors import Actor
from core.events import record
from core.workflow import become

OPEN = ("draft", "issued", "partly_signed", "signed")


def draft_papers(invention: Invention, *, by: Actor, at: datetime.datetime) -> list[Agreement]:
    """A draft for each inventor of the firm who has not signed or been asked, and one for the firm. Raises NotNow."""
    policy.check_can_keep(by)
    invention = inventions.lock(invention)
    people = list(invention.contributors.select_related("person"))
    policy.check_can_be_assigned(invention)
    held = Agreement.objects.filter(invention=invention, status__in=OPEN)
    asked = set(held.values_list("person_id", flat=True))
    law = invention.vendor.jurisdiction or invention.vendor.country
    wanted = [
        each.person
        for each in people
        if each.person and each.employer == "subcontractor" and each.person_id not in asked
    ]
    made = [
        agreements.draft(
            invention.vendor, "inventor-assignment", person=person, invention=invention, jurisdiction=law, by=by, at=at
        )
        for person in wanted
    ]
    if None not in asked and any(each.employer == "subcontractor" for each in people):
        made.append(
            agreements.draft(
                invention.vendor, "invention-assignment", invention=invention, jurisdiction=law, by=by, at=at
            )
        )
    return made


def after_signature(*, event, subject: Agreement, by: Actor, at: datetime.datetime) -> None:
    """A paper of an invention is signed by everyone: the link of title that it makes. A reaction."""
    if not subject.invention_id or TitleLink.objects.filter(paper=subject).exists():
        return
    invention = inventions.lock(subject.invention)
    people = list(invention.contributors.all())
    own = next((each for each in people if subject.person_id and each.person_id == subject.person_id), None)
    share = own.share if own else disclosure.total([each for each in people if each.employer == "subcontractor"])
    _link(
        invention, by=by, at=at, cause=event, contributor=own, giver="inventor" if own else "subcontractor", share=share,
        taker="subcontractor" if own else "company", paper=subject, signed_on=terms.day_of(at, subject.zone),
    )  # fmt: skip


@transaction.atomic  # a file that is refused leaves nothing behind
def note_paper(
    invention: Invention, *, giver, taker: str, words: str, signed_on: datetime.date, by: Actor, at: datetime.datetime, source=None, name: str = ""
) -> TitleLink:  # fmt: skip
    """A paper that was signed elsewhere. `giver`: a Contributor, or None for the firm. The same said twice is one."""
    policy.check_can_keep(by)
    invention = inventions.lock(invention)
    policy.check_takes_links(invention)
    same = {
        "contributor": giver,
        "giver": "inventor" if giver else "subcontractor",
        "taker": taker if giver else "company",
    }
    if known := TitleLink.objects.filter(invention=invention, words=words, signed_on=signed_on, **same).first():
        return known
    people: list[Contributor] = list(invention.contributors.filter(employer="subcontractor"))
    stored = (
        files.store(source, purpose="deposit", name=name, vendor=invention.vendor, by=by.user, at=at)
        if source
        else None
    )
    share = giver.share if giver else disclosure.total(people)
    return _link(
        invention, by=by, at=at, cause=None, share=share, words=words, signed_on=signed_on, stored=stored, **same
    )


def enter_patent(invention: Invention, *, by: Actor, at: datetime.datetime, **said) -> Patent:
    """An application that rests on the invention; entered again under its number, it is the same."""
    policy.check_can_keep(by)
    invention = inventions.lock(invention)
    policy.check_takes_links(invention)
    if known := Patent.objects.filter(invention=invention, country=said["country"], number=said["number"]).first():
        return known
    made = Patent.objects.create(
        vendor_id=invention.vendor_id, invention=invention, entered_at=at, entered_by=by.user, **said
    )
    record("patent.entered", made, by=by, at=at, **said)
    return made


def correct_patent(patent: Patent, *, by: Actor, at: datetime.datetime, **said) -> Patent:
    """Grant, expiry, entry of our title: what came later, or was wrong."""
    policy.check_can_keep(by)
    patent = Patent.objects.select_for_update(no_key=True, of=["self"]).get(pk=patent.pk)
    before = {key: getattr(patent, key) for key, value in said.items() if getattr(patent, key) != value}
    if before:
        for key in before:
            setattr(patent, key, said[key])
        patent.save(update_fields=list(before))
        record("patent.changed", patent, by=by, at=at, before=before, after={key: said[key] for key in before})
    return patent


def _link(invention: Invention, *, by: Actor, at, cause, share, **said) -> TitleLink:
    """The link, and where it is the last one that was missing, the invention is ours."""
    made = TitleLink.objects.create(
        vendor_id=invention.vendor_id,
        invention=invention,
        share=share,
        recorded_at=at,
        recorded_by_name=by.label,
        **said,
    )
    told = {"giver": said["giver"], "taker": said["taker"], "share": str(share), "signed_on": said["signed_on"]}
    done = record("title.linked", invention, by=by, at=at, cause=cause, **told)
    if invention.status == "claimed" and titles.is_complete(invention):
        record(become(invention, "assigned", assigned_at=at), invention, by=by, at=at, cause=done)
    return made
