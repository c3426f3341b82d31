"""As whom does this member of staff see the portal? Asked before every page of a preview, in the role of staff."""

from django.utils.translation import gettext as _

from core.actors import Actor
from core.refusals import NotNow
from vendors import memberships
from vendors.models import Person
from vendors.policies import previews as policy


def actor_of(person_id: str, viewer: Actor) -> Actor:
    """The person as the portal knows them, standing for this one firm only: of others the preview tells nothing.

    Raises NotAllowed, NotNow as soon as the right, the sight of the person or their own way in is gone.
    """
    policy.check_can_preview(viewer)
    person = Person.objects.visible_to(viewer).select_related("user").filter(pk=person_id).first()
    if person is None:
        raise NotNow(_("The preview is over. Begin it again on the page of the person."))
    policy.check_has_portal(person)
    current = next(each for each in memberships.of_user(person.user) if each.person_id == person.pk)
    return Actor(
        kind="person",
        label=person.user.name,
        user=person.user,
        person_id=person.pk,
        vendor_id=person.vendor_id,
        hats=frozenset(current.hats),
        memberships=(current,),
        door="portal",
    )
