"""Which row does a query or a form name? Its id; what is no id names nothing that there is."""

import uuid

from django.http import Http404, QueryDict


def id_in(said: QueryDict, key: str) -> uuid.UUID | None:
    """The id under this key, or None where nothing is said. Raises Http404, as for a row that is not there."""
    text = said.get(key, "")
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        raise Http404 from None
