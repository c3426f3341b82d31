"""Who may draft, issue, sign, refuse and end a paper, and when?"""

import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from agreements import table
from agreements.models import (
    APPROVER,
    COMPANY,
    NEVER_SIGNED,
    RECIPIENT,
    SIGNING,
    SUBCONTRACTOR,
    WITNESS,
    WORKER,
    Agreement,
    LibraryDraft,
    Seat,
    Signature,
)
from agreements.rendering import drawn, names, terms
from agreements.table import Place
from core.actors import Actor
from core.refusals import NotAllowed, NotNow, can
from core.web.dates import say_day, say_moment
from vendors.models import VendorUserObjectPermission

TIME_TO_SIGN, LONGEST = datetime.timedelta(days=14), datetime.timedelta(days=366)
CONFIRMED_FOR = datetime.timedelta(seconds=60)  # what may pass between the check at the door and the act


def check_can_write(by: Actor) -> None:
    if not by.may("agreements.write"):
        raise NotAllowed(_("Your role does not include drafting agreements. Legal counsel does."))


def can_write(by: Actor) -> bool:
    return by.may("agreements.write")


def check_is_draft(agreement: Agreement) -> None:
    if not agreement.is_drafting:
        raise NotNow(_("This agreement was issued. Its text stays as it is; withdraw it and draft a new one."))


def check_can_issue(by: Actor, agreement: Agreement, draft, reasons: dict[str, str]) -> None:
    """What stops cannot be set aside. Warnings can, by counsel with the right, each for a reason of its own."""
    check_can_write(by)
    check_is_draft(agreement)
    if stops := draft.stops:
        raise NotNow(_("This agreement cannot be issued yet."), [problem.message for problem in stops])
    if not draft.warnings:
        return
    if not by.may("agreements.override"):
        raise NotAllowed(_("There are warnings. Only a lawyer with the right to set them aside may issue it."))
    if bare := [problem.message for problem in draft.warnings if not reasons.get(problem.id, "").strip()]:
        raise NotNow(_("Write down for each warning why it does not stand against issuing."), bare)


def check_can_give_notice(by: Actor, agreement: Agreement, holds_from: datetime.date, at: datetime.datetime) -> None:
    check_can_write(by)
    if agreement.status != "signed" or agreement.is_amendment:
        raise NotNow(
            _("Contacts change by notice once the agreement is in force. In a draft, change the schedule itself.")
        )
    if abs((holds_from - terms.day_of(at, agreement.zone)).days) > LONGEST.days:
        raise NotNow(_("Choose a day within a year of today."))


def check_names_somebody(agreement: Agreement, left: int) -> None:
    if agreement.is_amendment and not left:
        raise NotNow(_("A schedule that is replaced names somebody. Name another contact first, or leave it as it is."))


def check_names_a_free_day(found) -> None:
    if found is not None:
        raise NotNow(_("A notice names somebody else for the same from that day. Choose another day."))


def check_can_answer_screening(proposed, decision: str, because: str) -> None:
    """`proposed`: the clause as screening proposes it for this draft (agreements.screening), None where it does not."""
    if proposed is None or decision not in ("taken", "left"):
        raise NotNow(_("Screening does not propose this clause any more. Open the page again."))
    if proposed.is_in and not proposed.can_be_taken:
        raise NotNow(_("This clause is mandatory here, so the text has it. There is nothing to answer."))
    if decision == "taken" and not proposed.can_be_taken:
        raise NotNow(
            _("This kind of agreement does not take that clause. Leave it out with a reason, or draft another kind.")
        )
    if decision == "left" and not because.strip():
        raise NotNow(_("Say why the agreement does without this clause."))


def check_seats(agreement: Agreement, places: list[Place]) -> None:
    """The table must be laid so that it can work: who is named may act there, and each in an order that makes sense."""
    signing = [place for place in places if place.role in SIGNING]
    if wrong := [place.holder.name for place in places if place.holder and not fits(agreement, place)]:
        raise NotNow(_("Not everybody named may take that part."), wrong)
    if {place.role for place in signing} != set(agreement.signed_by):
        raise NotNow(_("Each side that this agreement is made with signs it."))
    named = [(type(place.holder), place.holder.pk) for place in places if place.holder]
    if len(named) != len(set(named)):
        raise NotNow(_("One person takes one part only, so that nobody approves or witnesses their own signature."))
    first, last = min(place.position for place in signing), max(place.position for place in signing)
    if any(place.position >= first for place in places if place.role == APPROVER):
        raise NotNow(_("Who approves does so before anybody is asked to sign."))
    if any(place.position <= last for place in places if place.role == WITNESS):
        raise NotNow(_("Who witnesses does so after everybody has signed."))


def fits(agreement: Agreement, place: Place) -> bool:
    """Whether the one who is named may take this part now."""
    if person := place.person:
        return person.vendor_id == agreement.vendor_id and not person.departed_at and _part_of(agreement, person, place)
    right = {COMPANY: "agreements.countersign", APPROVER: "agreements.read"}.get(place.role, "agreements.read")
    return place.role not in (SUBCONTRACTOR, WORKER) and table.ours(right).filter(pk=place.holder.pk).exists()


def _part_of(agreement: Agreement, person, place: Place) -> bool:
    if place.role == WORKER:
        return person.pk == agreement.person_id
    return place.role in (WITNESS, RECIPIENT) or (place.role == SUBCONTRACTOR and person.is_signatory)


def check_may_sign(by: Actor, agreement: Agreement) -> list[Seat]:
    """The seats of this paper that are this person's, whatever has become of it. Raises NotAllowed where there is none."""
    mine = [seat for seat in agreement.seats.all() if table.holds(by, agreement, seat)]
    if not mine:
        raise NotAllowed(_("You cannot sign this. A person with the authority to sign has to do it."))
    return mine


def check_can_sign(by: Actor, agreement: Agreement, at: datetime.datetime) -> Seat:
    """The seat at which this person acts now. Raises NotAllowed (no seat of theirs) and NotNow (not their turn, over)."""
    mine = check_may_sign(by, agreement)
    if not agreement.is_awaiting:
        raise NotNow(_("This is %(state)s and takes no signature.") % {"state": agreement.get_status_display().lower()})
    if is_too_late(agreement, at):
        raise NotNow(
            _("The time to sign this ended with %(day)s. It can be issued anew.")
            % {"day": say_day(agreement.sign_by, "full")}
        )
    if is_over(agreement, at):
        raise NotNow(_("The term of this agreement has passed. It has to be issued anew."))
    if agreement.is_amendment and agreement.amendment.amends.status != "signed":
        raise NotNow(_("The agreement that this changes has ended."))
    turn = table.turn(agreement)
    if not turn:
        raise NotNow(_("Everybody has signed this."))
    if own := Signature.objects.filter(agreement=agreement, user=by.user).first():
        raise NotNow(_("You signed this on %(moment)s.") % {"moment": say_moment(own.signed_at, "full")})
    seat = next((seat for seat in turn if seat in mine), None)
    if seat is None:
        raise NotNow(_("It is not your turn: “%(role)s” comes next.") % {"role": turn[0].get_role_display()})
    return seat


def can_sign(by: Actor, agreement: Agreement, at: datetime.datetime) -> bool:
    return can(check_can_sign, by, agreement, at)


def check_shown(agreement: Agreement, shown_sha256: str) -> None:
    """The bytes that were on the page must be the ones that are signed."""
    if shown_sha256 != agreement.document_sha256:
        raise NotNow(
            _("The text on your page is not the text that waits for your signature. Open it again and read it.")
        )


def check_consent(consents: bool, typed_name: str, strokes: list, name: str) -> None:
    """A name that was typed, or strokes that were drawn; never both, so that it is plain what the signature is."""
    if not consents:
        raise NotNow(_("Confirm that you have read the text and agree to sign it electronically."))
    if strokes:
        _check_drawn(strokes)
    elif not names.is_same(typed_name, name):
        raise NotNow(_("Type your name as it stands in your account: %(name)s.") % {"name": name})


def _check_drawn(strokes: list) -> None:
    try:
        drawn.check(strokes)
    except drawn.NotDrawn as error:
        raise NotNow(_("Draw your signature again, or type your name.")) from error


def check_confirmed(confirmation: dict | None, at: datetime.datetime) -> datetime.datetime:
    """When the second factor was given. Raises NotNow where it is not fresh (the door has sent them to confirm before)."""
    if confirmation and confirmation.get("method") == "mfa":
        confirmed_at = datetime.datetime.fromtimestamp(confirmation["at"], datetime.UTC)
        if at - confirmed_at <= datetime.timedelta(seconds=settings.STEP_UP_SECONDS) + CONFIRMED_FOR:
            return confirmed_at
    raise NotNow(_("Confirm that it is you with your passkey or a one-time code, then sign."))


def check_can_decline(by: Actor, agreement: Agreement, at: datetime.datetime, because: str) -> Seat:
    seat = check_can_sign(by, agreement, at)
    if not because.strip():
        raise NotNow(_("Write down why you do not want to sign."))
    return seat


def check_can_withdraw(by: Actor, agreement: Agreement, because: str) -> None:
    check_can_write(by)
    if agreement.status == "signed":
        raise NotNow(
            _(
                "This agreement is signed by everyone and can no longer be withdrawn. It can be ended early, with a reason."
            )
        )
    if agreement.status != "draft" and not because.strip():
        raise NotNow(_("Write down why the agreement is withdrawn; the signers are told."))


def check_may_read_exposure(by: Actor, vendor) -> None:
    """Who reads the firm's agreements: those with the right, and the stewards of that firm."""
    kept = VendorUserObjectPermission.objects.filter(user=by.user, content_object_id=vendor.pk)
    if not by.is_staff or not (by.may("agreements.read") or kept.exists()):
        raise NotAllowed(_("Your role does not include reading agreements."))


def check_can_amend(by: Actor, agreement: Agreement) -> None:
    check_can_write(by)
    if agreement.is_amendment:
        raise NotNow(_("This is an amendment. Amend the agreement that it changes."))
    if agreement.status != "signed":
        raise NotNow(_("Only an agreement in force can be amended."))
    if agreement.is_from_elsewhere:
        raise NotNow(_("This was signed elsewhere; its words are in the file alone. Draft one that takes its place."))


def check_can_renew(by: Actor, agreement: Agreement) -> datetime.date:
    """The last day, from which it would go on."""
    check_can_amend(by, agreement)
    if agreement.binds_until is None:
        raise NotNow(_("This agreement runs until it is ended. There is nothing to renew."))
    if agreement.successors.exclude(signed_at=None).exists():
        raise NotNow(_("A new agreement has taken its place."))
    return agreement.binds_until


def check_can_redraft(by: Actor, agreement: Agreement) -> None:
    """What came to nothing, once more: nothing that stands on its own page of the draft, such as an amendment."""
    check_can_write(by)
    if not agreement.came_to_nothing or agreement.is_amendment or agreement.invention_id:
        raise NotNow(_("Only what was declined, lapsed or withdrawn is drafted anew."))


def check_can_replace(by: Actor, agreement: Agreement) -> None:
    check_can_write(by)
    if agreement.is_amendment or agreement.status != "signed":
        raise NotNow(_("Only an agreement in force can be replaced."))
    if agreement.successors.exclude(status__in=NEVER_SIGNED).exists():
        raise NotNow(_("A new agreement that takes its place is drafted already."))


def check_can_terminate(
    by: Actor, agreement: Agreement, because: str, notice_until: datetime.date | None, at: datetime.datetime
) -> None:
    check_can_write(by)
    if agreement.is_amendment:
        raise NotNow(_("An amendment cannot be ended. Amend the agreement again, or end the agreement."))
    if agreement.status != "signed":
        raise NotNow(_("Only an agreement in force can be ended early."))
    if not because.strip():
        raise NotNow(_("Write down why the agreement ends early."))
    if notice_until and notice_until < terms.day_of(at, agreement.zone):
        raise NotNow(_("The last day of the notice has passed. Choose a later one, or end it now."))
    if notice_until and agreement.binds_until and notice_until > agreement.binds_until:
        raise NotNow(_("It ends before that day by itself."))


def check_last_day(agreement: Agreement, sign_by: datetime.date, at: datetime.datetime) -> None:
    """Of the time to sign: today at the earliest, and within a year, so that a mistyped century does not stand."""
    today = terms.day_of(at, agreement.zone)
    if not today <= sign_by <= today + LONGEST:
        raise NotNow(_("Choose a last day to sign between today and a year from now."))


def check_can_extend(
    by: Actor, agreement: Agreement, sign_by: datetime.date, at: datetime.datetime, because: str
) -> None:
    check_can_write(by)
    if not agreement.is_awaiting or is_too_late(agreement, at):
        raise NotNow(
            _("Only what still waits to be signed can be given more time. Draft it anew; the answers are kept.")
        )
    check_last_day(agreement, sign_by, at)
    if agreement.sign_by and sign_by < agreement.sign_by:
        raise NotNow(_("That is less time than they were given. Choose a later day."))
    if not because.strip():
        raise NotNow(_("Write down why there is more time; the signers are told."))


def is_too_late(agreement: Agreement, at: datetime.datetime) -> bool:
    """By the clock, whether or not the sweep has written it down."""
    return agreement.sign_by is not None and terms.day_of(at, agreement.zone) > agreement.sign_by


def is_over(agreement: Agreement, at: datetime.datetime) -> bool:
    return agreement.ends_on is not None and terms.day_of(at, agreement.zone) > agreement.ends_on


def check_can_read_library(by: Actor) -> None:
    if not (by.may("agreements.write") or can_write_library(by)):
        raise NotAllowed(_("Your role does not include the clause library. Legal counsel keeps it."))


def check_can_write_library(by: Actor) -> None:
    if not can_write_library(by):
        raise NotAllowed(_("The clause library is written by legal counsel and administrators."))


def can_write_library(by: Actor) -> bool:
    return by.may("library.write")


def check_can_publish(by: Actor, draft: LibraryDraft, found: list[str], base: dict | None) -> None:
    """`found`: what is wrong with the draft; `base`: the content that it began with. Raises NotNow with every sentence."""
    check_can_write_library(by)
    if found:
        raise NotNow(_("The draft is not complete yet."), found)
    if draft.content == base:
        raise NotNow(_("Nothing differs from the edition that the draft began with."))
