"""Does each page answer the right person, and nobody else?"""

import time

import pytest
from django.urls import reverse

from agreements.models import Agreement, Signature
from core.web.viewer import form_token
from tests import make
from tests import make_agreements as papers

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm():
    return make.vendor("Corrib Test Works", tier=2)


@pytest.fixture
def signatory(firm):
    return make.contact(firm, "Nora Byrne")


def enter(client, user, *, confirmed: bool = False):
    client.force_login(user)
    if confirmed:
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return client


def post(client, person, url, **said):
    return client.post(url, {"as_person": form_token(make.as_person(person)), **said})


def test_counsel_drafts_previews_issues_and_sees_the_record(client, firm):
    counsel = papers.counsel()
    papers.library()
    enter(client, counsel.user)
    assert client.get(reverse("desk_agreement_new")).status_code == 200
    new = f"{reverse('desk_agreement_new')}?subcontractor={firm.pk}"
    assert "confidentiality-ip-tier-2" in client.get(new).content.decode()
    answer = client.post(new, {"template": "confidentiality-ip-tier-2", "jurisdiction": "DE", "topics": ["software"]})
    agreement = Agreement.objects.get(vendor=firm)
    assert answer["Location"] == reverse("desk_draft", args=[agreement.pk])
    page = client.get(answer["Location"]).content.decode()
    assert "answers are missing" in page and "Open source" in page and "as of 2026-08" in page
    said = {
        f"v-{name}": "\n".join(value) if isinstance(value, list) else value
        for name, value in papers.FIRM_ANSWERS.items()
    }
    said |= {
        f"v-{name}": value
        for name, value in papers.drafting.look(agreement).values.items()
        if value is not None and f"v-{name}" not in said and not isinstance(value, list)
    }
    said |= {
        "v-categories": "source code\ntest data",
        "v-effective_on_day": 1,
        "v-effective_on_month": 9,
        "v-effective_on_year": 2027,
    }
    body = {"jurisdiction": "DE", "topics": ["software"], **said}
    shown = client.post(
        reverse("desk_draft_preview", args=[agreement.pk]), {**body, "v-purpose": "Preview only"}
    ).content.decode()
    assert "Preview only" in shown and "Preview only" not in str(Agreement.objects.get(pk=agreement.pk).variables)
    assert client.post(reverse("desk_draft", args=[agreement.pk]), body).status_code == 302
    agreement.refresh_from_db()
    assert papers.drafting.look(agreement).stops == []
    ready = client.get(reverse("desk_draft", args=[agreement.pk])).content.decode()
    assert "Ready to be issued" in ready and "Warnings" in ready
    issue = reverse("desk_agreement_issue", args=[agreement.pk])
    unsaid = client.post(issue, {})
    assert unsaid.status_code == 422 and "Write down why this does not stand" in unsaid.content.decode()
    why = {f"why-{name}": f"Fits this firm: {name}" for name in papers.reasons(agreement)}
    assert client.post(issue, why).status_code == 302
    record = client.get(reverse("desk_agreement", args=[agreement.pk])).content.decode()
    assert "Waiting for signature" in record and "Fits this firm" in record and "1 September 2027" in record
    assert client.get(reverse("desk_agreements") + "?status=issued").content.decode().count(agreement.reference) >= 1


def test_a_wrong_answer_keeps_the_page_and_says_what_to_do(client, firm):
    agreement = papers.draft(firm)
    enter(client, papers.counsel().user)
    answer = client.post(reverse("desk_draft", args=[agreement.pk]), {"jurisdiction": "IE", "v-term_months": "soon"})
    assert answer.status_code == 422 and 'value="soon"' in answer.content.decode()


def test_the_signatory_reads_steps_up_and_signs_the_bytes_that_were_shown(client, firm, signatory):
    agreement = papers.issued(firm)
    enter(client, signatory.user)
    page = client.get(reverse("portal_agreement", args=[agreement.pk])).content.decode()
    assert agreement.html in page and agreement.reference not in page
    url = reverse("portal_agreement_signature", args=[agreement.pk])
    assert client.get(url).status_code == 303
    enter(client, signatory.user, confirmed=True)
    page = client.get(url).content.decode()
    assert agreement.document_sha256 in page and agreement.consent in page
    said = {"consents": "on", "typed_name": "nora  byrne", "shown_sha256": agreement.document_sha256}
    assert post(client, signatory, url, **said | {"typed_name": "Ned"}).status_code == 422
    assert post(client, signatory, url, **said | {"shown_sha256": "0" * 64}).status_code == 409
    assert client.post(url, said).status_code == 409
    assert not Signature.objects.exists()
    assert post(client, signatory, url, **said).status_code == 302
    assert post(client, signatory, url, **said).status_code == 302
    assert Signature.objects.get().identity_check.startswith("second factor (totp)")
    assert "Signed in part" in client.get(reverse("portal_agreement", args=[agreement.pk])).content.decode()


def test_counsel_countersigns_with_a_second_factor(client, firm, signatory):
    agreement = papers.issued(firm)
    papers.sign(agreement, make.as_person(signatory))
    counsel = papers.counsel()
    url = reverse("desk_agreement_signature", args=[agreement.pk])
    assert enter(client, counsel.user).get(url).status_code == 303
    enter(client, counsel.user, confirmed=True)
    assert agreement.document_sha256 in client.get(url).content.decode()
    said = {"consents": "on", "typed_name": "Lea Brandt", "shown_sha256": agreement.document_sha256}
    assert client.post(url, said).status_code == 302
    assert "being sealed" in client.get(reverse("desk_agreement", args=[agreement.pk])).content.decode()
    assert enter(client, make.officer().user, confirmed=True).get(url).status_code == 403


def test_a_refusal_asks_for_a_reason(client, firm, signatory):
    agreement = papers.issued(firm)
    enter(client, signatory.user)
    url = reverse("portal_agreement_refusal", args=[agreement.pk])
    assert client.get(url).status_code == 200
    assert post(client, signatory, url, because="").status_code == 422
    assert post(client, signatory, url, because="Clause 4 goes too far").status_code == 302
    agreement.refresh_from_db()
    assert agreement.status == "declined" and agreement.closed_because == "Clause 4 goes too far"


PORTAL = ["portal_agreement", "portal_agreement_signature", "portal_agreement_refusal", "portal_agreement_copy", "portal_agreement_evidence", "portal_agreement_text"]  # fmt: skip


def test_another_firm_and_a_colleague_find_nothing(client, firm):
    worker, colleague, stranger = make.person(firm), make.person(firm), make.contact(make.vendor())
    firms, own = papers.issued(firm), papers.undertaking(worker)
    for who, agreement in [
        (stranger, firms),
        (stranger, own),
        (colleague, own),
        (colleague, firms),
        (make.contact(firm), own),
    ]:
        enter(client, who.user, confirmed=True)
        assert {client.get(reverse(name, args=[agreement.pk])).status_code for name in PORTAL} == {404}
    assert enter(client, worker.user).get(reverse("portal_agreement", args=[own.pk])).status_code == 200


def test_a_draft_is_no_concern_of_the_portal(client, firm, signatory):
    agreement = papers.draft(firm)
    enter(client, signatory.user)
    assert client.get(reverse("portal_agreement", args=[agreement.pk])).status_code == 404
    assert agreement.title not in client.get(reverse("portal_agreements")).content.decode()


def test_staff_without_the_right_are_refused(client, firm):
    draft, issued = papers.draft(firm), papers.issued(make.vendor())
    enter(client, make.officer().user)
    assert client.get(reverse("desk_agreement", args=[issued.pk])).status_code == 200
    assert client.get(reverse("desk_draft", args=[draft.pk])).status_code == 403
    assert client.get(reverse("desk_agreement_new")).status_code == 403
    assert client.get(reverse("desk_agreement_withdrawal", args=[issued.pk])).status_code == 403
    enter(client, make.staff_member("trainer").user)
    assert client.get(reverse("desk_agreement", args=[issued.pk])).status_code == 404


def test_a_contact_who_may_not_sign_reads_but_does_not_sign(client, firm):
    agreement = papers.issued(firm)
    contact = make.contact(firm, is_signatory=False)
    enter(client, contact.user, confirmed=True)
    assert client.get(reverse("portal_agreement", args=[agreement.pk])).status_code == 200
    assert client.get(reverse("portal_agreement_signature", args=[agreement.pk])).status_code == 403


def test_the_tasks_name_what_waits_for_whom(firm, signatory):
    from agreements.panels import agreements as panels
    from core import clock

    agreement, worker, counsel = papers.issued(firm), make.person(firm), papers.counsel()
    papers.undertaking(worker)
    assert [todo.title for todo in panels.portal_tasks(make.as_person(worker), clock.now())] == [
        "Sign your own undertaking"
    ]
    assert [todo.state for todo in panels.portal_tasks(make.as_person(signatory), clock.now())] == ["not_started"]
    assert panels.desk_tasks(counsel, clock.now()) == []
    papers.sign(agreement, make.as_person(signatory))
    assert [todo.state for todo in panels.portal_tasks(make.as_person(signatory), clock.now())] == ["done"]
    assert len(panels.desk_tasks(counsel, clock.now())) == 1 and panels.desk_tasks(make.officer(), clock.now()) == []
