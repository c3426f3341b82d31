"""Is every page about something fit to be seen, with something on it?

Which pages there are, for whom and of which record, the matrix says (tests/matrix/policy.csv): a page that is new comes
along by its line there.
"""

import re

from tests.browser.checks import look
from tests.matrix.policy import Line, lines
from tests.matrix.routes import all_routes

FILES = re.compile(
    r"\.(pdf|csv|xlsx|html)$|/file/$|/evidence/$|/pages/|history\.|/receipt|/certificate/$|/image/$|/exports/"
)
VISITORS = {"portal": ("contact", "signatory", "worker"), "desk": ("legal", "officer", "owner", "administrator")}


def pages(about: re.Pattern, door: str) -> list[Line]:
    """The lines of the matrix that open such a page."""
    return [
        line
        for line in lines()
        if (line.method, line.success, line.door) == ("GET", "200", door)
        and about.search(address := all_routes()[line.route].address)
        and not FILES.search(address)
    ]


def walk(come_in, has, found: list[Line], name: str) -> list[tuple]:
    """Look at each of them as the first visitor who may; what could not be opened comes back."""
    wrong = []
    for line in found:
        who = next(each for each in VISITORS[line.door] if each in line.allowed)
        one = come_in(who)
        status = one.go(line.address(has))
        if status == 200:
            look(one, f"{name}-{line.route}")
        else:
            wrong.append((line.route, who, status))
    return wrong
