"""Who approves, signs, witnesses and gets a copy of a paper that is issued, and why do its warnings not stand against it?"""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements import drafting, table
from agreements.models import APPROVER, COMPANY, RECIPIENT, SUBCONTRACTOR, WITNESS, WORKER
from agreements.policies.agreements import TIME_TO_SIGN
from agreements.rendering import terms
from agreements.table import Place
from core.models import User
from core.web.two_hands import TwoHands
from core.web.widgets import DateField
from vendors.models import Person

ORDERS = [
    ("", _l("The subcontractor first, then the company")),
    ("company", _l("The company first, then the subcontractor")),
    ("any", _l("In any order")),
]


def _people(label, hint):
    return forms.ModelMultipleChoiceField(
        label=label, help_text=hint, queryset=Person.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )


def _staff(label, hint):
    return forms.ModelMultipleChoiceField(
        label=label, help_text=hint, queryset=User.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )


class IssueForm(forms.Form):
    """Each warning is set aside with a reason of its own. Nobody ticked for a side: whoever may sign for it does."""

    for_subcontractor = _people(
        _l("Who signs for the subcontractor"),
        _l("Each one ticked signs. With nobody ticked, any one of those who may sign for it does."),
    )
    for_company = _staff(
        _l("Who signs for the company"),
        _l("Each one ticked signs. With nobody ticked, any one with the right to countersign does."),
    )
    order = forms.ChoiceField(
        label=_l("Who signs first"), choices=ORDERS, required=False, widget=forms.RadioSelect, initial=""
    )
    approvers = _staff(_l("Who approves it first"), _l("Nobody is asked to sign before all of them have approved."))
    witnesses = _people(_l("Who witnesses, of the subcontractor"), _l("They are asked when everybody has signed."))
    our_witnesses = _staff(_l("Who witnesses, of ours"), _l("They are asked when everybody has signed."))
    recipients = _people(
        _l("Who gets a copy besides"), _l("Told when it is sealed. They can read the agreement from now on.")
    )
    sign_by = DateField(
        label=_l("Last day to sign"),
        help_text=_l("After it the agreement lapses; you can give more time before."),
        required=False,
    )

    def __init__(self, *args, draft: drafting.Draft, viewer, at: datetime.datetime):
        super().__init__(*args)
        self.fields["sign_by"].initial = terms.day_of(at, draft.agreement.zone) + TIME_TO_SIGN
        self.agreement, self.draft = draft.agreement, draft
        people = Person.objects.visible_to(viewer).filter(vendor=self.agreement.vendor_id, departed_at=None)
        for name, rows in [
            ("for_subcontractor", people.filter(is_signatory=True)),
            ("for_company", table.ours("agreements.countersign")),
            ("approvers", table.ours("agreements.read")),
            ("witnesses", people.exclude(pk=self.agreement.person_id).exclude(user=None)),
            ("our_witnesses", table.ours("agreements.read")),
            ("recipients", people.exclude(pk=self.agreement.person_id).exclude(user=None)),
        ]:
            self.fields[name].queryset = rows.order_by("name")
            self.fields[name].label_from_instance = _said
        signatories = list(self.fields["for_subcontractor"].queryset[:2])
        self.fields["for_subcontractor"].initial = [each.pk for each in signatories] if len(signatories) == 1 else []
        for problem in draft.warnings:
            self.fields[f"why-{problem.id}"] = forms.CharField(
                label=_("Why this warning does not stand against it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": _("Write down why this does not stand against issuing: %(message)s") % {"message": problem.message}},
            )  # fmt: skip
        if self.agreement.person_id:
            for name in ("for_subcontractor", "for_company", "order"):
                del self.fields[name]
        for name in [name for name, field in self.fields.items() if getattr(field, "queryset", True) is not True]:
            if name != "for_subcontractor" and not self.fields[name].queryset.exists():
                del self.fields[name]

    def warnings(self) -> list[dict]:
        """Each warning with the field for its reason."""
        return [{"note": problem, "field": self[f"why-{problem.id}"]} for problem in self.draft.warnings]

    def reasons(self) -> dict[str, str]:
        """Id of a warning -> why it is set aside."""
        return {problem.id: self.cleaned_data[f"why-{problem.id}"] for problem in self.draft.warnings}

    def signing(self) -> list:
        """The fields that say who signs, for the page; the others are at the side of it."""
        return [self[name] for name in ("for_subcontractor", "for_company", "order", "sign_by") if name in self.fields]

    def beside(self) -> list:
        names = ("approvers", "witnesses", "our_witnesses", "recipients")
        return [self[name] for name in names if name in self.fields]

    def places(self) -> list[Place]:
        """The table: approvers, then the signers in their order, then witnesses; who gets a copy comes last."""
        said, found = self.cleaned_data, [Place(APPROVER, 1, user) for user in self.cleaned_data.get("approvers", ())]
        position = 1
        for roles in self._order():
            position += 1
            found += [place for role in roles for place in self._signers(role, position)]
        for name in ("witnesses", "our_witnesses"):
            found += [Place(WITNESS, position + 1, holder) for holder in said.get(name, ())]
        return found + [Place(RECIPIENT, position + 2, person) for person in said.get("recipients", ())]

    def _order(self) -> list[list[str]]:
        """The roles that sign, those of one step together."""
        roles = self.agreement.signed_by
        if self.cleaned_data.get("order") == "any":
            return [roles]
        first = COMPANY if self.cleaned_data.get("order") == "company" else ""
        return [[role] for role in sorted(roles, key=lambda role: (role != first, roles.index(role)))]

    def _signers(self, role: str, position: int) -> list[Place]:
        if role == WORKER:
            return [Place(role, position, self.agreement.person)]
        name = {SUBCONTRACTOR: "for_subcontractor", COMPANY: "for_company"}[role]
        return [Place(role, position, holder) for holder in self.cleaned_data.get(name) or [None]]


def _said(holder) -> str:
    """The name, and what they do there."""
    return ", ".join(filter(None, [holder.name, getattr(holder, "job_title", "")]))


class MoreTimeForm(TwoHands, forms.Form):
    sign_by = DateField(label=_l("Last day to sign"))
    because = forms.CharField(
        label=_l("Why there is more time"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("The signers read it."), error_messages={"required": _l("Write down why there is more time")},
    )  # fmt: skip
