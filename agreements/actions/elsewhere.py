"""Agreements that were signed elsewhere: the file is kept as it came, its key data typed, and a second person lets it take effect."""

import datetime
import hashlib
import json

from django.db import transaction
from django.utils.translation import gettext as _

from agreements import key_data
from agreements.actions import bindings
from agreements.actions.agreements import about
from agreements.actions.agreements import lock as lock_agreement
from agreements.models import Agreement, ClauseEdition, ElsewherePaper, Jurisdiction
from agreements.models.elsewhere import UNTIL
from agreements.policies import elsewhere as policy
from agreements.rendering import terms
from core import events, files, page_images, references
from core.actors import Actor
from core.models import Organisation
from core.signing import strangers
from core.workflow import become
from vendors.actions import vendors as firms


@transaction.atomic  # a file that is refused leaves nothing behind
def enter(
    vendor, source, *, name: str, by: Actor, at: datetime.datetime, run=None, cause=None, **said
) -> ElsewherePaper:
    """Keep the file and read what it carries; `said` is what is known of its key data. The same file of a firm is one.

    Raises NotAllowed, core.files.FileRefused.
    """
    policy.check_can_enter(by)
    vendor, digest = firms.lock(vendor), files.fingerprint(source)
    if known := ElsewherePaper.objects.filter(vendor=vendor, sha256=digest).exclude(status="removed").first():
        return known
    stored = files.store(source, purpose="agreement", name=name, vendor=vendor, by=by.user, at=at)
    content = files.read(stored)
    found = strangers.signatures(content)
    paper = ElsewherePaper.objects.create(
        vendor=vendor, stored=stored, sha256=stored.sha256, pages=_pages(content), signatures=found.signatures if found.is_read else None,
        our_name=Organisation.current().name, their_name=vendor.legal_name or vendor.name, entered_at=at, entered_by=by.user, run=run,
    )  # fmt: skip
    said = {"signed_on": _last_signed(found.signatures), **said}
    _set(paper, said)
    paper.save(update_fields=list(said))
    events.record(
        "elsewhere.entered",
        paper,
        by=by,
        at=at,
        cause=cause,
        sha256=paper.sha256,
        pages=paper.pages,
        signatures=len(found.signatures),
        run=run,
    )
    return paper


def change(paper: ElsewherePaper, *, by: Actor, at: datetime.datetime, **said) -> ElsewherePaper:
    """Keep what was typed, with gaps as they are. The same again records nothing."""
    policy.check_can_enter(by)
    paper = lock(paper)
    policy.check_is_entered(paper)
    before = digest_of(paper)
    was = _plain(paper)
    _set(paper, said)
    if digest_of(paper) != before:
        paper.save(update_fields=list(said))
        events.record("elsewhere.changed", paper, by=by, at=at, before=was, after=_plain(paper))
    return paper


def propose(paper: ElsewherePaper, *, by: Actor, at: datetime.datetime, cause=None) -> ElsewherePaper:
    """Ask a second person to compare it with the file. Raises NotNow with everything that is missing or cannot be so."""
    policy.check_can_enter(by)
    paper = lock(paper)
    if paper.status == "proposed":
        return paper
    policy.check_is_entered(paper)
    policy.check_is_complete(paper, _today(at))
    policy.check_fits(paper)
    owed = become(paper, "proposed", proposed_at=at, proposed_by=by.user, because="")
    events.record(owed, paper, by=by, at=at, cause=cause, sha256=paper.sha256)
    return paper


def give_back(paper: ElsewherePaper, *, by: Actor, at: datetime.datetime, because: str) -> ElsewherePaper:
    """The second person found something that does not fit the file."""
    policy.check_may_confirm(by)
    paper = lock(paper)
    if paper.status == "entered" and paper.because == because:
        return paper
    policy.check_can_return(by, paper, because)
    owed = become(paper, "entered", because=because, proposed_at=None, proposed_by=None)
    events.record(owed, paper, by=by, at=at, because=because)
    return paper


def confirm(paper: ElsewherePaper, *, seen: str, by: Actor, at: datetime.datetime) -> Agreement:
    """A second person has compared every line with the file: it is an agreement in force, since the day on which it began.

    `seen`: `digest_of` the key data that was on the page. Raises NotAllowed for who entered it, NotNow.
    """
    policy.check_may_confirm(by)
    paper = lock(paper)
    if paper.agreement is not None and paper.confirmed_by_id == by.id:
        return paper.agreement
    policy.check_can_confirm(by, paper)
    policy.check_seen(paper, seen, digest_of(paper))
    policy.check_is_complete(paper, _today(at))
    if paper.replaces_id:
        lock_agreement(paper.replaces)
    policy.check_fits(paper)
    agreement = _agreement(paper, at)
    owed = become(paper, "confirmed", confirmed_at=at, confirmed_by=by.user, agreement=agreement)
    done = events.record(owed, paper, by=by, at=at, sha256=paper.sha256, agreement=agreement.pk)
    event = events.record(
        "agreement.taken-over", agreement, by=by, at=at, cause=done, document_sha256=paper.sha256, signed_on=paper.signed_on,
        **about(agreement),
    )  # fmt: skip
    bindings.take_effect(agreement, cause=event, by=by, at=at)
    return agreement


def remove(paper: ElsewherePaper, *, by: Actor, at: datetime.datetime) -> ElsewherePaper:
    """It was the wrong file, or is not to count: the file is destroyed. Raises NotNow once it has taken effect."""
    policy.check_can_enter(by)
    paper = lock(paper)
    if paper.status == "removed":
        return paper
    policy.check_can_remove(by, paper)
    events.record(become(paper, "removed"), paper, by=by, at=at, sha256=paper.sha256)
    files.shred(paper.stored, at=at)
    return paper


def digest_of(paper: ElsewherePaper) -> str:
    """One fingerprint of the file and every line of the key data."""
    said = json.dumps([paper.sha256, _plain(paper)], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def lock(paper: ElsewherePaper) -> ElsewherePaper:
    firms.lock(paper.vendor)
    rows = ElsewherePaper.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("vendor", "stored", "template", "person", "replaces").get(pk=paper.pk)


def _agreement(paper: ElsewherePaper, at: datetime.datetime) -> Agreement:
    """Its words are in the file; `body` names the clauses of the library that it contains, so that what reads clauses finds them."""
    zone, template = Organisation.current().time_zone, paper.template
    editions = {
        row.key: row for row in ClauseEdition.objects.newest().filter(key__in=[row["key"] for row in paper.clauses])
    }
    return Agreement.objects.create(
        vendor=paper.vendor, reference=references.next_of("AGR"), is_from_elsewhere=True, kind=template.content["kind"], template=template,
        template_key=template.key, title=paper.title, person=paper.person, replaces=paper.replaces, jurisdiction=paper.jurisdiction,
        drafted_by=paper.entered_by, status="signed", document_sha256=paper.sha256, zone=zone, starts_on=paper.starts_on,
        ends_on=paper.ends_on, binds_until=paper.ends_on, secret_until=paper.secret_until if paper.secrecy == UNTIL else None,
        issued_at=at, issued_by=paper.proposed_by, signed_at=terms.start_of(paper.signed_on, zone),
        variables={"secrecy": paper.secrecy, "effective_on": paper.starts_on.isoformat(), "governing_law": _law(paper.jurisdiction)},
        editions={"clauses": {key: row.number for key, row in editions.items()}},
        body={"title": paper.title, "country": paper.jurisdiction, "sections": [
            _section(place, row, editions[row["key"]]) for place, row in enumerate(paper.clauses, 1) if row["key"] in editions
        ]},
    )  # fmt: skip


def _law(code: str) -> str:
    country = Jurisdiction.objects.newest().filter(key=code).first()
    return country.content.get("governing_law", {}).get("wording", country.title) if country else code


def _section(place: int, row: dict, edition: ClauseEdition) -> dict:
    said = {"number": place, "key": row["key"], "version": edition.number, "title": edition.title, "page": row["page"]}
    return {**said, "plain": edition.content.get("plain", ""), "sentences": []}


def _set(paper: ElsewherePaper, said: dict) -> None:
    if unknown := set(said) - set(key_data.NAMES):
        raise TypeError(f"key data has no {sorted(unknown)}")
    for name, value in said.items():
        setattr(paper, name, value)


def _plain(paper: ElsewherePaper) -> dict:
    """Every line as JSON keeps it: dates ISO, rows by id."""
    return {name: _said(value) for name, value in key_data.of(paper).items()}


def _said(value):
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value.pk) if hasattr(value, "pk") else value


def _pages(content: bytes) -> int:
    """A file that cannot be drawn cannot be compared by a second person. Raises core.files.FileRefused."""
    try:
        return page_images.page_count(content)
    except page_images.CannotShow as cannot:
        raise files.FileRefused(_("This PDF cannot be read: %(why)s") % {"why": cannot.sentence}) from cannot


def _last_signed(signatures: list[dict]) -> datetime.date | None:
    """A proposal: the day of the last electronic signature in the file, here."""
    moments = [moment for row in signatures if (moment := strangers.moment(row))]
    return terms.day_of(max(moments), Organisation.current().time_zone) if moments else None


def _today(at: datetime.datetime) -> datetime.date:
    return terms.day_of(at, Organisation.current().time_zone)
