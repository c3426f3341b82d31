"""What is asked when the policy of a class changes: its conditions, kind by kind, and the reason."""

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from access import wording
from access.models import AssetClass
from core.web.two_hands import TwoHands

KINDS = [
    ("standing", _l("The subcontractor and its people")),
    ("agreement", _l("Agreements of the subcontractor")),
    ("undertaking", _l("Undertakings of each person")),
    ("training", _l("Training that each person has passed")),
    ("certification", _l("Certificates of the subcontractor")),
    ("insurance", _l("Insurance of the subcontractor")),
]
_SEEN = "access-policy-seen"


class LimitsForm(TwoHands, forms.ModelForm):
    """How long one decision lasts at most, and whether an emergency may do without one."""

    class Meta:
        model = AssetClass
        fields = ["max_days", "emergencies"]
        labels = {"max_days": _l("Longest grant, in days"), "emergencies": _l("Emergency access is allowed")}
        help_texts = {
            "max_days": _l("An asset may set fewer. What is open already stays as it is."),
            "emergencies": _l("One hour without approvals; a second person is told at once, and a report is due"),
        }
        error_messages = {"max_days": {"required": _l("Enter a number of days")}}

    because = forms.CharField(
        label=_l("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _l("Give a reason")},
    )

    def clean_max_days(self):
        days = self.cleaned_data["max_days"]
        if days < 1:
            raise forms.ValidationError(_("Enter one day at least"))
        return days


class PolicyForm(TwoHands, forms.Form):
    """A field for each kind of condition, with those of this class ticked; all of what is ticked has to hold."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the change whose outcome was on the page

    def __init__(self, *args, asset_class: AssetClass, **options):
        super().__init__(*args, **options)
        self.asset_class, self.before = asset_class, asset_class.asks_for()
        names = wording.names(with_papers=True)
        offered = {(name, "") for name in wording.KEYLESS} | {*names} | {*self.before}
        for kind, label in KINDS:
            pairs = [pair for pair in offered if _kind_of(pair) == kind]
            if pairs:
                self.fields[kind] = _ticks(label, pairs, names)
                self.initial[kind] = [":".join(pair) for pair in self.before if pair in pairs]
        self.fields["because"] = forms.CharField(
            label=_l("Reason"),
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_l("Why the class asks for something else from now on; kept in the history"),
            error_messages={"required": _l("Give a reason")},
        )

    def clean(self):
        said = super().clean()
        if not self.errors and self.pairs == self.before:
            self.add_error("standing", _("Nothing is changed yet: tick or untick a condition"))
        return said

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every (requirement, key) that is ticked."""
        ticked = [tick for kind, _label in KINDS for tick in self.cleaned_data.get(kind, [])]
        return sorted(tuple(tick.split(":", 1)) for tick in ticked)

    @property
    def token(self) -> str:
        """Stands for this change of this policy; sent back by a page that showed what follows from it."""
        return signing.dumps([str(self.asset_class.pk), self.before, self.pairs], salt=_SEEN, compress=True)

    @property
    def is_seen(self) -> bool:
        try:
            seen = signing.loads(self.cleaned_data["seen"], salt=_SEEN)
        except signing.BadSignature:
            return False
        return seen == [
            str(self.asset_class.pk),
            *([list(pair) for pair in each] for each in (self.before, self.pairs)),
        ]


def _kind_of(pair: tuple[str, str]) -> str:
    return "standing" if pair[0] in wording.KEYLESS else pair[0]


def _ticks(label, pairs, names: dict) -> forms.MultipleChoiceField:
    choices = sorted(
        ((":".join(pair), names.get(pair, pair[1]) or wording.title_of(pair[0])) for pair in pairs), key=_by_name
    )
    field = forms.MultipleChoiceField(
        label=label,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field.may_be_empty = True  # no tick is an answer, not a gap
    return field


def _by_name(choice) -> str:
    return choice[1].casefold()
