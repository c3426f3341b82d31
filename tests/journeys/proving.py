"""How does the firm prove what it says? Questionnaire, certificate and insurance come in, are checked, and two people decide."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.databases import committed
from tests.journeys.cast import day, deed, seen, sent, text_of, visitor
from tests.make_dd import PDF, value_for
from vendors import business_days, questionnaire_engine
from vendors.models import Assessment, Certificate, InsurancePolicy, Screening, ScreeningGuide


def proof(name: str = "proof.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def answer_the_questionnaire(world: dict) -> None:
    """The officer sends it; the contact answers a question a page, with the files that are demanded; some come back once."""
    contact, analyst = visitor(world["contact"].user), visitor(world["analyst"].user)
    with deed() as at:
        last = business_days.day_of(at) + datetime.timedelta(days=14)
    url = reverse("assessment_send", args=[world["firm"].pk])
    sent(visitor(world["officer"].user), url, day("due_on", last))
    with committed():
        asked = Assessment.objects.get(vendor=world["firm"])
    assert "Answer the questionnaire" in seen(contact, reverse("your_tasks"))
    branch(contact, asked)
    refused = submit(contact, asked)
    assert refused.status_code == 409 and "Answer: Under which name and number" in text_of(refused.content.decode())
    assert answer_all(contact, asked)
    assert submit(contact, asked).status_code == 302
    first = asked.questions["questions"][0]
    ask_back(analyst, asked, first["id"], last)
    post_answer(contact, asked, first, "Corrib Test Works Limited, 123456")
    assert submit(contact, asked).status_code == 302
    record = reverse("assessment", args=[asked.pk])
    judge(analyst, asked, first["id"], "ok")
    sent(analyst, reverse("assessment_acceptance", args=[asked.pk]), {"because": "The rest was read"}, page=record)
    accepted = contact.get(reverse("portal_questionnaire", args=[asked.pk]))
    assert str(accepted.context["state"]["text"]) == "Accepted", text_of(accepted.text)


def branch(contact, asked) -> None:
    """A follow-up question is asked for the answers that lead to it, and for no other."""
    child = next(each for each in asked.questions["questions"] if each.get("show_when"))
    parent = asked.question(child["show_when"]["question"])
    leading = child["show_when"]["in"][0]
    other = next(each["id"] for each in parent["options"] if each["id"] not in child["show_when"]["in"])
    totals = []
    for option in (other, leading):
        value = [option] if parent["type"] == "multiple" else option
        post_answer(contact, asked, parent, value, then="later")
        totals.append(contact.get(reverse("portal_questionnaire", args=[asked.pk])).context["total"])
    assert totals[1] > totals[0]


def answer_all(contact, asked) -> int:
    """From the first open question on, as the pages lead; gives how many answers demanded a file, without which they stay open."""
    url = contact.get(reverse("portal_questionnaire", args=[asked.pk])).context["next_url"]
    demanded = 0
    while "/questions/" in url:
        question = asked.question(url.rstrip("/").rpartition("/")[2])
        demanded += answer_one(contact, asked, question["id"])
        url = contact.get(reverse("portal_questionnaire", args=[asked.pk])).context["next_url"]
    return demanded


def answer_one(contact, asked, key: str) -> bool:
    """Answered, and then shown to be done; true where the answer had demanded a file."""
    question = asked.question(key)
    value = value_for(question)
    post_answer(contact, asked, question, value)
    given = questionnaire_engine.Given(value)
    needs = questionnaire_engine.needs_evidence(question, given) or question["type"] == "file"
    if needs:
        page = contact.get(reverse("portal_question", args=[asked.pk, key]))
        assert question["type"] == "file" or page.context["needs_file"]
        post_answer(contact, asked, question, value, file=proof())
    return needs and question["type"] != "file"


def post_answer(contact, asked, question: dict, value, *, then: str = "next", **files) -> None:
    said = {"then": then, **as_sent(question, value), **files}
    sent(contact, reverse("portal_question", args=[asked.pk, question["id"]]), said)


def as_sent(question: dict, value) -> dict:
    """The value as the fields of the page carry it."""
    if question["type"] == "date":
        return day("value", datetime.date.fromisoformat(value))
    if question["type"] == "table":
        return {f"row{number}_{key}": cell for number, row in enumerate(value) for key, cell in row.items()}
    return {} if value is None else {"value": "on" if question["type"] == "confirm" else value}


def submit(contact, asked):
    token = contact.get(reverse("portal_questionnaire_answers", args=[asked.pk])).context["as_person"]
    return contact.post(reverse("portal_questionnaire_submission", args=[asked.pk]), {"as_person": token})


def judge(analyst, asked, key: str, verdict: str, note: str = "") -> None:
    said = {f"{key}-verdict": verdict, f"{key}-note": note}
    sent(
        analyst, reverse("assessment_verdict", args=[asked.pk, key]), said, page=reverse("assessment", args=[asked.pk])
    )


def ask_back(analyst, asked, key: str, last: datetime.date) -> None:
    record = reverse("assessment", args=[asked.pk])
    judge(analyst, asked, key, "clarify", "Which site is meant")
    sent(analyst, reverse("assessment_clarification", args=[asked.pk]), day("due_on", last), page=record)
    with committed():
        assert [answer.question for answer in asked.answers.filter(is_reopened=True)] == [key]


def certify(world: dict, number: str, first: datetime.date, last: datetime.date) -> Certificate:
    """The contact uploads a certificate with its scope and days; the analyst accepts what the page shows."""
    said = {
        "holder_name": "Corrib Test Works",
        "certificate_number": number,
        "scope": "Test hall and its network",
        "sites": "Galway",
        "issuing_body": "Nordcert",
        "accreditation_body": "INAB",
        "applicability_version": "4",
        "file": proof("iso.pdf", PDF + number.encode()),
        **day("issued_on", first),
        **day("expires_on", last),
    }
    sent(visitor(world["contact"].user), reverse("portal_evidence_new", args=["certificates", "iso27001"]), said)
    with committed():
        made = Certificate.objects.get(number=number)
    accept(world, "certificates", made, "Test hall and its network")
    return made


def insure(world: dict) -> None:
    """The proof of insurance, with its limits."""
    with deed() as at:
        today = business_days.day_of(at)
    said = {
        "insured_name": "Corrib Test Works",
        "insurer": "Baltic Re",
        "policy_number": "P-1",
        "exclusions": "None",
        "currency": "USD",
        "limit": "5000000",
        "aggregate": "5000000",
        "deductible": "1000",
        "file": proof("policy.pdf"),
        **day("starts_on", today - datetime.timedelta(days=1)),
        **day("expires_on", today + datetime.timedelta(days=364)),
    }
    sent(visitor(world["contact"].user), reverse("portal_evidence_new", args=["insurance", "cyber"]), said)
    with committed():
        made = InsurancePolicy.objects.get()
    accept(world, "insurance", made, "Baltic Re")


def accept(world: dict, kind: str, row, shown: str) -> None:
    """Found on the desk's page beside its file, and accepted there; the contact sees it on the own page."""
    analyst, url = visitor(world["analyst"].user), reverse("evidence_review", args=[kind, row.pk])
    assert shown in seen(analyst, url)
    said = {"answer": "accept", "because": "Found in the register of the issuer"}
    sent(analyst, reverse("evidence_decision", args=[kind, row.pk]), said, page=url)
    own = seen(visitor(world["contact"].user), reverse("portal_evidence_record", args=[kind, row.pk]))
    assert "Accepted" in own and row.reference not in own


def show_papers(world: dict) -> None:
    """The certificate counts until tonight."""
    with deed() as at:
        today = business_days.day_of(at)
    certify(world, "IS-100", today - datetime.timedelta(days=300), today)
    insure(world)


def screen(world: dict) -> None:
    """The analyst looks along every dimension, a second person decides with a condition and reasons."""
    made = score(world)
    with deed() as at:
        today = business_days.day_of(at)
    decide(world, made, today)
    record = seen(visitor(world["officer"].user), reverse("subcontractor", args=[world["firm"].pk]))
    assert "Approved" in record and "The gap is small" in record


def score(world: dict, mark: str = "3", summary: str = "Sound, with a small gap") -> Screening:
    """Every dimension with the same mark and its source, then handed in."""
    analyst, firm = visitor(world["analyst"].user), reverse("subcontractor", args=[world["firm"].pk])
    sent(analyst, reverse("screening_opening", args=[world["firm"].pk]), page=firm)
    with deed() as at:
        today, made = business_days.day_of(at), Screening.objects.open().get(vendor=world["firm"])
        dimensions = [each["id"] for each in ScreeningGuide.objects.latest().content["dimensions"]]
    said = {"score": mark, "confidence": "high", "source": "Questionnaire and register", **day("fresh_on", today)}
    for dimension in dimensions:
        sent(analyst, reverse("screening_dimension", args=[made.pk, dimension]), said)
    page = reverse("screening", args=[made.pk])
    sent(analyst, reverse("screening_proposal", args=[made.pk]), {"summary": summary}, page=page)
    return made


def decide(world: dict, made: Screening, today: datetime.date) -> None:
    """Whoever screened cannot decide; whoever decides confirms with a second factor first."""
    page, url = reverse("screening", args=[made.pk]), reverse("screening_decision", args=[made.pk])
    decision = {
        "answer": "approve_with_conditions",
        "because": "The gap is small",
        "conditions": "Close the gate of the test hall",
        "owner": world["officer"].user.pk,
        **day("due_on", today + datetime.timedelta(days=30)),
        **day("valid_until", today + datetime.timedelta(days=200)),
    }
    own = visitor(world["analyst"].user, confirmed=True).post(url, decision)
    unconfirmed = visitor(world["approver"].user).post(url, decision)
    assert (own.status_code, unconfirmed.status_code) == (403, 303)
    sent(visitor(world["approver"].user, confirmed=True), url, decision, page=page)
    with committed():
        made.refresh_from_db()
        assert (made.status, made.decided_by_id) == ("approved_with_conditions", world["approver"].user.pk)
