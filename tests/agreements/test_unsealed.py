"""A time-stamp authority that is down costs a delay and a notice, never a weaker seal."""

import shutil

import pytest
from django.conf import settings as configured

from agreements import tasks
from agreements.models import Agreement, SealedPaper
from core import clock, files, notices, signing
from core.models import Event, Notice
from tests import make
from tests import make_agreements as papers
from tests.core_signing.clock import Clock, make_clock

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("organisation_key"),
    pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed"),
]


@pytest.fixture
def clockworks(settings, tmp_path):
    make_clock(tmp_path / "clock")
    roots = configured.SIGNING_KEY_DIR / "timestamp-roots.pem"
    shutil.copy(tmp_path / "clock" / "root.pem", roots)
    with Clock(tmp_path / "clock") as stamps:
        settings.TIMESTAMP_URL = stamps.url
        yield stamps
    roots.unlink()


def seal(agreement: Agreement) -> list[str]:
    tasks.seal.apply(args=[str(agreement.pk)], throw=True)
    return sorted(SealedPaper.objects.filter(agreement=agreement).values_list("level", flat=True))


def test_while_the_authority_is_down_nothing_is_sealed_and_afterwards_it_is_sealed_in_full(clockworks):
    agreement = papers.signed()
    clockworks.broken = "status"
    assert seal(agreement) == seal(agreement) == []
    [event] = Event.objects.about(agreement).filter(name="agreement.unsealed")
    assert "time-stamp authority did not answer" in event.detail.data["because"]
    assert Agreement.objects.get(pk=agreement.pk).status == "signed"  # in force all the while
    clockworks.broken = ""
    assert seal(agreement) == ["B-LTA", "B-LTA"]
    copy = SealedPaper.objects.get(agreement=agreement, kind="copy")
    assert signing.examine(files.read(copy.stored)).level == "B-LTA"


def test_an_authority_that_fails_between_the_two_papers_leaves_neither(clockworks, monkeypatch):
    agreement = papers.signed()
    real, asked = signing.seal, []

    def once(*words, **more):
        asked.append(1)
        clockworks.broken = "words" if len(asked) > 1 else ""
        return real(*words, **more)

    monkeypatch.setattr(signing, "seal", once)
    assert seal(agreement) == [] and len(asked) == 2
    monkeypatch.undo()
    clockworks.broken = ""
    assert seal(agreement) == ["B-LTA", "B-LTA"]


def test_who_looks_after_it_and_who_keeps_the_settings_hear_of_it_once(clockworks):
    administrator = make.staff_member("administrator")
    agreement = papers.signed()
    clockworks.broken = "redirect"
    seal(agreement)
    event = Event.objects.about(agreement).get(name="agreement.unsealed")
    notices.tell(event.pk, at=clock.now(), by=make.CLOCK)
    told = {notice.user_id: notice for notice in Notice.objects.filter(event=event)}
    assert {administrator.user.pk, agreement.vendor.owner_id} <= set(told)
    assert all("Not sealed yet" in notice.title and len(notice.title) <= 70 for notice in told.values())
    assert told[administrator.user.pk].url == "/desk/organisation/seal/"
