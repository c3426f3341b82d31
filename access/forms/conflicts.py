"""What is asked when a conflict set is kept, and when an exception to it is asked for?"""

import datetime

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from access.models import Asset, ConflictSet
from core.models import User
from core.web.dates import say_day
from core.web.two_hands import TwoHands
from core.web.widgets import DateField

_SEEN = "access-conflicts-seen"


class ConflictSetForm(TwoHands, forms.Form):
    """A set with what is in it now, or a new one. `seen`: the assets whose outcome was on the page."""

    name = forms.CharField(
        label=_l("Name"),
        max_length=120,
        help_text=_l("What is kept apart, in a few words"),
        error_messages={"required": _l("Enter a name")},
    )
    because = forms.CharField(
        label=_l("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("Why nobody may have both; kept in the history"),
        error_messages={"required": _l("Give a reason")},
    )
    assets = forms.ModelMultipleChoiceField(
        Asset.objects.none(),
        label=_l("Information that one person may not hold together"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    people = forms.CharField(
        label=_l("People who may not approve access for one another"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("E-mail addresses of their accounts, one a line"),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, assets, conflict_set: ConflictSet | None = None, ticked=(), **options):
        """`assets`: those that the viewer may see; `ticked`: ids that a new set starts with."""
        super().__init__(*args, **options)
        self.kept = getattr(conflict_set, "pk", None)
        self.accounts: list[User] = []
        self.fields["assets"].queryset = assets
        self.fields["assets"].may_be_empty = True  # no tick is an answer, not a gap
        self.initial["assets"] = list(assets.filter(pk__in=ticked).values_list("pk", flat=True))
        if conflict_set:
            held, members = _standing(conflict_set)
            standing = {"name": conflict_set.name, "because": conflict_set.because, "assets": held}
            self.initial = {**self.initial, **standing, "people": "\n".join(sorted(members))}

    def clean_name(self):
        name = self.cleaned_data["name"]
        if ConflictSet.objects.filter(name=name).exclude(pk=self.kept).exists():
            raise forms.ValidationError(_("There is a conflict set of this name already. Enter another name"))
        return name

    def clean_people(self):
        """The accounts themselves."""
        wanted = {line.strip().casefold() for line in self.cleaned_data["people"].splitlines() if line.strip()}
        found = {user.email.casefold(): user for user in User.objects.filter(email__in=wanted)}
        if unknown := sorted(wanted - found.keys()):
            raise forms.ValidationError(
                _("No account has the address %(addresses)s") % {"addresses": ", ".join(unknown)}
            )
        self.accounts = [found[address] for address in sorted(found)]
        return "\n".join(sorted(found))

    def clean(self):
        said = super().clean()
        if not self.errors and len(said["assets"]) < 2 and len(self.accounts) < 2:
            self.add_error("assets", _("Tick two at least, or enter two people"))
        return said

    @property
    def token(self) -> str:
        """Stands for having seen what follows from just these assets."""
        return signing.dumps(self._wanted(), salt=_SEEN, compress=True)

    @property
    def is_seen(self) -> bool:
        try:
            return signing.loads(self.cleaned_data["seen"], salt=_SEEN) == self._wanted()
        except signing.BadSignature:
            return False

    def _wanted(self) -> list[str]:
        return sorted(str(asset.pk) for asset in self.cleaned_data["assets"])


def _standing(conflict_set: ConflictSet) -> tuple[list, list]:
    here = {"during__upper_inf": True}
    assets = conflict_set.assets.current().filter(**here).values_list("asset_id", flat=True)
    people = conflict_set.people.current().filter(**here).values_list("user__email", flat=True)
    return list(assets), list(people)


class ExceptionForm(forms.Form):
    """`pairs`: [(value, words)] of what this person holds or asks for that conflicts."""

    pair = forms.ChoiceField(
        label=_l("What may be held together"),
        widget=forms.RadioSelect,
        error_messages={"required": _l("Choose what may be held together")},
    )
    because = forms.CharField(
        label=_l("Why is there no other way?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _l("Say why there is no other way")},
    )
    control = forms.CharField(
        label=_l("What keeps the risk small meanwhile?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("The mitigating control: who watches, what is locked, what is checked, how often"),
        error_messages={"required": _l("Say what keeps the risk small")},
    )
    ends_on = DateField(label=_l("Until when?"), error_messages={"required": _l("Enter the last day")})

    def __init__(self, *args, pairs, today: datetime.date, longest: datetime.timedelta, **options):
        super().__init__(*args, **options)
        self.today, self.last = today, today + longest - datetime.timedelta(days=1)
        self.fields["pair"].choices = pairs
        if len(pairs) == 1:
            self.initial["pair"] = pairs[0][0]
        self.fields["ends_on"].help_text = _("It lapses by itself after this day; %(days)d days at most") % {
            "days": longest.days
        }

    def clean_ends_on(self):
        ends_on = self.cleaned_data["ends_on"]
        if not self.today <= ends_on <= self.last:
            said = {"first": say_day(self.today, "portal"), "last": say_day(self.last, "portal")}
            raise forms.ValidationError(_("Enter a day from %(first)s to %(last)s") % said)
        return ends_on
