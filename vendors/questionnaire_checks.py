"""Does a questionnaire hang together? Pure: content as vendors/starter/questionnaire.yaml lays it out, problems in words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from vendors.questionnaire_engine import RISKS

CHOICES = ("single", "yes_no", "multiple", "confirm")
KINDS = (*CHOICES, "number", "date", "text", "table", "file")
COLUMN_KINDS = ("text", "number", "date", "choice", "yes_no", "country")
TIERS = (1, 2, 3)
MOST_WEIGHT = 5


@dataclass(frozen=True)
class Problem:
    """`where`: details, sections or questions; `key`: the id of the section or question, "" for the whole."""

    where: str
    key: str
    sentence: str


def problems(content: dict, *, dimensions: Iterable[str] = (), demanded: Iterable[str] = ()) -> list[Problem]:
    """`dimensions`: those a section may count for (none: any). `demanded`: sections that other forms send firms to."""
    return [
        *(Problem("details", "", sentence) for sentence in _details(content)),
        *_sections(content, set(dimensions), set(demanded)),
        *_questions(content),
    ]


def _details(content: dict) -> Iterator[str]:
    if not content["title"].strip() or not content["intro"].strip():
        yield _("The questionnaire needs a title and an introduction.")
    for chosen in content["sets"]:
        name = {"name": chosen["title"]}
        if not any(chosen["tier"] in question["tiers"] for question in content["questions"]):
            yield _("“%(name)s” asks nothing.") % name
        if chosen["minutes"] < 1:
            yield _("Say how many minutes “%(name)s” takes.") % name
    if sum(section["weight"] for section in content["sections"]) != 100:
        total = sum(section["weight"] for section in content["sections"])
        yield _("The weights of the sections make %(total)s together; they must make 100.") % {"total": total}


def _sections(content: dict, dimensions: set, demanded: set) -> Iterator[Problem]:
    used, held = {question["section"] for question in content["questions"]}, set()
    for section in content["sections"]:
        key, name = section["id"], {"name": section["title"] or section["id"]}
        if key in held:
            yield Problem("sections", key, _("Two sections have the identifier %(key)s.") % {"key": key})
        if not section["title"].strip() or not section["intro"].strip():
            yield Problem("sections", key, _("Section “%(name)s” needs a title and an introduction.") % name)
        if key not in used:
            yield Problem("sections", key, _("Section “%(name)s” asks nothing.") % name)
        if dimensions and section["dimension"] not in dimensions:
            yield Problem("sections", key, _("Say what section “%(name)s” counts for in the screening.") % name)
        held.add(key)
    for key in sorted(demanded - held):
        sentence = _("The inherent-risk form asks for a section %(key)s, which is not there.") % {"key": key}
        yield Problem("sections", "", sentence)


def _questions(content: dict) -> Iterator[Problem]:
    times = Counter(question["id"] for question in content["questions"])
    sections: set[str] = {section["id"] for section in content["sections"]}
    earlier: dict[str, dict] = {}
    for question in content["questions"]:
        name = {"name": question["text"] or question["id"], "key": question["id"]}
        found = [
            *([_("two questions have the identifier %(key)s") % name] if times[question["id"]] > 1 else []),
            *_words(question, sections),
            *_kind(question),
            *_evidence(question),
            *_branch(question, earlier),
        ]
        for what in found:
            yield Problem("questions", question["id"], _("“%(name)s”: %(what)s.") % {**name, "what": what})
        earlier[question["id"]] = question


def _words(question: dict, sections: set) -> Iterator[str]:
    if not question["text"].strip().endswith(("?", ".")):
        yield _("the question must end with a question mark or a full stop")
    if not question["why"].strip().endswith("."):
        yield _("say in a sentence why it is asked")
    if question["section"] not in sections:
        yield _("it belongs to no section")
    if not question["tiers"] or set(question["tiers"]) - set(TIERS):
        yield _("choose the tiers that are asked")
    if not 0 <= question["weight"] <= MOST_WEIGHT:
        yield _("the weight must be 0 to %(most)s") % {"most": MOST_WEIGHT}


def _kind(question: dict) -> Iterator[str]:
    kind = question["type"]
    if kind not in KINDS:
        yield _("its kind is unknown")
    if ("options" in question) != (kind in CHOICES) or any(
        (part in question) != (kind == part) for part in ("number", "table", "file")
    ):
        yield _("what belongs to its kind is missing, or something of another kind is there")
        return
    if kind in CHOICES:
        yield from _options(question)
    elif kind == "number":
        yield from _number(question["number"])
    elif kind == "table":
        yield from _table(question["table"])
    elif kind == "file" and not question["file"]["what"].strip():
        yield _("say which file is asked for")


def _options(question: dict) -> Iterator[str]:
    options, least = question["options"], 1 if question["type"] == "confirm" else 2
    if len(options) < least or (question["type"] == "confirm" and len(options) != 1):
        yield _("it needs one answer") if least == 1 else _("it needs at least two answers")
    if len({option["id"] for option in options}) != len(options):
        yield _("two answers have the same identifier")
    yield from _judged(options)
    scores = [option["score"] for option in options if "score" in option]
    if bool(scores) != (question["weight"] > 0):
        yield (
            _("it has a weight but no answer has a score")
            if question["weight"]
            else _("its answers have scores but it has no weight")
        )
    elif scores and not _is_reachable(question):
        yield _("no answer, or no answers together, reach the full score of 1")
    if any(option.get("knock_out") for option in options) and not question.get("knock_out"):
        yield _("an answer refuses, so the question must be marked as one that can refuse")


def _is_reachable(question: dict) -> bool:
    scores = [option.get("score", 0) for option in question["options"]]
    together = sum(option.get("score", 0) for option in question["options"] if not option.get("exclusive"))
    return max(scores) == 1 or (question["type"] == "multiple" and round(together, 6) == 1)


def _judged(parts: list[dict]) -> Iterator[str]:
    """What holds for options and for the bands of numbers."""
    for number, part in enumerate(parts, start=1):
        name = {"name": part.get("text") or _("range %(number)s") % {"number": number}}
        if "text" in part and not part["text"].strip():
            yield _("answer %(number)s has no words") % {"number": number}
        if not 0 <= part.get("score", 0) <= 1:
            yield _("the score of “%(name)s” must be 0 to 1") % name
        if part.get("risk") not in RISKS:
            yield _("say the risk of “%(name)s”") % name
        elif part["risk"] != "none" and not part.get("hint", "").strip().endswith("."):
            yield _("say in a sentence why “%(name)s” is a risk and what lessens it") % name
        if part.get("knock_out") and (part.get("score", 0) != 0 or part.get("risk") != "high"):
            yield _("“%(name)s” refuses, so its score must be 0 and its risk high") % name


def _number(rules: dict) -> Iterator[str]:
    bands = rules.get("bands", [])
    limits = [band["up_to"] for band in bands[:-1] if "up_to" in band]
    if "min" in rules and "max" in rules and rules["min"] >= rules["max"]:
        yield _("the least number must be below the most")
    if bands and ("up_to" in bands[-1] or len(limits) != len(bands) - 1 or sorted(set(limits)) != limits):
        yield _("the limits of its ranges must rise, and the last one must have none")
    yield from _judged(bands)


def _table(rules: dict) -> Iterator[str]:
    columns = rules["columns"]
    if not columns:
        yield _("its table needs a column")
    if len({column["id"] for column in columns}) != len(columns):
        yield _("two columns have the same identifier")
    if rules["max_rows"] < 1:
        yield _("its table needs at least one row")
    for number, column in enumerate(columns, start=1):
        name = {"name": column["label"] or number}
        if not column["label"].strip() or column["type"] not in COLUMN_KINDS:
            yield _("column “%(name)s” needs a name and a kind") % name
        if column["type"] == "choice" and len(column.get("choices", [])) < 2:
            yield _("column “%(name)s” needs at least two choices") % name


def _evidence(question: dict) -> Iterator[str]:
    rule, own = question["evidence"], {option["id"] for option in question.get("options", [])}
    if rule["need"] not in ("required", "optional", "none"):
        yield _("say whether a file is asked for")
    if (rule["need"] != "none") != bool(rule.get("what", "").strip()):
        yield _("say which file is asked for, or ask for none")
    if set(rule.get("when", [])) - own:
        yield _("a file is asked for with an answer that is not there")


def _branch(question: dict, earlier: dict) -> Iterator[str]:
    rule = question.get("show_when")
    if not rule:
        return
    parent = earlier.get(rule["question"])
    if parent is None:
        yield _("the question that leads to it does not come before it")
        return
    if not rule["in"] or set(rule["in"]) - {option["id"] for option in parent.get("options", [])}:
        yield _("choose which answers to “%(parent)s” lead to it") % {"parent": parent["text"]}
    if set(question["tiers"]) - set(parent["tiers"]):
        yield _("it is asked of tiers that are not asked “%(parent)s”") % {"parent": parent["text"]}
