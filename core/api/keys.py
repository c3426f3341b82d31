"""Which program is calling, and may it call this? A bearer key becomes an Actor; a scope per method opens the door.

One statement does it all: in the gate's role it finds the key, and where there is one it steps into `staff`, or into
`portal` for the firm that the key belongs to.
"""

from django.db import connection
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission

from core import clock
from core.actions import clients
from core.actors import Actor
from core.api import scopes, tokens
from core.api.problems import Problem
from core.database.roles import GATE, PORTAL, STAFF
from core.models import ApiClient

_FIELDS = ["id", "name", "vendor_id", "scopes", "used_at"]  # the others are read when somebody asks for them
# The company's own systems read as staff do, cut down by scope; a subcontractor's stay behind its wall.
_ENTER = f"""
select set_config('role', '{GATE}', true), set_config('ringfence.vendor', '', true), set_config('ringfence.user', '', true);
select {", ".join(_FIELDS)}, now(),
       set_config('ringfence.vendor', coalesce(vendor_id::text, ''), true),
       set_config('ringfence.user', case when vendor_id is null then '' else id::text end, true),
       set_config('role', case when vendor_id is null then '{STAFF}' else '{PORTAL}' end, true)
from core_apiclient where digest = %s and kind = %s and revoked_at is null and expires_at > now()
"""


class BearerKey(BaseAuthentication):
    kind = "svc"

    def authenticate(self, request):
        """(Actor, ApiClient), or None where no key was sent. Raises AuthenticationFailed, the same for every bad key."""
        scheme, _space, token = get_authorization_header(request).decode("latin-1").strip().partition(" ")
        if not scheme:
            return None
        client = self._enter(token.strip()) if scheme.lower() == "bearer" else None
        if client is None:
            raise AuthenticationFailed(_("The key is unknown, revoked or past its end date."))
        viewer = request._request.viewer = actor(client, request.META.get("REMOTE_ADDR", ""))
        clients.note_use(client, at=clock.now())
        return viewer, client

    def _enter(self, token: str) -> ApiClient | None:
        """The client of a key that holds now; from here on the transaction runs in its role."""
        if not tokens.is_well_formed(token, self.kind):
            return None
        with connection.cursor() as cursor:
            cursor.execute(_ENTER, [tokens.digest(token), self.kind])
            row = cursor.fetchone()
        if row is None:
            return None
        clock.told(row[len(_FIELDS)])
        return ApiClient.from_db(connection.alias, _FIELDS, row[: len(_FIELDS)])

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


class AnyKey(BasePermission):
    """Whatever its scopes are."""

    def has_permission(self, request, view):
        return request.auth is not None


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
