"""Nothing that was typed is lost when a confirmation or a session ran out before it was sent."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from access.models import Document
from core import clock
from core.actions import kept_forms
from core.models import KeptFile, KeptForm, Session
from core.web.viewer import form_token
from tests import make, make_access, make_dd
from vendors.actions import screenings

pytestmark = pytest.mark.django_db
WORDS = "Because the drawings are needed for “H2” & the test"


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}}  # fmt: skip


@pytest.fixture
def officer():
    return make.officer()


@pytest.fixture
def grant():
    worker = make.person(name="Sean Daly")
    return make_access.requested(worker, make_access.offered(worker))


@pytest.fixture
def url(grant):
    return reverse("grant", args=[grant.pk])


def go_idle(client, minutes=31):
    session = client.session
    session["seen_at"] = (clock.now() - timedelta(minutes=minutes)).isoformat()
    session.save()


def has_notice(page) -> bool:
    return 'id="kept-form"' in page.text


def kept_id(page) -> str:
    return re.search(r'name="kept_form" value="([0-9a-f-]+)"', page.text).group(1)


def test_a_decision_typed_before_the_confirmation_ran_out_is_there_after_it(client, officer, grant, url):
    client.force_login(officer.user)
    last = (grant.ends_at - timedelta(days=2)).date()
    day = {"ends_on_day": last.day, "ends_on_month": last.month, "ends_on_year": last.year}
    sent = client.post(url, {"because": WORDS, "answer": "approve", **day})
    assert (
        sent.status_code == 303 and WORDS not in sent["Location"] and sent["Location"].startswith("/account/confirm/")
    )
    assert WORDS not in KeptForm.objects.get().sealed
    make.confirm(client, officer.user)
    page = client.get(url)
    assert (
        "What you typed is back" in page.text
        and "Because the drawings are needed for “H2” &amp; the test</textarea>" in page.text
    )
    assert re.search(rf'name="ends_on_day"[^>]*value="{last.day}"', page.text)
    again = client.post(url, {"because": WORDS, "answer": "approve", "kept_form": kept_id(page)})
    assert again.status_code == 302 and grant.approvals.get().because == WORDS
    assert not KeptForm.objects.exists() and not has_notice(client.get(url))


def test_a_decision_sent_from_a_part_of_the_page_comes_back_there(client):
    made = make_dd.screening(make.vendor("Kestrel"), by=make_dd.analyst())
    screenings.hand_in(made, summary="Read", by=make_dd.analyst(), at=clock.now())
    decider = make.officer()
    client.force_login(decider.user)
    sent = client.post(reverse("screening_decision", args=[made.pk]), {"because": WORDS, "answer": "refuse"})
    record = reverse("screening", args=[made.pk])
    assert sent.status_code == 303 and sent["Location"].endswith(quote(record, safe=""))
    assert "for “H2” &amp; the test</textarea>" in make.confirm(client, decider.user).get(record).text


def test_a_session_that_ended_meanwhile_gives_the_form_back_to_the_same_person(client, officer, url):
    client.force_login(officer.user)
    go_idle(client)
    sent = client.post(url, {"because": WORDS, "answer": "decline"}, headers={"referer": f"http://testserver{url}"})
    assert sent.status_code == 302 and sent["Location"] == f"/login/?next={url}"
    assert "kept for you" in client.get(sent["Location"]).text
    client.force_login(officer.user)
    assert "Confirm that it is you, and the form has it again" in client.get(url).text
    page = make.confirm(client, officer.user).get(url)
    assert "What you typed is back" in page.text and "for “H2” &amp; the test</textarea>" in page.text


def test_somebody_else_at_the_same_browser_never_sees_it(client, officer, url):
    client.force_login(officer.user)
    go_idle(client)
    client.post(url, {"because": WORDS, "answer": "decline"})
    client.force_login(make.officer("Otto").user)
    page = client.get(url)
    assert page.status_code == 200 and not has_notice(page) and "drawings" not in page.text


def test_another_browser_of_the_same_person_is_not_told(client, officer, url):
    client.force_login(officer.user)
    client.post(url, {"because": WORDS, "answer": "approve"})
    other = Client()
    other.force_login(officer.user)
    assert not has_notice(other.get(url))


def test_a_second_tab_after_the_session_ended_is_kept_too(client, officer, grant, url):
    client.force_login(officer.user)
    go_idle(client)
    client.post(url, {"because": "First tab", "answer": "decline"})
    hold = reverse("hold_new", args=[grant.vendor_id])
    client.post(hold, {"because": "Second tab"})
    make.confirm(client, officer.user)
    assert "First tab</textarea>" in client.get(url).text and "Second tab</textarea>" in client.get(hold).text


def test_a_session_past_its_time_in_the_database_is_still_known(client, officer, url):
    client.force_login(officer.user)
    Session.objects.update(expire_date=clock.now() - timedelta(days=1))
    client.post(url, {"because": WORDS, "answer": "decline"})
    make.confirm(client, officer.user)
    assert "for “H2” &amp; the test</textarea>" in client.get(url).text


def test_what_a_stranger_sends_is_not_kept(client, url):
    assert client.post(url, {"because": WORDS}).status_code == 302
    assert not KeptForm.objects.exists()


def test_what_another_site_sends_is_not_kept(officer, url):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer.user)
    client.post(url, {"because": WORDS}, headers={"origin": "https://evil.example"})
    go_idle(client)
    client.post(url, {"because": WORDS}, headers={"origin": "https://evil.example"})
    assert not KeptForm.objects.exists()


def test_a_page_from_before_signing_in_anew_says_so_and_gives_it_back(officer, url):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer.user)
    told = {"origin": "http://testserver", "referer": f"http://testserver{url}"}
    answer = client.post(url, {"because": WORDS, "csrfmiddlewaretoken": "x" * 64}, headers=told)
    assert answer.status_code == 403 and f'href="{url}"' in answer.text and "What you typed is kept" in answer.text
    make.confirm(client, officer.user)
    assert "for “H2” &amp; the test</textarea>" in client.get(url).text


def test_a_form_that_was_sent_from_an_answer_comes_back_on_the_record_above(client, officer, grant, url):
    make_access.approved(grant, officer=make.officer("Otto"))
    client.force_login(officer.user)
    go_idle(client)
    deed = reverse("grant_revocation", args=[grant.pk])
    client.post(deed, {"because": WORDS}, headers={"referer": f"http://testserver{deed}"})
    client.force_login(officer.user)
    back = client.get(deed)
    assert back.status_code == 302 and back["Location"] == url
    page = client.get(url)
    assert has_notice(page) and "for “H2” &amp; the test</textarea>" in page.text


def test_a_page_that_has_the_form_no_longer_still_shows_the_words(client, officer, grant, url):
    make_access.approved(grant, officer=make.officer("Otto"))
    client.force_login(officer.user)
    go_idle(client)
    client.post(url, {"because": WORDS, "answer": "decline", "ends_on_0": "3"})
    client.force_login(officer.user)
    page = client.get(url)
    assert "has not been sent" in page.text and "for “H2” &amp; the test" in page.text and "<textarea" not in page.text.split("kept-form")[1].split("</form>")[0]  # fmt: skip


def test_it_can_be_discarded(client, officer, url):
    client.force_login(officer.user)
    client.post(url, {"because": WORDS, "answer": "approve"})
    form = KeptForm.objects.get()
    assert client.post(reverse("kept_form_removal"), {"form": "not-an-id"})["Location"] == "/"
    assert client.post(reverse("kept_form_removal"), {"form": str(form.pk)})["Location"] == url
    assert not KeptForm.objects.exists() and not has_notice(client.get(url))


def test_it_is_kept_for_half_a_day_and_no_longer(client, officer, url):
    client.force_login(officer.user)
    client.post(url, {"because": WORDS, "answer": "approve"})
    at = clock.now() + timedelta(hours=kept_forms.HOURS, seconds=1)
    KeptForm.objects.update(expires_at=clock.now())
    assert not has_notice(client.get(url))
    assert kept_forms.sweep(at=at) == 1 and not KeptForm.objects.exists()


def test_of_many_the_newest_stay(client, officer):
    for number in range(kept_forms.MOST + 2):
        kept_forms.keep(officer.user, [("a", str(number))], [], page=f"/desk/{number}/", action="/desk/", at=clock.now())  # fmt: skip
    assert {form.page for form in KeptForm.objects.all()} == {f"/desk/{n}/" for n in range(2, kept_forms.MOST + 2)}


def test_a_chosen_file_is_kept_encrypted_and_sent_with_the_form(client, officer, django_capture_on_commit_callbacks):
    asset = make_access.asset()
    url, record = reverse("document_new", args=[asset.pk]), reverse("asset", args=[asset.pk])
    client.force_login(asset.owner)
    go_idle(client)
    said = {"title": "Fixture F-9", "file": ContentFile(make_access.TEXT, name="f9.txt")}
    client.post(url, said, headers={"referer": f"http://testserver{record}"})
    kept = KeptFile.objects.get()
    with default_storage.open(kept.storage_name) as sealed:
        assert make_access.TEXT[:20] not in sealed.read()
    client.force_login(asset.owner)
    page = client.get(record)
    assert "f9.txt" in page.text and 'value="Fixture F-9"' in page.text
    with django_capture_on_commit_callbacks(execute=True):
        sent = client.post(url, {"title": "Fixture F-9", "kept_form": kept_id(page)})
    assert sent.status_code == 302, sent.text
    assert Document.objects.get(asset=asset, title="Fixture F-9").versions.exists()
    assert not KeptFile.objects.exists() and not default_storage.exists(kept.storage_name)


def test_what_was_left_behind_without_a_row_goes_after_a_day(officer):
    name = default_storage.save("aside/stray", ContentFile(b"x"))
    kept_forms.sweep(at=clock.now())
    assert default_storage.exists(name)
    kept_forms.sweep(at=clock.now() + timedelta(days=2))
    assert not default_storage.exists(name)


def test_the_portal_keeps_whose_hat_the_form_was_drawn_for(client):
    worker = make.person(name="Sean Daly")
    thing = make_access.offered(worker)
    url = reverse("access_request", args=[thing.pk])
    client.force_login(worker.user)
    go_idle(client)
    client.post(url, {"purpose": WORDS, "as_person": form_token(make.as_person(worker))})
    client.force_login(worker.user)
    assert "for “H2” &amp; the test</textarea>" in client.get(url).text
