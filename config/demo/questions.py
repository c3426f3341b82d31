"""What did the subcontractors of the demo answer? One is asked again, one has sent its answers, one has just begun."""

from audits.actions import findings, remedies
from audits.models import Finding
from config.demo import documents
from config.demo.story import Story
from vendors import answers_given, questionnaire_edits, questionnaire_engine
from vendors.actions import answers, corrections, delegations, questionnaire_drafts, questionnaires, time_requests
from vendors.models import Assessment
from vendors.questionnaire_engine import NOTHING

# question -> what a firm says where the first written answer is not its own
TEXTS = {
    "his-register": "{firm}, number 540218, in the companies register of the country where we sit. No other name so far.",
    "his-claims-detail": "A former customer asked for test data back in 2023. We returned it and changed how we label media.",
}
NUMBERS = {
    "fin-current-ratio": "1.8", "fin-dependence": "22", "tec-logs": "400", "tec-weaknesses": "14", "pro-notice": "24",
    "peo-training": "94", "peo-leavers": "1", "peo-turnover": "8",
}  # fmt: skip
CELLS = {
    "name": "Harbour Trust", "country": "IE", "share": "60", "owner": "{firm}", "licence": "Our own", "firm": "Delmar Pumps",
    "person": "Ines Caro", "contact": "ines.caro@delmar.example", "work": "Endurance tests", "task": "Calibration of sensors",
    "sees": "Serial numbers, no drawings", "bound": "yes", "service": "None", "region": "None", "holds": "Nothing",
    "people": "14", "administers": "yes",
}  # fmt: skip
MEETINGS = {
    "id": "cul-meetings", "section": "culture", "tiers": [1, 2], "type": "single", "required": True, "weight": 2,
    "text": "Do tools listen to or sum up meetings about our work?", "why": "A note-taker keeps every word, often abroad.",
    "evidence": {"need": "none"},
    "options": [
        {"id": "no", "text": "No, they are switched off", "score": 1, "risk": "none"},
        {"id": "own", "text": "Yes, on servers of our own", "score": 0.75, "risk": "low", "hint": "Say how long notes are kept."},
        {"id": "cloud", "text": "Yes, as a service", "score": 0, "risk": "high", "hint": "Switch it off in our meetings today."},
    ],
}  # fmt: skip
WEAKER = {"tec-logs": "120", "pro-notice": "48", "peo-training": "82"}


def answer(tale: Story) -> None:
    first = _sent(tale, "brightmoor", sent=88, due=-67)
    _answer_all(tale, first, "aoife", at=tale.ago(80), also={"pro-plan": "untested"})  # which opens a finding
    questionnaires.submit(first, by=tale.person("aoife"), at=tale.ago(79))
    questionnaires.accept(first, because="Sound", by=tale.staff("analyst"), at=tale.ago(76))
    _plan_for_what_it_opened(tale, first)
    again = _sent(tale, "brightmoor", sent=5, due=16)
    answers.save(again, "pro-notice", value="24", by=tale.person("aoife"), at=tale.ago(1))
    said = {
        "name": "Tomas Keane",
        "email": "tomas@brightmoor.example",
        "note": "You keep the test network, so you know best.",
    }
    delegations.ask(again, ["technical"], by=tale.person("aoife"), at=tale.ago(1), **said)
    _have_checked(tale)
    _sent(tale, "tallis", sent=12, due=9)
    _write_the_next(tale)


def _write_the_next(tale: Story) -> None:
    """The administrator is at the next version: a question on meetings with AI notes, and a shorter text of another."""
    by = tale.staff("administrator")
    draft = questionnaire_drafts.start(by=by, at=tale.ago(3))
    questionnaire_drafts.put(draft, "questions", MEETINGS, seen="", by=by, at=tale.ago(3))
    old = questionnaire_edits.find(draft.content, "questions", "cul-ai")
    new = {**old, "why": "What is typed or said to a public tool has left the house."}
    questionnaire_drafts.put(draft, "questions", new, seen=questionnaire_edits.mark(old), by=by, at=tale.ago(2))


def _have_checked(tale: Story) -> None:
    """Northfell has sent its answers, some of them weaker; Kestrel wants more time."""
    sent = _sent(tale, "northfell", sent=20, due=-2)
    _answer_all(tale, sent, "owen", at=tale.ago(4), also=WEAKER)
    questionnaires.submit(sent, by=tale.person("owen"), at=tale.ago(2))
    _say_otherwise(tale, sent)
    late = _sent(tale, "kestrel", sent=15, due=3)
    why = "Our head of IT is at a customer's until the end of the month."
    time_requests.ask(late, wanted_on=tale.day(17), because=why, by=tale.person("katrin"), at=tale.ago(1))


def _plan_for_what_it_opened(tale: Story, sent: Assessment) -> None:
    found = Finding.objects.get(submission__assessment=sent)
    steps = [("Talk one case through with both shifts", tale.day(20)), ("Write down what did not work", found.due_on)]
    cause = "The plan was new, and nobody had set a day to try it out."
    remedies.submit_plan(found, cause=cause, steps=steps, by=tale.person("aoife"), at=tale.ago(70))
    findings.accept_plan(found, because="One real case is enough", by=tale.staff("auditor"), at=tale.ago(69))


def _say_otherwise(tale: Story, sent: Assessment) -> None:
    """What the analyst holds against one answer of Northfell, and what its contact says to that."""
    why = "Your own rules, which you attached, keep logs for 90 days."
    said = {"value": "90", "counts": True, "because": why, "by": tale.staff("analyst"), "at": tale.ago(1)}
    row = corrections.make(sent, "tec-logs", **said)
    words = "The rules are from last year. Since May we keep them for 120 days; the new text follows this week."
    corrections.comment(row, answer="disagree", because=words, by=tale.person("owen"), at=tale.ago(hours=12))


def _sent(tale: Story, key: str, *, sent: int, due: int) -> Assessment:
    return questionnaires.send(tale.firms[key], due_on=tale.day(due), by=tale.staff("officer"), at=tale.ago(sent))


def _answer_all(tale: Story, sent: Assessment, who: str, *, at, also=None) -> None:
    """Question by question, as the answers lead on; one paper stands behind all that want one."""
    by, firm = tale.person(who), tale.people[who].vendor.name
    paper = documents.draw(f"Papers of {firm}", ["Policies and registers, invented for the demo"])
    done: set[str] = set()
    while waiting := [each for each in answers_given.shown(sent) if each["id"] not in done]:
        for asked in waiting:
            done.add(asked["id"])
            value = (also or {}).get(asked["id"]) or _value(asked, firm)
            answers.save(sent, asked["id"], value=value, by=by, at=at)
            if questionnaire_engine.may_have_evidence(asked, NOTHING):
                answers.attach(sent, asked["id"], paper, name="papers.pdf", by=by, at=at)


def _value(asked: dict, firm: str):
    if asked.get("options"):
        first = asked["options"][0]["id"]
        return [first] if asked["type"] == "multiple" else first
    if asked["type"] == "table":
        return [{column["id"]: _cell(column, firm) for column in asked["table"]["columns"]}]
    said = NUMBERS.get(asked["id"]) or TEXTS.get(asked["id"])
    return said.format(firm=firm) if said else None


def _cell(column: dict, firm: str) -> str:
    return column["choices"][0]["id"] if column["type"] == "choice" else CELLS[column["id"]].format(firm=firm)
