"""Writing the library: begin the next edition of an entry, change it, publish it as an edition that never changes again."""

import datetime

from django.utils.translation import gettext as _

from agreements import shelves
from agreements.models import LibraryDraft, StarterOffer
from agreements.models.library import Edition
from agreements.policies import agreements as policies
from agreements.rendering import proving
from agreements.shelves import SHELVES
from core import events
from core.actors import Actor
from core.refusals import NotNow


def start(kind: str, key: str, *, by: Actor, at: datetime.datetime) -> LibraryDraft:
    """A copy of the newest edition; the draft that is open already is returned."""
    policies.check_can_write_library(by)
    newest = SHELVES[kind].model.objects.newest().get(key=key)
    return _begun(kind, key, newest.number, newest.content, by, at)


def start_new(kind: str, key: str, content: dict, *, by: Actor, at: datetime.datetime) -> LibraryDraft:
    """An entry of our own. Raises NotNow where the name is taken."""
    policies.check_can_write_library(by)
    if SHELVES[kind].model.objects.filter(key=key).exists():
        raise NotNow(_("The library has an entry of that name already."))
    return _begun(kind, key, 0, content, by, at)


def take_offer(offer: StarterOffer, *, by: Actor, at: datetime.datetime) -> LibraryDraft:
    """Begin a draft with the text that came with the product; it is compared, changed and published like any other."""
    policies.check_can_write_library(by)
    draft = LibraryDraft.objects.of(offer.kind, offer.key).first()
    if draft and draft.content == offer.content:
        return draft
    if draft:
        raise NotNow(_("A draft of this entry is open. Publish or discard it first."))
    newest = SHELVES[offer.kind].model.objects.newest().get(key=offer.key)
    return _begun(offer.kind, offer.key, newest.number, offer.content, by, at, offer=offer)


def set_offer_aside(offer: StarterOffer, *, by: Actor, at: datetime.datetime, because: str) -> StarterOffer:
    policies.check_can_write_library(by)
    offer = StarterOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if offer.settled_at is None:
        _settle(offer, by, at, because)
        events.record("library.offer-set-aside", offer, by=by, at=at, because=because, kind=offer.kind, key=offer.key)
    return offer


def put(draft: LibraryDraft, content: dict, *, seen: str, by: Actor, at: datetime.datetime) -> LibraryDraft:
    """Keep what was written. `seen`: digest of the content that was shown. Raises NotNow where it changed since."""
    policies.check_can_write_library(by)
    draft = _lock(draft)
    if draft.content == content:
        return draft
    _check_seen(draft, seen)
    said = _differences(draft.content, content)
    draft.content, draft.changed_at, draft.changed_by = content, at, by.user
    draft.save(update_fields=["content", "changed_at", "changed_by"])
    events.record("library.draft-changed", draft, by=by, at=at, kind=draft.kind, key=draft.key, **said)
    return draft


def discard(draft: LibraryDraft, *, by: Actor, at: datetime.datetime) -> None:
    """The draft is gone; the trail keeps what it was."""
    policies.check_can_write_library(by)
    found = LibraryDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if found:
        said = _differences(base_of(found) or {}, found.content)
        events.record("library.draft-discarded", found, by=by, at=at, kind=found.kind, key=found.key, **said)
        found.delete()


def publish(draft: LibraryDraft, *, seen: str, because: str, by: Actor, at: datetime.datetime) -> Edition:
    """Freeze the draft as the next edition; drafts of agreements take it only when told. `seen`: digest of what was shown.

    Raises NotNow with everything that is wrong, where it changed since, and where nothing differs.
    """
    policies.check_can_write_library(by)
    draft = _lock(draft)
    _check_seen(draft, seen)
    found = proving.problems(draft.kind, draft.content, shelves.known(draft.kind, draft.key))
    policies.check_can_publish(by, draft, found, base_of(draft))
    content = draft.content
    edition = SHELVES[draft.kind].model.objects.create(
        key=draft.key, number=_number(draft), title=str(draft), content=content, digest=shelves.digest_of(content), as_of=content["as_of"],
        published_by=by.user, because=because,
    )  # fmt: skip
    said = _differences(base_of(draft) or {}, content)
    events.record(
        "library.published", edition, by=by, at=at, because=because, kind=draft.kind, key=draft.key, number=edition.number, **said
    )  # fmt: skip
    for offer in StarterOffer.objects.filter(pk=draft.offer_id, settled_at=None):
        _settle(offer, by, at, because)
    draft.delete()
    return edition


def base_of(draft: LibraryDraft) -> dict | None:
    """The content that the draft began with; none for an entry that is new."""
    found = SHELVES[draft.kind].model.objects.filter(key=draft.key, number=draft.base_number).first()
    return found.content if found else None


def _begun(kind: str, key: str, number: int, content: dict, by: Actor, at, offer=None) -> LibraryDraft:
    stamps = {"started_at": at, "started_by": by.user, "changed_at": at, "changed_by": by.user}
    begun = {"base_number": number, "content": content, "offer": offer, **stamps}
    draft, is_new = LibraryDraft.objects.get_or_create(kind=kind, key=key, defaults=begun)
    if is_new:
        events.record("library.draft-started", draft, by=by, at=at, kind=kind, key=key, number=number)
    return draft


def _number(draft: LibraryDraft) -> int:
    """No edition can come between: a file offers its text while a draft is open, and there is one draft."""
    newest = SHELVES[draft.kind].model.objects.newest().filter(key=draft.key).first()
    if (newest.number if newest else 0) != draft.base_number:
        raise NotNow(_("Another edition was published meanwhile. Compare, and begin a new draft."))
    return draft.base_number + 1


def _settle(offer: StarterOffer, by: Actor, at, because: str) -> None:
    offer.settled_at, offer.settled_by, offer.because = at, by.user, because
    offer.save(update_fields=["settled_at", "settled_by", "because"])


def _lock(draft: LibraryDraft) -> LibraryDraft:
    found = LibraryDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if found is None:
        raise NotNow(_("This draft was published or discarded meanwhile."))
    return found


def _check_seen(draft: LibraryDraft, seen: str) -> None:
    if shelves.digest_of(draft.content) != seen:
        raise NotNow(_("Somebody changed this draft meanwhile. Open it again and compare."))


def _differences(before: dict, after: dict) -> dict:
    """What differs, part by part, as the trail keeps it: no floats, and no definitions of variables."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name) and name != "definitions"]
    return {
        "before": {name: shelves.without_floats(before[name]) for name in names if name in before},
        "after": {name: shelves.without_floats(after[name]) for name in names if name in after},
    }
