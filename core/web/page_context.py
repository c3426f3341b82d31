"""What does every page know? Whose installation it is, who looks, how they like it, and where they can go."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from core.actors import STRANGER, Actor
from core.models.organisation import Organisation
from core.web import brand, inbox

SHELLS = {"staff": "desk/base.html", "person": "portal/base.html"}


def page(request: HttpRequest) -> dict:
    """The context processor. Everything that costs a query is lazy: fragments pay for none of it."""
    viewer = getattr(request, "viewer", STRANGER)
    organisation = SimpleLazyObject(Organisation.current)
    return {
        "organisation": organisation,
        "brand_url": SimpleLazyObject(lambda: brand.address(organisation)),
        "viewer": viewer,
        "shell": SHELLS.get(viewer.kind, "public/base.html"),
        "navigation": SimpleLazyObject(lambda: import_string(settings.NAVIGATION)(request)),
        "new_notices": SimpleLazyObject(lambda: _new_notices(request, viewer)),
        "demo": settings.DEMO_ALLOWED,
        **_taste(viewer),
        **_session(request, viewer),
    }


def _new_notices(request: HttpRequest, viewer: Actor) -> int:
    """None is said to be new where the inbox cannot be asked: at the gate, where a person's own account is kept."""
    return inbox.unread_count(viewer) if getattr(request, "is_inside", False) else 0


def _taste(viewer: Actor) -> dict:
    """Theme and density by the account's own settings; the portal is always roomy, whatever the desk user chose."""
    if viewer.user is None:
        return {"theme": "system", "density": "comfortable", "single_keys": False}
    density = viewer.user.density if viewer.is_staff else "comfortable"
    return {"theme": viewer.user.theme, "density": density, "single_keys": viewer.is_staff and viewer.user.single_keys}


def _session(request: HttpRequest, viewer: Actor) -> dict:
    """When the session ends by idleness, said in minutes before it begins, and the signed hat that portal forms carry."""
    if viewer.user is None:
        return {"idle_minutes": settings.IDLE_SECONDS["desk"] // 60}
    reading = request.path.startswith("/portal/documents/")
    as_person = (
        SimpleLazyObject(lambda: import_string("core.web.viewer.form_token")(viewer)) if viewer.is_person else ""
    )
    return {"idle_seconds": settings.IDLE_SECONDS["viewer" if reading else "desk"], "as_person": as_person}
