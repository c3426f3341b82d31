"""What would this amendment say, and what stands against issuing it? The counterpart of drafting.py for papers that change one."""

from dataclasses import dataclass, field
from functools import cached_property

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from agreements import consolidated, drafting, penalty_table, schedules
from agreements.models import REPLACE, Agreement, Amendment, ClauseEdition, Deviation
from agreements.rendering import checking, composing, consolidating, wording


@dataclass(frozen=True)
class AmendmentDraft:
    """Has the face of drafting.Draft, so that one page and one action issue both."""

    agreement: Agreement
    amendment: Amendment
    agreed: tuple[dict, ...] = ()  # Deviation.as_agreed, in the order in which it was agreed
    notes: tuple = ()
    definitions: dict = field(default_factory=dict)
    known: dict = field(default_factory=dict)  # an amendment is written in words, without variables
    choices: tuple = ()

    @cached_property
    def amends(self) -> Agreement:
        return self.amendment.amends

    @cached_property
    def template(self) -> dict:
        return self.amends.template.content

    @cached_property
    def before(self) -> list[dict]:
        """The clauses as they stand, after the amendments that are signed."""
        return consolidated.text(self.amends)

    @cached_property
    def old_values(self) -> dict:
        return consolidated.values(self.amends)

    @cached_property
    def new_values(self) -> dict:
        said = self.amendment.variables
        return {name: value for name, value in said.items() if str(value) != str(self.old_values.get(name))}

    @property
    def values(self) -> dict:
        return {"effective_on": self.amendment.effective_on.isoformat()}

    @cached_property
    def changes(self) -> list[dict]:
        """What the drafter wrote, then the clauses that a new value changes, each once, and as it was agreed where it was."""
        written = {change["key"] for change in self.amendment.changes}
        proposed = [*self.amendment.changes, *(each for each in self._followed[0] if each["key"] not in written)]
        return consolidating.negotiated(proposed, self.agreed)

    @cached_property
    def sums(self) -> list[dict]:
        """A table of agreed sums that takes the place of the one before."""
        return penalty_table.drafted(self.agreement, {row["key"]: row["title"] for row in self.before})

    @cached_property
    def schedules(self) -> dict:
        """Those of assets and contacts that take the place of the ones before."""
        return schedules.amended(self.agreement)

    @cached_property
    def after(self) -> list[dict]:
        return consolidating.applied(self.before, self.changes, self.amendment.number)

    @cached_property
    def _followed(self) -> tuple[list[dict], list[dict]]:
        """Clauses with their words for the new values; and those that name one and were written by hand."""
        changed: list[dict] = []
        by_hand: list[dict] = []
        for section in self.before if self.new_values else []:
            found = _renewed(section, self.amends.jurisdiction, self.old_values, self.new_values)
            if found is not None:
                (changed if found else by_hand).append(
                    {"op": REPLACE, "key": section["key"], "title": section["title"], "sentences": found}
                )
        return changed, by_hand

    @cached_property
    def body(self) -> dict:
        with translation.override(drafting.LANGUAGE):
            return _body(self)

    @cached_property
    def html(self) -> str:
        with translation.override(drafting.LANGUAGE):
            return render_to_string(drafting.TEXT, {"body": self.body})

    @property
    def to_share(self) -> dict:
        """The body for the other side (SharedText). Who approves another wording is named by the library's clause."""
        clauses = ClauseEdition.objects.newest().filter(key__in=[change["key"] for change in self.changes])
        approvers = {clause.key: clause.content.get("approver") for clause in clauses}
        sections = [
            {
                **section, "approver": approvers.get(section["key"]) or "legal", "mandatory": False,
                "sentences": [{**row, "source": row["text"]} for row in section["sentences"]],
            }
            for section in self.body["sections"]
        ]  # fmt: skip
        return {**{name: value for name, value in self.body.items() if name != "changes"}, "sections": sections}

    def filled(self, text: str) -> str:
        return text

    @cached_property
    def stops(self) -> list[checking.Problem]:
        return [checking.Problem("contradiction", key, said) for key, said in self._against()]

    @cached_property
    def warnings(self) -> list[checking.Problem]:
        """Dates and access go by the numbers, not by the words that were agreed in their stead."""
        followed, sentence = {each["key"]: each["title"] for each in self._followed[0]}, _(
            "“%(title)s” was agreed in other words than those that follow from the new numbers. Dates go by the numbers: make them say what the clause says."
        )  # fmt: skip
        return [
            checking.Problem("warn", f"negotiated-{key}", sentence % {"title": followed[key]}, key)
            for key in dict.fromkeys(each["clause"] for each in self.agreed)
            if key in followed
        ]

    def _against(self):
        if self.amends.status != "signed":
            yield "not-in-force", _("The agreement that this changes is not in force.")
        if not self.changes and not self.sums and not self.schedules:
            yield "no-change", _("Change a clause, a value or a schedule first. There is nothing to sign yet.")
        if self.amendment.effective_on < self.amends.starts_on:
            yield "too-early", _("It cannot take effect before the first day of the agreement.")
        written = {change["key"] for change in self.amendment.changes}
        for each in self._followed[1]:
            if each["key"] not in written:
                yield (
                    f"by-hand-{each['key']}",
                    _("“%(title)s” names a changed value and was written by hand. Replace it.") % each,
                )
        yield from _values_against(self.new_values)


def look(paper: Agreement) -> AmendmentDraft:
    found = Amendment.objects.select_related("amends", "amends__template", "amends__vendor").get(paper=paper)
    return AmendmentDraft(
        paper, found, tuple(row.as_agreed for row in Deviation.objects.filter(agreement=paper).agreed())
    )


def open_values(agreement: Agreement) -> dict[str, dict]:
    """Name -> definition of the numbers that its clauses name: what an amendment may set anew."""
    keys = [section["key"] for section in consolidated.text(agreement)]
    named = {
        name: definition
        for content in ClauseEdition.objects.newest().filter(key__in=keys).values_list("content", flat=True)
        for name, definition in content["definitions"].items()
        if definition["type"] in wording.NUMBERS
    }
    return {name: row for name, row in named.items() if not wording.is_empty(agreement.variables.get(name))}


def _values_against(new: dict):
    months = wording.as_number(new.get("term_months"))
    if "term_months" in new and (months is None or months < 1):
        yield "term-positive", _("The term must be at least one month.")


def _renewed(section: dict, country: str, old: dict, new: dict) -> list[str] | None:
    """The clause's sentences with the new values; [] where its words are no longer the library's; None where it names none."""
    editions = list(
        ClauseEdition.objects.filter(key=section["key"]).order_by("-number").values_list("content", flat=True)
    )
    texts = [(content, composing.sentences(content, country)) for content in editions]
    if not any(set(wording.names_in(*sentences)) & set(new) for _content, sentences in texts):
        return None
    here = [sentence["text"] for sentence in section["sentences"]]
    for content, sentences in texts:
        if _filled(sentences, content, old) == here:
            return _filled(sentences, content, {**old, **new})
    return [] if here else None


def _filled(sentences: list[str], content: dict, values: dict) -> list[str]:
    with translation.override(drafting.LANGUAGE):
        said = {name: wording.say(values.get(name), row) for name, row in content["definitions"].items()}
        return [wording.fill(text, said) for text in sentences]


def _body(draft: AmendmentDraft) -> dict:
    """The same shape as every paper's, and the changes themselves as data."""
    amendment, amends = draft.amendment, draft.amends
    day = wording.say(amendment.effective_on, {"type": "date"})
    signed = wording.say(amends.signed_at.date() if amends.signed_at else None, {"type": "date"})
    names = {section["key"]: section for section in draft.before}
    return {
        "title": f"Amendment {amendment.number} to: {amends.title}",
        "amends": amends.document_sha256,
        "template": {"key": "amendment", "version": amendment.number},
        "country": amends.jurisdiction,
        "parties": amends.body.get("parties", []),
        "background": [
            f"The parties have signed “{amends.title}” on {signed} (fingerprint of its text, SHA-256: {amends.document_sha256}).",
            f"They change it as follows, with effect from {day}.",
            *_replaced(draft),
            "All else that was agreed stays in force as it is.",
        ],
        "sections": [_section(place, change, names.get(change["key"])) for place, change in enumerate(draft.changes, 1)],
        "closing": amends.body.get("closing", ""),
        "changes": draft.changes,
        "values": draft.new_values,
        **({"penalties": draft.sums} if draft.sums else {}),
        **draft.schedules,
    }  # fmt: skip


def _replaced(draft: AmendmentDraft) -> list[str]:
    """A sentence for each schedule that is another one from then on."""
    found, said = [], draft.schedules
    if draft.sums:
        found.append("The schedule of agreed sums")
    if said.get("assets"):
        found.append(f"{said['asset_title']} (assets)")
    if "contacts" in said:
        found.append(f"{said['contact_title']} (contacts)")
    sentences = [f"{name} is replaced by the one at the end of this paper." for name in found]
    return sentences + ([f"{said['asset_title']} lists no asset any more."] if said.get("assets") == [] else [])


def _section(place: int, change: dict, section: dict | None) -> dict:
    """`place`, for a clause that was there: its number in the agreement, by which the text says what becomes of it."""
    numbered = [{"number": f"{place}.{each}", "text": text} for each, text in enumerate(change["sentences"], 1)]
    return {
        "number": place, "key": change["key"], "version": 1, "title": change["title"], "plain": "", "sentences": numbered,
        **({"place": section["number"]} if section else {}),
    }  # fmt: skip
