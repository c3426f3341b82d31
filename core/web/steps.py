"""How does one report come in short steps? What was typed travels along in the page and is checked again at each step.

Nothing is kept before the last step is sent, so that going back, reloading and giving up leave nothing behind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True)
class Steps:
    """`make(data, files)` gives the form of each step, blank ones for None. `show(request, context, status)` draws the
    page; `send(request, *forms)` acts, once all of them hold.

    POST `step` names the step that was filled in; `go` leads to another one without asking: "back", or its number.
    """

    labels: list[str]
    make: Callable[..., list[forms.Form]]
    show: Callable[[HttpRequest, dict, int], HttpResponse]
    send: Callable[..., HttpResponse]

    def answer(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self._draw(request, self.make(None, None), 1)
        step, go = self._number(request.POST.get("step"), 1), request.POST.get("go")
        if go:
            return self._turn_to(request, max(step - 1, 1) if go == "back" else self._number(go, step))
        filled = self.make(request.POST, request.FILES)
        if wrong := next((number for number in range(1, step + 1) if not filled[number - 1].is_valid()), 0):
            return self._draw(request, filled, wrong, status=422)
        return self._turn_to(request, step + 1) if step < len(self.labels) else self.send(request, *filled)

    def again(self, request: HttpRequest, filled: list[forms.Form], *, status: int) -> HttpResponse:
        """The last step once more, with what stopped it among the errors of its form."""
        return self._draw(request, filled, len(self.labels), status=status)

    def _number(self, said: Any, otherwise: int) -> int:
        return int(said) if said in {str(number) for number in range(1, len(self.labels) + 1)} else otherwise

    def _turn_to(self, request, step: int):
        """The step with what was typed before, and no complaint about what was not asked yet."""
        shown = self.make(request.POST, request.FILES)
        blank = self.make(None, None)[step - 1]
        for name, field in shown[step - 1].fields.items():
            if name in request.POST:
                blank.initial[name] = field.widget.value_from_datadict(request.POST, request.FILES, name)
        shown[step - 1] = blank
        return self._draw(request, shown, step)

    def _draw(self, request, shown, step: int, *, status: int = 200):
        """The step's own fields to fill in, those of the other steps as hidden ones."""
        others = [form for number, form in enumerate(shown, start=1) if number != step]
        context = {
            "forms": shown,
            "form": shown[step - 1],
            "step": step,
            "is_last": step == len(self.labels),
            "hidden": _carried(request, others),
            "steps": self._list(step),
        }
        return self.show(request, context, status)

    def _list(self, current: int) -> list[dict]:
        states = ["done" if number < current else "current" if number == current else "" for number in self._numbers()]
        return [{"label": label, "url": "", "state": state} for label, state in zip(self.labels, states, strict=True)]

    def _numbers(self) -> range:
        return range(1, len(self.labels) + 1)


def _carried(request, others) -> list[tuple[str, str]]:
    """Files do not travel: they are chosen on the last step."""
    names = [name for form in others for name, field in form.fields.items() if not isinstance(field, forms.FileField)]
    return [(name, value) for name in names for value in request.POST.getlist(name)]
