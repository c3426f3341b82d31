"""Many agreements at once that were signed elsewhere: files and a sheet are kept and checked; then each right row is entered."""

import datetime
import io
import zipfile

from django.db import transaction
from django.utils.translation import gettext as _

from agreements import elsewhere_run
from agreements.actions import elsewhere
from agreements.models import ElsewherePaper, ElsewhereRun, ElsewhereRunFile
from agreements.policies import elsewhere as policy
from core import events, files, page_images
from core.actors import Actor
from core.files import FileRefused
from core.refusals import NotNow
from core.workflow import become

MOST, MOST_BYTES = 100, 300 * 1024**2  # files of one run, and what they weigh together


@transaction.atomic  # what is refused leaves nothing behind
def upload(sheet, sources: list, *, by: Actor, at: datetime.datetime) -> ElsewhereRun:
    """Keep the sheet and every PDF (a ZIP is unpacked); nothing is made. The same files once more are the check that waits.

    Raises NotAllowed, core.files.FileRefused.
    """
    policy.check_can_enter(by)
    found = [each for source in sources for each in _unpacked(source)]
    if len(found) > MOST:
        raise FileRefused(
            _("These are more than %(most)d files. Split them, with a sheet for each part.") % {"most": MOST}
        )
    if twice := {name.lower() for name, _content in found if [n.lower() for n, _c in found].count(name.lower()) > 1}:
        raise FileRefused(_("Two files are called %(name)s. Give each its own name.") % {"name": min(twice)})
    if waiting := _waiting(sheet, found, by):
        return waiting
    kept = files.store(sheet, purpose="import", name=sheet.name, by=by.user, at=at)
    run = ElsewhereRun.objects.create(sheet=kept, user=by.user, uploaded_at=at)
    for name, content in found:
        _keep(run, name, content, by, at)
    _check_head(run)
    events.record("elsewhere.run-checked", run, by=by, at=at, sha256=kept.sha256, files=len(found))
    return run


@transaction.atomic
def make(run: ElsewhereRun, *, by: Actor, at: datetime.datetime) -> list[ElsewherePaper]:
    """Enter each right row and hand it in; wrong rows are left out. Judged again: the world may have changed."""
    policy.check_can_enter(by)
    run = _lock(run)
    if run.status == "made":
        return list(run.papers.all())
    right = [line for line in elsewhere_run.lines(run, by, at) if not line.wrong]
    if not right:
        raise NotNow(_("No row of the sheet can be taken. Mend it and upload it again."))
    stored = {row.name.lower(): row.stored for row in run.files.select_related("stored")}
    event = events.record(become(run, "made", made_at=at), run, by=by, at=at, papers=len(right))
    found = []
    for line in right:
        kept, why = stored[line.file], {"by": by, "at": at, "cause": event}
        paper = elsewhere.enter(line.vendor, files.read(kept), name=kept.name, run=run, **why, **line.values)
        found.append(elsewhere.propose(paper, **why))
    _shred(run, at)
    return found


def remove(run: ElsewhereRun, *, by: Actor, at: datetime.datetime) -> ElsewhereRun:
    """Nothing is made of it, and its files are destroyed."""
    policy.check_can_enter(by)
    run = _lock(run)
    if run.status == "removed":
        return run
    events.record(become(run, "removed"), run, by=by, at=at)
    _shred(run, at)
    return run


def _waiting(sheet, found: list[tuple[str, bytes]], by: Actor) -> ElsewhereRun | None:
    """What this person uploaded of the same bytes, where nothing was made of it yet."""
    wanted = {(name[:200], files.fingerprint(content)) for name, content in found}
    mine = ElsewhereRun.objects.filter(user=by.user, status="checked", sheet__sha256=files.fingerprint(sheet))
    return next((run for run in mine if set(run.files.values_list("name", "stored__sha256")) == wanted), None)


def _keep(run: ElsewhereRun, name: str, content: bytes, by: Actor, at: datetime.datetime) -> None:
    try:
        stored = files.store(content, purpose="agreement", name=name, by=by.user, at=at)
        pages = page_images.page_count(content)
    except (FileRefused, page_images.CannotShow) as refused:
        raise FileRefused(f"{name}: {refused.sentence}") from refused
    ElsewhereRunFile.objects.create(run=run, name=name[:200], stored=stored, pages=pages)


def _unpacked(source) -> list[tuple[str, bytes]]:
    """(name, content) of a PDF, or of every PDF in a ZIP; folders in it do not matter."""
    if not source.name.lower().endswith(".zip"):
        return [(source.name, b"".join(source.chunks()))]
    try:
        with zipfile.ZipFile(source) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir() and not _is_noise(part.filename)]
            if len(parts) > MOST or sum(part.file_size for part in parts) > MOST_BYTES:
                raise FileRefused(
                    _("The ZIP unpacks to more than %(most)d files or %(size)d MB. Split it.")
                    % {"most": MOST, "size": MOST_BYTES // 1024**2}
                )
            if other := next((part.filename for part in parts if not part.filename.lower().endswith(".pdf")), ""):
                raise FileRefused(_("Only PDFs belong in the ZIP. Take out: %(name)s") % {"name": other})
            return [(part.filename.rpartition("/")[2], _content(archive, part)) for part in parts]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise FileRefused(
            _("%(name)s is not a ZIP that can be unpacked. Make it again, without a password.") % {"name": source.name}
        ) from error


def _content(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """No more than its list of contents says."""
    with archive.open(part) as opened:
        return io.BytesIO(opened.read(part.file_size)).getvalue()


def _is_noise(path: str) -> bool:
    return path.startswith("__MACOSX/") or path.rpartition("/")[2].startswith(".")


def _check_head(run: ElsewhereRun) -> None:
    try:
        found = elsewhere_run.rows(run)
        elsewhere_run.mapping(found[0][1] if found else [])
    except NotNow as refused:
        raise FileRefused(" ".join([refused.sentence, *refused.unmet])) from refused
    if len(found) < 2:
        raise FileRefused(_("The sheet has no row below its head. Write one for each agreement."))


def _shred(run: ElsewhereRun, at: datetime.datetime) -> None:
    for row in run.files.select_related("stored"):
        files.shred(row.stored, at=at)
    files.shred(run.sheet, at=at)


def _lock(run: ElsewhereRun) -> ElsewhereRun:
    return ElsewhereRun.objects.select_for_update(no_key=True, of=("self",)).select_related("sheet").get(pk=run.pk)
