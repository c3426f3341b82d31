"""What a subcontractor says about a certificate or an insurance, as the catalogue asks for it, and the file itself."""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core.web.widgets import DateField
from vendors import currencies, evidence_terms
from vendors.forms.amounts import WholeAmountField

# Field of the catalogue -> field of the record; what is not named here is kept in `details`.
CERTIFICATE = {
    "holder_name": "holder", "certificate_number": "number", "participant_id": "number", "issuing_body": "issuer", "auditor": "issuer",
    "accreditation_body": "accreditation_body", "scope": "scope", "sites": "sites",
}  # fmt: skip
POLICY = {
    "insured_name": "holder", "policy_number": "number", "insurer": "insurer", "insurer_rating": "insurer_rating", "currency": "currency",
    "limit": "limit", "aggregate": "aggregate", "deductible": "deductible", "retroactive_on": "retroactive_on", "exclusions": "exclusions",
}  # fmt: skip
DATES = {"issued_on", "starts_on", "expires_on", "valid_from"}


class EvidenceForm(forms.Form):
    """Fields as the catalogue lists them. The period is checked against `today`, a day in the organisation's zone."""

    first = "issued_on"
    names: dict[str, str] = {}

    def __init__(self, rules: list[dict], *args, today: datetime.date, **options):
        super().__init__(*args, **options)
        self.today, self.rules = today, rules
        for rule in rules:
            self.fields[rule["name"]] = _field(rule)
        self.fields["file"] = forms.FileField(
            label=_l("The document itself"), help_text=_l("PDF or a picture, as you received it"),
            error_messages={"required": _l("Choose the file"), "empty": _l("The file is empty. Choose another one")},
        )  # fmt: skip

    def clean(self):
        found = super().clean()
        last = "expires_on" if found.get("expires_on") else self.first
        if not found.get(self.first) or self.errors.keys() & DATES:
            return found
        start, end = self.period
        if end < start:
            self.add_error("expires_on", _("The end must not lie before the start"))
        elif end < self.today:
            self.add_error(last, _("This has ended already. Upload the one that is valid now"))
        return found

    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        return self.cleaned_data[self.first], self.cleaned_data["expires_on"]

    @property
    def said(self) -> dict:
        """Keyword arguments for the upload, without the file."""
        first, last = self.period
        given = self.cleaned_data
        named = {key: "" if given[rule] is None else given[rule] for rule, key in self.names.items() if rule in given}
        rest = {
            name: str(given[name])
            for name in (rule["name"] for rule in self.rules)
            if name not in self.names and name not in DATES and given[name] not in (None, "")
        }
        return {**named, "valid_from": first, "valid_until": last, "details": rest}


class CertificateForm(EvidenceForm):
    names = CERTIFICATE

    def __init__(self, scheme: dict, *args, **options):
        self.scheme = scheme
        rules = list(scheme["fields"])
        if not any(rule["name"] == "issued_on" for rule in rules):
            self.first = "valid_from"
            rules.append({"name": "valid_from", "label": _("Valid from"), "type": "date", "required": True})
        super().__init__(rules, *args, **options)

    @property
    def period(self):
        return evidence_terms.period(self.scheme, self.cleaned_data)


class PolicyForm(EvidenceForm):
    names = POLICY
    first = "starts_on"

    def clean_currency(self):
        code = self.cleaned_data["currency"].strip().upper()
        if code not in currencies.CODES:
            raise forms.ValidationError(_("Enter the three letters of a currency, such as EUR"))
        return code

    def clean(self):
        found = super().clean()
        for name, smallest in [("limit", 1), ("aggregate", 1), ("deductible", 0)]:
            if found.get(name) is not None and found[name] < smallest:
                self.add_error(name, _("Enter an amount of at least %(amount)s") % {"amount": smallest})
        return found

    @property
    def said(self) -> dict:
        return {**super().said, "retroactive_on": self.cleaned_data.get("retroactive_on")}


class DecisionForm(forms.Form):
    """`answer`: accept, reject or revoke; a no needs its reason, which the subcontractor reads, and so does a yes for
    which nothing is ticked.

    `falls_short`: of what the tier asks for, so that a yes needs one whatever is ticked.
    """

    checks = forms.MultipleChoiceField(
        label=_l("What you checked"), required=False, widget=forms.CheckboxSelectMultiple
    )
    because = forms.CharField(
        label=_l("Reason"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("Needed to reject, which the subcontractor reads, and to accept what falls short or is not ticked"),
    )  # fmt: skip

    def __init__(self, steps: list[str], *args, falls_short: bool = False, **options):
        super().__init__(*args, **options)
        self.falls_short = falls_short
        self.fields["checks"].choices = [(step, step) for step in steps]
        self.fields["because"].may_be_empty = True  # only now and then, which its hint says
        if not steps:
            del self.fields["checks"]
            self.fields["because"].help_text = _("What you looked at; the subcontractor reads why it was rejected")

    def clean(self):
        found = super().clean()
        if found.get("because", "").strip():
            return found
        if self.data.get("answer") != "accept":
            self.add_error("because", _("Say why"))
        elif self.falls_short:
            self.add_error("because", _("It falls short of what the tier asks for. Say why it is enough all the same"))
        elif not found.get("checks"):
            self.add_error("because", self._unchecked())
        return found

    def _unchecked(self) -> str:
        if "checks" in self.fields:
            return _("Tick what you checked, or say here what you looked at")
        return _("Say what you looked at")


def _field(rule: dict) -> forms.Field:
    words = {"label": rule["label"], "required": rule["required"], "help_text": rule.get("help", "")}
    wanted = {"required": _("Copy “%(what)s” from the document") % {"what": rule["label"]}}
    if rule["type"] == "date":
        return DateField(error_messages=wanted, **words)
    if rule["type"] == "choice":
        choices = [("", _("Choose one")), *((choice, choice) for choice in rule["choices"])]
        return forms.ChoiceField(choices=choices, error_messages=wanted, **words)
    if rule["type"] == "number":
        invalid = _("Enter a whole number, such as 5 000 000")
        return WholeAmountField(error_messages={**wanted, "invalid": invalid, "max_decimal_places": invalid}, **words)
    long = (
        {"widget": forms.Textarea(attrs={"rows": 3}), "max_length": 4000}
        if rule["type"] == "long_text"
        else {"max_length": LENGTHS.get(rule["name"], 200)}
    )
    return forms.CharField(error_messages=wanted, **words, **long)


LENGTHS = {"certificate_number": 120, "participant_id": 120, "policy_number": 120, "insurer_rating": 60, "currency": 3}
