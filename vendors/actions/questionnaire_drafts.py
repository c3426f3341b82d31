"""Write the next questionnaire: begin a draft, change its parts, publish it as a version that never changes again."""

import datetime

from django.utils.translation import gettext as _

from core.actors import Actor
from core.events import record
from core.refusals import NotNow
from vendors import questionnaire_edits as edits
from vendors import questionnaire_trail as trail
from vendors.models import QuestionnaireDraft, QuestionnaireVersion
from vendors.policies import questionnaire_drafts as policy


def start(*, by: Actor, at: datetime.datetime) -> QuestionnaireDraft:
    """A copy of the newest version; the draft that is open already is returned. Raises NotNow without any version."""
    policy.check_can_write(by)
    newest = QuestionnaireVersion.objects.order_by("-version").first()
    if newest is None:
        raise NotNow(_("There is no questionnaire yet. An operator loads it with: manage.py load_starter"))
    stamps = {"started_at": at, "started_by": by.user, "changed_at": at, "changed_by": by.user}
    begun = {"base": newest, "content": newest.content, **stamps}
    draft, is_new = QuestionnaireDraft.objects.get_or_create(only=True, defaults=begun)
    if is_new:
        record("draft.started", draft, by=by, at=at, version=newest.version)
    return draft


def put_details(draft: QuestionnaireDraft, values: dict, *, seen: str, by: Actor, at: datetime.datetime):
    """Any of questionnaire_trail.DETAILS. `seen`: edits.mark of the details as they were shown. Raises NotNow where they changed since."""
    policy.check_can_write(by)
    draft = _lock(draft)
    before = {name: draft.content[name] for name in values}
    if before == values:
        return draft
    _check_seen(trail.details_of(draft.content), seen)
    return _keep(
        draft, "draft.changed", {**draft.content, **values}, by, at, what="details", **trail.said(before, values)
    )


def put(draft: QuestionnaireDraft, kind: str, part: dict, *, seen: str, by: Actor, at: datetime.datetime):
    """Write a section or a question. `seen`: edits.mark of it as it was shown, "" for a new one.

    Raises NotNow where somebody changed or removed it since.
    """
    policy.check_can_write(by)
    draft = _lock(draft)
    before = edits.find(draft.content, kind, part["id"])
    if before == part:
        return draft
    _check_seen(before, seen)
    event = "draft.changed" if before else "draft.added"
    said = {"what": kind, "key": part["id"], **trail.said(before or {}, part)}
    return _keep(draft, event, edits.put(draft.content, kind, part), by, at, **said)


def move(draft: QuestionnaireDraft, kind: str, key: str, *, steps: int, by: Actor, at: datetime.datetime):
    """One up (-1) or down (1); at either end it stays where it is."""
    policy.check_can_write(by)
    draft = _lock(draft)
    _check_is_there(draft, kind, key)
    content = edits.moved(draft.content, kind, key, steps)
    if content == draft.content:
        return draft
    places = {"before": edits.place_of(draft.content, kind, key), "after": edits.place_of(content, kind, key)}
    return _keep(draft, "draft.moved", content, by, at, what=kind, key=key, **places)


def remove(draft: QuestionnaireDraft, kind: str, key: str, *, by: Actor, at: datetime.datetime):
    """Take it out; it can be put back. Raises NotNow for a section that still asks something."""
    policy.check_can_write(by)
    draft = _lock(draft)
    part = edits.find(draft.content, kind, key)
    if part is None:
        return draft
    if kind == "sections" and any(question["section"] == key for question in draft.content["questions"]):
        raise NotNow(_("This section still asks something. Move or remove its questions first."))
    gone = {"kind": kind, "place": edits.place_of(draft.content, kind, key), "part": part}
    draft.removed = [*draft.removed, gone]
    content = edits.without(draft.content, kind, key)
    return _keep(draft, "draft.removed", content, by, at, what=kind, key=key, **trail.said(part, {}))


def put_back(draft: QuestionnaireDraft, kind: str, key: str, *, by: Actor, at: datetime.datetime):
    """Where it stood before it was removed. Raises NotNow for a question whose section is gone."""
    policy.check_can_write(by)
    draft = _lock(draft)
    gone = next((each for each in draft.removed if (each["kind"], each["part"]["id"]) == (kind, key)), None)
    if gone is None or edits.find(draft.content, kind, key):
        return draft
    part = gone["part"]
    if kind == "questions" and edits.find(draft.content, "sections", part["section"]) is None:
        raise NotNow(_("The section of this question was removed. Put that back first."))
    draft.removed = [each for each in draft.removed if each is not gone]
    content = edits.insert(draft.content, kind, part, gone["place"])
    return _keep(draft, "draft.put-back", content, by, at, what=kind, key=key, **trail.said({}, part))


def take_over(draft: QuestionnaireDraft, content: dict, event: str, *, by: Actor, at: datetime.datetime, **said):
    """Another content for the whole draft. What it asks no longer is kept as removed."""
    policy.check_can_write(by)
    draft = _lock(draft)
    gone = [
        {"kind": kind, "place": place, "part": part}
        for kind in ("questions", "sections")
        for place, part in enumerate(draft.content[kind])
        if edits.find(content, kind, part["id"]) is None
    ]
    returned = {(kind, part["id"]) for kind in edits.KINDS for part in content[kind]}
    still = [each for each in draft.removed if (each["kind"], each["part"]["id"]) not in returned]
    draft.removed = [*still, *gone]
    return _keep(draft, event, content, by, at, **said, **trail.differences(draft.content, content))


def discard(draft: QuestionnaireDraft, *, by: Actor, at: datetime.datetime) -> None:
    """The draft is gone; the trail keeps what it was."""
    policy.check_can_write(by)
    found = QuestionnaireDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if found:
        record("draft.discarded", found, by=by, at=at, **trail.differences(found.base.content, found.content))
        found.delete()


def publish(
    draft: QuestionnaireDraft, *, seen: str, because: str, by: Actor, at: datetime.datetime
) -> QuestionnaireVersion:
    """Freeze the draft as the next version, by which whoever is asked from now on is asked. `seen`: edits.mark of the
    content that was shown. Raises NotNow where it changed since, or is not complete; NotAllowed."""
    policy.check_can_write(by)
    draft = _lock(draft)
    _check_seen(draft.content, seen)
    policy.check_is_complete(draft)
    number = QuestionnaireVersion.objects.latest().version + 1
    version = QuestionnaireVersion.objects.create(
        version=number,
        content={**draft.content, "version": number, "as_of": f"{at:%Y-%m}"},
        loaded_at=at,
        published_by=by.user,
        because=because,
        drafted_as=draft.pk,
    )
    said = trail.differences(draft.base.content, draft.content)
    record("draft.published", version, by=by, at=at, because=because, instead_of=draft.base.version, **said)
    draft.delete()
    return version


def _lock(draft: QuestionnaireDraft) -> QuestionnaireDraft:
    found = (
        QuestionnaireDraft.objects.select_for_update(of=("self",)).select_related("base").filter(pk=draft.pk).first()
    )
    if found is None:
        raise NotNow(_("This draft was published or discarded meanwhile."))
    return found


def _check_seen(part: dict | None, seen: str) -> None:
    if edits.mark(part) != seen:
        raise NotNow(_("Somebody changed this part of the draft meanwhile. Open it again and compare."))


def _check_is_there(draft: QuestionnaireDraft, kind: str, key: str) -> None:
    if edits.find(draft.content, kind, key) is None:
        raise NotNow(_("Somebody removed this part of the draft meanwhile."))


def _keep(draft: QuestionnaireDraft, event: str, content: dict, by: Actor, at, **said) -> QuestionnaireDraft:
    draft.content, draft.changed_at, draft.changed_by = content, at, by.user
    draft.save(update_fields=["content", "removed", "changed_at", "changed_by"])
    record(event, draft, by=by, at=at, **said)
    return draft
