"""What does a side type when it wants a clause otherwise, or answers such a wish?"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements.rendering import differing, wording
from core.web.widgets import LongText

KINDS = [
    ("change", _l("I propose another wording")), ("strike", _l("We cannot accept this clause at all")),
    ("question", _l("I have a question or a comment")),
]  # fmt: skip
ANSWERS = {
    "accept": _l("Accept it: it becomes the text"), "refuse": _l("Refuse it"), "counter": _l("Offer another wording"),
    "answer": _l("Answer it"), "insist": _l("Propose yet another wording"),
}  # fmt: skip
WITH_WORDS = {"change", "add", "counter", "insist"}


class SentencesForm(forms.Form):
    """A field for each sentence, and one for more. `names`: the variables that may be written as {{name}}; None: none may."""

    choice = ""  # the field that says whether the sentences count

    def put_sentences(self, texts: list[str], numbers: list[str], names) -> None:
        self.names = names
        self.places = [f"s-{place}" for place in range(len(texts))]
        for name, text, number in zip(self.places, texts, numbers, strict=True):
            label = _("Sentence %(number)s") % {"number": number}
            self.fields[name] = LongText(label, required=False, initial=text, rows=4)
        if texts:
            self.fields[self.places[0]].help_text = _("Only for another wording. To drop a sentence, empty its box.")
        more = LongText(_l("Further sentences"), required=False, rows=4)
        more.help_text = (
            _("They come after the others, each on a line of its own.") if texts else _("Each on a line of its own.")
        )
        self.fields["more"] = more

    def typed(self) -> list[str]:
        """The sentences in order, as they would read."""
        said = self.cleaned_data
        return [
            text
            for text in [*(said.get(name, "") for name in self.places), *said.get("more", "").splitlines()]
            if text.strip()
        ]

    def check_sentences(self, before: list[str], same: str) -> None:
        """Only where a wording was chosen: there is one, it says something else, and names what we know."""
        place = self.places[0] if self.places else "more"
        typed = self.typed()
        if not typed:
            self.add_error(place, _("Write at least one sentence"))
        elif not differing.differs(before, typed):
            self.add_error(place, same)
        for name in [*self.places, "more"]:
            self._check_names(name)

    def _check_names(self, name: str) -> None:
        text = self.cleaned_data.get(name, "")
        if self.names is None and ("{{" in text or "}}" in text):
            self.add_error(name, _("Write the words themselves, without double braces"))
        unknown = [each for each in wording.names_in(text) if self.names is not None and each not in self.names]
        if unknown:
            said = {"name": unknown[0]}
            self.add_error(name, _("No answer of this draft is called “%(name)s”. Write the words themselves") % said)


class ProposalForm(SentencesForm):
    """One clause as a side wants it. `section` is the clause as it reads; None: a new one. `kept`: what was kept before."""

    kind = forms.ChoiceField(
        label=_l("What is it?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _l("Choose what it is")},
    )
    title = forms.CharField(
        label=_l("Title of the clause"), max_length=200, error_messages={"required": _l("Give the new clause a title")}
    )
    because = LongText(
        _l("Why?"), help_text=_l("The other side reads it with your name."), missing=_l("Write down the reason"),
    )  # fmt: skip

    def __init__(self, data=None, *, section: dict | None, kept=None, names=None):
        super().__init__(data)
        self.section, self.before = section, [row["text"] for row in section["sentences"]] if section else []
        wanted = kept.texts if kept and kept.words else self.before
        texts = [*wanted, *[""] * max(0, len(self.before) - len(wanted))] if section else []
        numbers = [f"{section['number']}.{place}" for place in range(1, len(texts) + 1)] if section else []
        self.put_sentences(texts, numbers, names)
        if section:
            del self.fields["title"]
            self.fields["kind"].initial = kept.kind if kept else "change"
        else:
            del self.fields["kind"]
            self.fields["title"].initial = kept.title if kept else ""
            self.fields["more"].initial = "\n".join(kept.texts) if kept else ""
        self.fields["because"].initial = kept.because if kept else ""
        self.order_fields(["kind", "title", *self.places, "more", "because"])

    def clean(self):
        said = super().clean()
        if not self.section or said.get("kind") == "change":
            self.check_sentences(
                self.before, _("This is the wording as it stands. Change it, or choose another answer above")
            )
        return said

    def answers(self) -> dict:
        """Keyword arguments for actions.deviations."""
        said = self.cleaned_data
        kind = said["kind"] if self.section else "add"
        return {
            "kind": kind, "title": said.get("title", ""), "because": said["because"],
            "typed": self.typed() if kind in WITH_WORDS else [],
        }  # fmt: skip


class AnswerForm(SentencesForm):
    """A word on somebody's proposal. `possible`: the answers that are open now; `seen`: how many steps the page showed."""

    answer = forms.ChoiceField(
        label=_l("Your answer"), widget=forms.RadioSelect, error_messages={"required": _l("Choose an answer")}
    )
    because = LongText(_l("Reason, or answer"), required=False, help_text=_l("The other side reads it with your name."))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, deviation, possible, names=None):
        super().__init__(data)
        self.deviation = deviation
        self.fields["answer"].choices = [(each, ANSWERS[each]) for each in possible]
        if len(possible) == 1:
            self.fields["answer"].initial = possible[0]
        self.fields["seen"].initial = deviation.steps.count()
        self.put_sentences([], [], names)
        if WITH_WORDS & set(possible):
            texts = deviation.texts or [row["text"] for row in deviation.before]
            self.put_sentences(texts, [str(place) for place in range(1, len(texts) + 1)], names)
        else:
            del self.fields["more"]
        self.order_fields(["answer", *self.places, "more", "because"])

    def clean(self):
        said = super().clean()
        answer = said.get("answer")
        if answer in ("refuse", "counter", "answer", "insist") and not said.get("because", "").strip():
            self.add_error("because", _("Write down the reason; the other side reads it"))
        if answer in WITH_WORDS:
            self.check_sentences(
                self.deviation.texts, _("This is the wording that was proposed. Change it, or accept it")
            )
        return said

    def answers(self) -> dict:
        said = self.cleaned_data
        typed = self.typed() if said["answer"] in WITH_WORDS else []
        return {"answer": said["answer"], "because": said["because"], "typed": typed, "seen": said["seen"]}


class RoundForm(forms.Form):
    note = LongText(
        _l("A word to go with it"), required=False, help_text=_l("Read by those who decide, with your name.")
    )
    nothing = forms.BooleanField(required=False, widget=forms.HiddenInput)  # there is nothing to change in the text


class RemarkForm(forms.Form):
    text = LongText(_l("Remark"), missing=_l("Write the remark"))
