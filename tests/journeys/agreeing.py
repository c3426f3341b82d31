"""How does an agreement come to be in a story? Each step as a browser takes it, with the forms as the pages give them."""

import datetime
from urllib.parse import urlsplit

from django.test import Client
from django.urls import reverse
from lxml import html

from agreements.actions import papers
from agreements.models import Agreement
from core import files
from core.models import Event
from tests import make
from tests.databases import committed
from tests.journeys import working
from tests.journeys.cast import complaints, deed, seen, text_of, visitor
from tests.make_agreements import FIRM_ANSWERS
from vendors import business_days


def filled(client: Client, page: str, url: str = "", **typed) -> str:
    """Type into the form of `page` that leads to `url` (the page itself unless it is said), send it, read where it leads."""
    answer = offered(client, page, url, **typed)
    assert answer.status_code in {302, 303}, (page, answer.status_code, complaints(answer))
    return answer["Location"]


def offered(client: Client, page: str, url: str = "", **typed):
    """The same, with whatever is answered. `None` leaves a field out."""
    url = url or page
    shown = client.get(page)
    assert shown.status_code == 200, (page, shown.status_code)
    forms = html.fromstring(shown.content.decode()).get_element_by_id("main").forms
    (form, *_others) = [each for each in forms if urlsplit(each.action or page).path == urlsplit(url).path]
    said: dict = {}
    for name, value in form.form_values():
        said.setdefault(name, []).append(value)
    for each in form.xpath(".//input[@type='radio'][@checked][@value='']"):
        said[each.name] = [""]  # where lxml would say "on"
    said |= {name.replace("__", "-"): value for name, value in typed.items()}
    way = page if urlsplit(page).path == urlsplit(url).path else url  # a form without an address keeps what was asked
    return client.post(way, {name: value for name, value in said.items() if value is not None})


def answers(**more) -> dict:
    """The drafter's answers as the editor's fields take them: a list in lines."""
    said = {**FIRM_ANSWERS, **more}
    return {f"v-{name}": "\n".join(value) if isinstance(value, list) else value for name, value in said.items()}


def drafted(
    world: dict, firm, template: str, country: str, *, topics=(), clauses: dict | None = None, **more
) -> Agreement:
    """Counsel chooses the template and the law, and fills in the editor; clauses are taken in or left out there."""
    counsel = visitor(world["legal"].user)
    new = f"{reverse('desk_agreement_new')}?subcontractor={firm.pk}"
    editor = filled(counsel, new, template=template, jurisdiction=country, topics=list(topics))
    filled(counsel, editor, **{f"c-{key}": "on" if is_in else None for key, is_in in (clauses or {}).items()})
    filled(counsel, editor, **answers(**more))
    with committed():
        return Agreement.objects.filter(vendor=firm).latest("reference")


def issued(world: dict, agreement: Agreement, **typed) -> Agreement:
    """With a reason of its own for each warning that the page shows."""
    counsel, page = visitor(world["legal"].user), reverse("desk_agreement_issue", args=[agreement.pk])
    shown = counsel.get(page)
    assert shown.status_code == 200, (shown.status_code, text_of(shown.content.decode())[:600])
    found = [each["note"] for each in shown.context["form"].warnings()]
    filled(counsel, page, **{f"why-{note.id}": reason(note) for note in found}, **typed)
    with committed():
        return Agreement.objects.get(pk=agreement.pk)


def reason(note) -> str:
    return f"Looked at: {note.id}"


def signed_by_both(world: dict, agreement: Agreement, contact) -> Agreement:
    working.sign(contact.user, contact.name, agreement, "portal_agreement_signature")
    working.sign(world["legal"].user, "Lea Brandt", agreement, "desk_agreement_signature")
    with committed():
        return Agreement.objects.get(pk=agreement.pk)


def sealed(agreement: Agreement) -> dict[str, bytes]:
    """The worker seals; the papers by kind."""
    with deed() as at:
        papers.seal(agreement, by=make.CLOCK, at=at)
        return {each.kind: files.read(each.stored) for each in agreement.papers.all()}


def end_of(on: datetime.date) -> datetime.datetime:
    """The moment in which this day is over, by the house's clock."""
    with committed():
        return business_days.end_of(on)


def events_of(row) -> list[str]:
    with committed():
        return list(Event.objects.about(row).order_by("at", "id").values_list("name", flat=True))


def reads(user, url: str) -> str:
    """The words of a page as this account sees it."""
    return text_of(seen(visitor(user), url))
