"""Officers' way of asking many people in at once: who will be asked and who cannot be, the deed, what came of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import clock, limits
from core.refusals import NotNow
from core.web import named
from core.web.listing import chosen
from vendors.actions import invitations
from vendors.listings.register import PEOPLE
from vendors.models import PeopleImport, Person
from vendors.policies import people as policy


@require_POST
def many(request: HttpRequest) -> HttpResponse:
    """From the bulk bar of the list, or (`import`) for those whom an import made. Sent again with `confirmed`, it acts
    on those whom the page named, and no other."""
    policy.check_can_invite(request.viewer)
    at, is_sent = clock.now(), "confirmed" in request.POST
    found = _meant(request)
    people = list(found.order_by("name", "pk")[: limits.CHOSEN_ROWS])
    if not people:
        raise NotNow(_("Nobody is selected who could be invited. Tick the people in the list first."))
    left = policy.why_not_invited(people, at)
    if is_sent:
        invitations.send_to_people(people, by=request.viewer, at=at)
    context = {
        "title": _("Invitations are on their way") if is_sent else _("Invite people to the portal"),
        "is_sent": is_sent,
        "asked": [person for person in people if person.pk not in left],
        "left": [(person, left[person.pk]) for person in people if person.pk in left],
        "more": found.count() - len(people),
        "days": invitations.DAYS,
        "crumbs": [{"label": _("People"), "url": reverse("people")}, {"label": _("Invitations"), "url": ""}],
    }
    return render(request, "desk/vendors/invitations.html", context)


def _meant(request):
    """Those of an import who are asked already are not asked again: the next time brings the next ones."""
    if not request.POST.get("import"):
        return chosen(request, PEOPLE)
    rows = PeopleImport.objects.visible_to(request.viewer)
    run = get_object_or_404(rows, pk=named.id_in(request.POST, "import"))
    made = run.people.filter(before={}, undone_at=None).values("person")
    people = Person.objects.visible_to(request.viewer).filter(pk__in=made, user=None, departed_at=None)
    return people.exclude(invitations__status="open").select_related("vendor")
