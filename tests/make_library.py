"""How does a test get another edition of something in the library, a draft of one, and what its page sends?"""

from agreements import shelves
from agreements.actions import library
from agreements.forms.library import EntryForm
from agreements.models import LibraryDraft, StarterOffer
from agreements.models.library import Edition
from agreements.shelves import SHELVES
from core import clock
from tests import make_agreements


def edition(kind: str, key: str, *, as_of: str = "", **changed) -> Edition:
    """The next edition, with these parts of its content changed."""
    make_agreements.library()
    model = SHELVES[kind].model
    last = model.objects.newest().get(key=key)
    content = {**last.content, **changed, "as_of": as_of or last.as_of}
    return model.objects.create(
        key=key, number=last.number + 1, title=content.get("title", last.title), content=content, digest=f"{last.number + 1}" * 64, as_of=content["as_of"],
    )  # fmt: skip


def draft(kind: str = "clauses", key: str = "indemnity", **changed) -> LibraryDraft:
    """The open draft, or a new one, with these parts of its content changed."""
    make_agreements.library()
    by, at = make_agreements.counsel(), clock.now()
    made = library.start(kind, key, by=by, at=at)
    seen = shelves.digest_of(made.content)
    return library.put(made, {**made.content, **changed}, seen=seen, by=by, at=at) if changed else made


def offer(key: str, **changed) -> StarterOffer:
    """A newer text of a clause that came with the product, and waits."""
    make_agreements.library()
    last = SHELVES["clauses"].model.objects.newest().get(key=key)
    content = {**last.content, "plain": "A newer text.", **changed}
    said = {"title": last.title, "content": content, "digest": shelves.digest_of(content), "offered_at": clock.now()}
    return StarterOffer.objects.create(kind="clauses", key=key, **said)


def typed(form, **changes) -> dict:
    """What a browser sends for a form as it is drawn, with these fields typed over."""
    said = {field.html_name: field.value() for field in form} | changes
    return {name: "on" if value is True else value for name, value in said.items() if value is not None and value is not False}  # fmt: skip


def sent(row: LibraryDraft, **changes) -> dict:
    known, seen = shelves.known(row.kind, row.key), shelves.digest_of(row.content)
    return typed(EntryForm(kind=row.kind, content=row.content, known=known, seen=seen), **changes)
