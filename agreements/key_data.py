"""Is the key data of an agreement that was signed elsewhere complete and possible? The same for the form, a sheet and the action."""

import datetime

from django.utils.translation import gettext as _

from agreements.models.elsewhere import FIXED, OPEN_END, UNTIL

# What must be there before a second person is asked, in the order of the page.
NEEDED = ["template", "title", "our_name", "their_name", "jurisdiction", "signed_on", "starts_on", "term", "secrecy"]
NAMES = [
    "template", "title", "person", "replaces", "our_name", "their_name", "signed_for_us", "signed_for_them", "jurisdiction", "signed_on",
    "starts_on", "term", "ends_on", "secrecy", "secret_until", "origin", "origin_reference", "clauses",
]  # fmt: skip


def missing(said: dict) -> dict[str, str]:
    """Field -> what is to be done about it."""
    sentences = {
        "template": _("Choose what kind of agreement it is"), "title": _("Give it the title that stands on the file"),
        "our_name": _("Write our company's name as the file has it"), "their_name": _("Write the other party's name as the file has it"),
        "jurisdiction": _("Choose the governing law"), "signed_on": _("Enter the day of the last signature"),
        "starts_on": _("Enter the first day on which it binds"), "term": _("Say whether it ends on a day"),
        "secrecy": _("Say how long secrecy lasts"),
    }  # fmt: skip
    found = {name: sentences[name] for name in NEEDED if not said.get(name)}
    if said.get("term") == FIXED and not said.get("ends_on"):
        found["ends_on"] = _("Enter the last day on which it binds")
    if said.get("secrecy") == UNTIL and not said.get("secret_until"):
        found["secret_until"] = _("Enter the last day of secrecy")
    if said.get("template") and is_undertaking(said["template"]) and not said.get("person"):
        found["person"] = _("Choose the worker whose undertaking it is")
    return found


def wrong(said: dict, *, today: datetime.date, pages: int) -> dict[str, str]:
    """Field -> what cannot be so, and how to put it right. Nothing that is only missing."""
    found = {}
    signed, starts, ends, secret = (said.get(name) for name in ("signed_on", "starts_on", "ends_on", "secret_until"))
    if signed and signed > today:
        found["signed_on"] = _("This day lies in the future. Enter the day on which the last party signed")
    if ends and starts and ends < starts:
        found["ends_on"] = _("The last day lies before the first day. Look at both in the file")
    elif ends and signed and ends < signed:
        found["ends_on"] = _("It would have ended before it was signed. Look at both days in the file")
    if ends and said.get("term") == OPEN_END:
        found["ends_on"] = _(
            "It has a last day and runs until it is ended: only one can be so. Empty the day, or choose that it ends"
        )
    if secret and starts and secret < starts:
        found["secret_until"] = _("Secrecy would end before the agreement begins. Look at both days in the file")
    if secret and said.get("secrecy") and said["secrecy"] != UNTIL:
        found["secret_until"] = _("Empty this day, or choose that secrecy ends on it")
    if said.get("template") and said.get("person") and not is_undertaking(said["template"]):
        found["person"] = _("This kind is signed by the firm. Leave the worker out, or choose an undertaking")
    beyond = [row["page"] for row in said.get("clauses") or () if not 1 <= row["page"] <= pages]
    if beyond:
        found["clauses"] = _("The file has %(pages)s pages; there is no page %(page)s") % {
            "pages": pages,
            "page": beyond[0],
        }
    return found


def is_undertaking(template) -> bool:
    return template.content["kind"] == "undertaking"


def of(paper) -> dict:
    """The key data of a row, by the names above."""
    return {name: getattr(paper, name) for name in NAMES}
