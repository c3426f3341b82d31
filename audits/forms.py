"""What is asked when an audit is planned, a check judged, a finding recorded, answered and settled? They never save."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from access.models import Asset
from audits.models.audit import RESULTS
from audits.models.finding import KINDS, SEVERITIES
from core.models import User
from core.roles import ROLES
from core.web.dates import say_day
from core.web.widgets import DateField

STEPS = 4  # rows of the plan form; the first is required


def _text(label, *, rows=3, required=True, missing="", **options) -> forms.CharField:
    messages = {"required": missing} if missing else {}
    return forms.CharField(
        label=label,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages=messages,
        **options,
    )


def auditors():
    roles = [role.key for role in ROLES.values() if "audits.write" in role.rights]
    return User.objects.filter(is_staff=True, is_active=True, groups__name__in=roles).distinct().order_by("name")


class PlanAuditForm(forms.Form):
    lead = forms.ModelChoiceField(
        User.objects.none(), label=_l("Lead auditor"), error_messages={"required": _l("Choose who leads the audit")}
    )
    planned_on = DateField(label=_l("Day"), error_messages={"required": _l("Enter the day of the audit")})
    scope = _text(
        _l("Scope"), missing=_l("Say what is audited"), help_text=_l("Places, systems and work that the audit covers")
    )
    checks = forms.MultipleChoiceField(
        label=_l("Checks"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _l("Choose at least one check")},
        help_text=_l("Those for the subcontractor's tier are chosen already"),
    )

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = auditors()
        self.fields["checks"].choices = [
            (check["id"], f"{programme.area(check['area'])}: {check['title']}") for check in programme.content["checks"]
        ]


class CheckForm(forms.Form):
    result = forms.ChoiceField(
        label=_l("Result"),
        choices=RESULTS,
        widget=forms.RadioSelect,
        error_messages={"required": _l("Choose a result")},
    )
    sample_size = forms.IntegerField(label=_l("Samples looked at"), min_value=1, max_value=100000, required=False)
    note = _text(_l("Note"), required=False, help_text=_l("What was looked at, and what stood out"))

    def clean(self):
        given = super().clean()
        if (
            given.get("result") in {"pass", "fail"}
            and not given.get("sample_size")
            and "sample_size" not in self.errors
        ):
            self.add_error("sample_size", _("Enter how many samples were looked at"))
        return given


class FindingForm(forms.Form):
    check_made: forms.ModelChoiceField = forms.ModelChoiceField(
        None, label=_l("Check"), required=False, empty_label=_l("No single check")
    )
    kind = forms.ChoiceField(label=_l("Kind"), choices=KINDS)
    severity = forms.ChoiceField(label=_l("Severity"), choices=SEVERITIES)
    title = forms.CharField(
        label=_l("Title"),
        max_length=160,
        error_messages={"required": _l("Enter a title")},
        help_text=_l("The subcontractor reads it"),
    )
    requirement = _text(_l("Requirement that is not met"), rows=2, missing=_l("Say which requirement it is"))
    seen = _text(_l("What was seen"), missing=_l("Say what was looked at and what it showed"))
    cause = _text(_l("Cause, as far as known"), rows=2, required=False)
    asset = forms.ModelChoiceField(
        Asset.objects.none(),
        label=_l("Access that a major finding closes"),
        required=False,
        empty_label=_l("All access of the subcontractor"),
    )

    def __init__(self, *args, audit, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme = audit.programme
        self.fields["check_made"].queryset = audit.checks.all()
        offered = Asset.objects.visible_to(viewer).filter(offers__vendor_id=audit.vendor_id).distinct()
        self.fields["asset"].queryset = offered.order_by("name")

    def clean(self):
        given = super().clean()
        kind, severity = given.get("kind"), given.get("severity")
        if kind and severity and severity not in self.programme.kind(kind)["severities"]:
            fitting = ", ".join(str(dict(SEVERITIES)[key]).lower() for key in self.programme.kind(kind)["severities"])
            self.add_error("severity", _("This kind of finding comes with: %(fitting)s") % {"fitting": fitting})
        if given.get("asset") and severity == "critical":
            self.add_error("asset", _("A critical finding closes all access; choose all access"))
        return given


class SummaryForm(forms.Form):
    summary = _text(
        _l("Summary"),
        rows=6,
        missing=_l("Sum up what was found"),
        help_text=_l("The contact of the subcontractor reads it"),
    )


class ReasonForm(forms.Form):
    because = _text(
        _l("Reason"),
        rows=2,
        missing=_l("Give a reason"),
        help_text=_l("The subcontractor and the audit log see this text"),
    )


class RiskForm(ReasonForm):
    until = DateField(label=_l("Accepted until"), error_messages={"required": _l("Enter the last day")})


class ObserverForm(forms.Form):
    user = forms.ModelChoiceField(
        User.objects.none(),
        label=_l("Account of the outside auditor"),
        error_messages={"required": _l("Choose an account")},
        help_text=_l("It sees this audit and its findings, and no other"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(is_staff=True, is_active=True).order_by("name")


class UpdateForm(forms.Form):
    text = _text(_l("Update"), rows=2, missing=_l("Write how it goes"))


class EvidenceForm(forms.Form):
    file = forms.FileField(label=_l("File"), error_messages={"required": _l("Choose a file")})
    note = forms.CharField(
        label=_l("What does it show?"), max_length=300, error_messages={"required": _l("Say what the file shows")}
    )


class RemedyForm(forms.Form):
    """The plan: why it happened, and up to four steps, each with its day."""

    cause = _text(_l("Why did it happen?"), missing=_l("Say why it happened"))

    def __init__(self, *args, due_on, **kwargs):
        super().__init__(*args, **kwargs)
        self.due_on = due_on
        for number in range(1, STEPS + 1):
            first = number == 1
            self.fields[f"step_{number}"] = forms.CharField(
                label=_("Step %(number)d") % {"number": number},
                max_length=300,
                required=first,
                error_messages={"required": _l("Enter what you do first")},
            )
            self.fields[f"day_{number}"] = DateField(
                label=_("Done by, step %(number)d") % {"number": number},
                required=first,
                error_messages={"required": _l("Enter by when it is done")},
            )

    def clean(self):
        given = super().clean()
        for number in range(1, STEPS + 1):
            self._check_step(given, number)
        return given

    def _check_step(self, given, number) -> None:
        text, day = given.get(f"step_{number}"), given.get(f"day_{number}")
        if day and day > self.due_on:
            self.add_error(
                f"day_{number}", _("Enter a day not later than %(last)s") % {"last": say_day(self.due_on, "portal")}
            )
        if text and not day and f"day_{number}" not in self.errors:
            self.add_error(f"day_{number}", _("Enter by when it is done"))
        if day and not text and f"step_{number}" not in self.errors:
            self.add_error(f"step_{number}", _("Enter what is done by that day"))

    @property
    def steps(self) -> list[tuple]:
        pairs = [
            (self.cleaned_data.get(f"step_{number}"), self.cleaned_data.get(f"day_{number}"))
            for number in range(1, STEPS + 1)
        ]
        return [(text, day) for text, day in pairs if text]
