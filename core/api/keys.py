"""Which program is calling, and may it call this? A bearer key becomes an Actor; a scope per method opens the door.

The look-up runs in the gate's role; a known key then steps into `staff`, or into `portal` for the firm it belongs to.
"""

from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission

from core import clock
from core.actions import clients
from core.actors import Actor
from core.api import scopes, tokens
from core.api.problems import Problem
from core.database import context
from core.database.roles import PORTAL, STAFF
from core.models import ApiClient


class BearerKey(BaseAuthentication):
    kind = "svc"

    def authenticate(self, request):
        """(Actor, ApiClient), or None where no key was sent. Raises AuthenticationFailed, the same for every bad key."""
        scheme, _space, token = get_authorization_header(request).decode("latin-1").strip().partition(" ")
        if not scheme:
            return None
        at = clock.now()
        client = self._client(token.strip(), at) if scheme.lower() == "bearer" else None
        if client is None:
            raise AuthenticationFailed(_("The key is unknown, revoked or past its end date."))
        clients.note_use(client, at=at)
        viewer = actor(client, request.META.get("REMOTE_ADDR", ""))
        request._request.viewer = viewer
        enter(viewer)
        return viewer, client

    def _client(self, token: str, at) -> ApiClient | None:
        if not tokens.is_well_formed(token, self.kind):
            return None
        return ApiClient.objects.filter(
            digest=tokens.digest(token), kind=self.kind, revoked_at=None, expires_at__gt=at
        ).first()

    def authenticate_header(self, request):
        return 'Bearer realm="ringfence"'


def actor(client: ApiClient, address: str = "") -> Actor:
    return Actor(
        kind="client",
        label=client.name,
        client=client,
        vendor_id=client.vendor_id,
        rights=scopes.rights_of(client.scopes),
        door="api",
        address=address,
    )


def enter(viewer: Actor) -> None:
    """The company's own systems read as staff do, cut down by scope; a subcontractor's stay behind its wall."""
    if viewer.vendor_id:
        context.step_into(PORTAL, vendor=viewer.vendor_id, user=viewer.id)
    else:
        context.step_into(STAFF)


class HasScope(BasePermission):
    """A view says `scopes = {"GET": "people:read"}`. A method without a line is closed."""

    def has_permission(self, request, view):
        if request.auth is None:
            return False
        if request.method not in view.allowed_methods:
            return True  # answered by 405
        wanted = view.scopes.get("GET" if request.method == "HEAD" else request.method)
        if wanted is None or wanted not in request.auth.scopes:
            raise Problem("missing-scope", _("This call needs the scope %(scope)s.") % {"scope": wanted or "-"})
        return True
