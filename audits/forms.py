"""What is asked when an audit is planned, a check judged, a finding recorded, answered and settled? They never save."""

from django import forms
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext, ngettext_lazy

from access.models import Asset, Grant
from audits.models.audit import RESULTS
from audits.models.finding import KINDS, SEVERITIES
from core.models import User
from core.roles import ROLES
from core.web.dates import say_day
from core.web.two_hands import TwoHands
from core.web.widgets import DateField, LongText

ALL = "all"  # every access of the subcontractor
STEPS = 4  # rows of the plan form; the first is required


def auditors():
    roles = [role.key for role in ROLES.values() if "audits.write" in role.rights]
    return User.objects.filter(is_staff=True, is_active=True, groups__name__in=roles).distinct().order_by("name")


class PlanAuditForm(forms.Form):
    lead = forms.ModelChoiceField(
        User.objects.none(), label=_l("Lead auditor"), error_messages={"required": _l("Choose who leads the audit")}
    )
    planned_on = DateField(label=_l("Day"), error_messages={"required": _l("Enter the day of the audit")})
    scope = LongText(
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


class CheckForm(TwoHands, forms.Form):
    result = forms.ChoiceField(
        label=_l("Result"),
        choices=RESULTS,
        widget=forms.RadioSelect,
        error_messages={"required": _l("Choose a result")},
    )
    sample_size = forms.IntegerField(label=_l("Samples looked at"), min_value=1, max_value=100000, required=False)
    note = LongText(_l("Note"), required=False, help_text=_l("What was looked at, and what stood out"))

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
    kind = forms.ChoiceField(
        label=_l("Kind"),
        choices=[("", _l("Choose a kind")), *KINDS],
        error_messages={"required": _l("Choose the kind of finding")},
    )
    severity = forms.ChoiceField(
        label=_l("Severity"),
        choices=[("", _l("Choose a severity")), *SEVERITIES],
        error_messages={"required": _l("Choose the severity")},
    )
    title = forms.CharField(
        label=_l("Title"),
        max_length=160,
        error_messages={"required": _l("Enter a title")},
        help_text=_l("The subcontractor reads it"),
    )
    requirement = LongText(_l("Requirement that is not met"), rows=2, missing=_l("Say which requirement it is"))
    seen = LongText(_l("What was seen"), missing=_l("Say what was looked at and what it showed"))
    cause = LongText(_l("Cause, as far as known"), rows=2, required=False)
    asset = forms.ChoiceField(label=_l("Access that it closes at once"), required=False)

    def __init__(self, *args, audit, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme = audit.programme
        self.fields["check_made"].queryset = audit.checks.all()
        offered = Asset.objects.visible_to(viewer).filter(offers__vendor_id=audit.vendor_id).distinct()
        self.offered = {str(asset.pk): asset for asset in offered.order_by("name")}
        self.fields["asset"].choices = _closings(
            Grant.objects.visible_to(viewer).filter(vendor_id=audit.vendor_id), self.offered
        )
        self.fields["asset"].help_text = _(
            "Only a finding of the kind “%(kinds)s” closes access, until it is put right."
        ) % {"kinds": ", ".join(kind["title"] for kind in self.programme.content["finding_kinds"] if kind["hold"])}

    def clean(self):
        given = super().clean()
        kind, severity = given.get("kind"), given.get("severity")
        if kind and severity and severity not in self.programme.kind(kind)["severities"]:
            fitting = ", ".join(str(dict(SEVERITIES)[key]).lower() for key in self.programme.kind(kind)["severities"])
            self.add_error("severity", _("This kind of finding comes with: %(fitting)s") % {"fitting": fitting})
        chosen = given.get("asset", "")
        if kind and self.programme.kind(kind)["hold"] and not chosen and "asset" not in self.errors:
            self.add_error("asset", _("Choose which access this finding closes"))
        if chosen in self.offered and severity == "critical":
            self.add_error("asset", _("A critical finding closes all access; choose all access"))
        given["asset"] = self.offered.get(chosen)
        return given


def _closings(grants, offered: dict) -> list[tuple[str, str]]:
    """What a hold can close, with how many people that shuts out now."""
    open_now = grants.filter(status="open")
    people = dict(open_now.values_list("asset_id").annotate(Count("person", distinct=True)))
    everybody = open_now.values("person").distinct().count()
    whole = ngettext(
        "All access of the subcontractor (%(n)d person now)",
        "All access of the subcontractor (%(n)d people now)",
        everybody,
    )
    one = ngettext_lazy("%(name)s (%(n)d person now)", "%(name)s (%(n)d people now)", "n")
    return [
        ("", _("Choose what it closes")),
        (ALL, whole % {"n": everybody}),
        *((key, one % {"name": asset.name, "n": people.get(asset.pk, 0)}) for key, asset in offered.items()),
    ]


class SummaryForm(forms.Form):
    summary = LongText(
        _l("Summary"),
        rows=6,
        missing=_l("Sum up what was found"),
        help_text=_l("The contact of the subcontractor reads it"),
    )


class ReasonForm(forms.Form):
    because = LongText(
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
    text = LongText(_l("Progress note"), rows=2, missing=_l("Write how it goes"))


class EvidenceForm(forms.Form):
    file = forms.FileField(label=_l("File"), error_messages={"required": _l("Choose a file")})
    note = forms.CharField(
        label=_l("What does it show?"), max_length=300, error_messages={"required": _l("Say what the file shows")}
    )


class RemedyForm(forms.Form):
    """The plan: why it happened, and up to four steps, each with its day."""

    cause = LongText(_l("Why did it happen?"), missing=_l("Say why it happened"))

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
