"""What has each app to show on a page that spans them? Calls the functions of one name in every app's panels, lowest floor first.

An app's panels are a module `panels`, a package of that name, or modules whose names begin with it.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string

from core.web.todo import Todo, in_order


def joined(function: str, *values) -> list:
    """The lists that the functions of this name return, one after the other."""
    return [item for module in modules() if hasattr(module, function) for item in getattr(module, function)(*values)]


def todos(function: str, *values) -> list[Todo]:
    return in_order(joined(function, *values))


def drawn(request: HttpRequest, panels: list[dict]) -> list[dict]:
    """Each panel with its inside as `html`; the page draws the frame around it."""
    return [{**panel, "html": render_to_string(panel["template"], panel["context"], request)} for panel in panels]


@cache
def modules() -> list:
    return [importlib.import_module(name) for app in reversed(settings.FLOORS) for name in _names(app)]


def _names(app: str) -> Iterator[str]:
    package = importlib.import_module(app)
    for found in pkgutil.iter_modules(package.__path__, f"{app}."):
        if found.name.rpartition(".")[2].startswith("panels"):
            yield found.name
            if found.ispkg:
                inner = importlib.import_module(found.name)
                yield from (each.name for each in pkgutil.iter_modules(inner.__path__, f"{found.name}."))
