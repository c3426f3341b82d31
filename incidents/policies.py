"""Who may do what with a case and its evidence, and when? Finding the case at all is asked in `Case.objects.visible_to`."""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotAllowed, NotNow
from incidents.models import Case, CaseEntry, CaseUserObjectPermission
from incidents.models.entry import TALK


def check_can_report(actor: Actor, vendor) -> None:
    """Anybody of the firm, for the firm; staff for any."""
    if actor.is_person and actor.vendor_id == vendor.pk:
        return
    if not actor.may("incidents.report"):
        raise NotAllowed(_("Reporting for this subcontractor is for its own people and for staff."))


def check_can_report_without_a_name(actor: Actor) -> None:
    """Everybody, and nobody under their name: an account would stand in the trail."""
    if actor.kind != "anonymous":
        raise NotAllowed(_("A report without a name is made without an account."))


def check_can_add_to_report(actor: Actor, case: Case) -> None:
    """Who reported; without a name, whoever has the code, to the one case that it opened for their role of the database."""
    if actor.kind == "anonymous" and case.is_anonymous:
        return
    if actor.id is None or case.reported_by_id != actor.id:
        raise NotAllowed(_("Files are added by the person who reported."))


def check_can_read(actor: Actor, case: Case) -> None:
    if not Case.objects.visible_to(actor).filter(pk=case.pk).exists():
        raise NotAllowed(_("This case is shown to investigators and to those named in it."))


def check_can_work(actor: Actor, case: Case) -> None:
    """Investigators, and contributors named in the case, while it is not closed."""
    named = actor.is_staff and CaseUserObjectPermission.objects.filter(user=actor.user, content_object=case).exists()
    if not actor.may("incidents.write") and not named:
        raise NotAllowed(_("Working on a case needs the role investigator or compliance officer."))
    if case.status == "closed":
        raise NotNow(_("The case is closed. Reopen it first."))


def check_can_ask(actor: Actor, case: Case) -> None:
    check_can_work(actor, case)
    if not case.is_anonymous:
        raise NotNow(_("The reporter of this case has a name. Ask them where they said that we reach them."))


def check_can_tell(case: Case) -> None:
    """At the end of a case, those who lead it tell its reporter what came of it."""
    if not case.is_anonymous:
        raise NotNow(_("The reporter of this case has a name. Tell them where they said that we reach them."))


def check_can_link(actor: Actor, case: Case) -> None:
    check_can_work(actor, case)
    if case.vendor_id is None:
        raise NotNow(_("Say first which subcontractor the report is about."))


def check_can_name_firm(actor: Actor, case: Case) -> None:
    """Until something is linked or held by it, a wrong firm can be put right."""
    check_can_lead(actor)
    check_can_work(actor, case)
    if not case.is_anonymous:
        raise NotNow(_("Whoever reported this case said which subcontractor it is about."))
    if case.links.exists():
        raise NotNow(_("People or information of this subcontractor are linked to the case. It stays about them."))


def check_can_lead(actor: Actor) -> None:
    """Weigh, contain, close, lift holds, let others in."""
    if not actor.may("incidents.write"):
        raise NotAllowed(_("Leading a case needs the role investigator or compliance officer."))


def check_can_handle(actor: Actor, case: Case) -> None:
    if not actor.may("evidence.handle"):
        raise NotAllowed(_("Handling evidence needs the role investigator."))
    if case.status == "closed":
        raise NotNow(_("The case is closed. Reopen it first."))


def check_can_read_evidence(actor: Actor) -> None:
    if not actor.may("evidence.handle"):
        raise NotAllowed(_("Handling evidence needs the role investigator."))


def check_can_correct(actor: Actor, entry: CaseEntry) -> None:
    check_can_work(actor, entry.case)
    if entry.kind in TALK:
        raise NotNow(_("The reporter has read or written this line. Ask again, or add a note."))
    if CaseEntry.objects.filter(corrects=entry).exists():
        raise NotNow(_("This line is corrected already. Correct the line that took its place."))
