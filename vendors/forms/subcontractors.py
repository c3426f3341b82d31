"""What an officer types about a subcontractor: its identity, its contact, the inherent risk."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core import ids
from core.models import User
from core.roles import ROLES
from core.web.two_hands import TwoHands
from core.web.widgets import DateField
from vendors import places

BLANK = [("", _l("Choose one"))]


def owners():
    """Staff who may keep the register."""
    may = [role.key for role in ROLES.values() if "vendors.write" in role.rights]
    return User.objects.filter(is_staff=True, is_active=True, groups__name__in=may).distinct().order_by("name")


class IdentityForm(forms.Form):
    """`id` is made with the page, so that the same page sent twice registers once."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=ids.new)
    name = forms.CharField(
        label=_l("Name"), max_length=200, error_messages={"required": _l("Enter the subcontractor's name")}
    )
    country = forms.ChoiceField(
        label=_l("Country"),
        choices=lambda: [*BLANK, *places.countries()],
        help_text=_l("Where the company is registered"),
        error_messages={"required": _l("Choose the country")},
    )
    jurisdiction = forms.ChoiceField(
        label=_l("Law of the agreements"),
        required=False,
        choices=lambda: [("", _l("As the country")), *places.jurisdictions()],
    )
    work = forms.CharField(
        label=_l("What they do for us"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("One sentence; the subcontractor reads it in the invitation"),
        error_messages={"required": _l("Say in a sentence what they do for us")},
    )
    owner = forms.ModelChoiceField(
        label=_l("Steward"),
        queryset=User.objects.none(),
        empty_label=None,
        help_text=_l("The subcontractor sees this name and address as its contact"),
    )

    def __init__(self, *args, viewer, **options):
        super().__init__(*args, **options)
        self.fields["owner"].queryset = owners()
        self.fields["owner"].initial = viewer.user

    def clean(self):
        found = super().clean()
        found["jurisdiction"] = found.get("jurisdiction") or found.get("country", "")
        return found


class DetailsForm(TwoHands, IdentityForm):
    """The identity with what registers and reports ask for."""

    legal_name = forms.CharField(label=_l("Legal name"), max_length=200, required=False)
    registration_number = forms.CharField(label=_l("Registration number"), max_length=60, required=False)
    lei = forms.RegexField(
        label=_l("LEI"),
        regex=r"^[A-Z0-9]{18}[0-9]{2}$",
        required=False,
        strip=True,
        help_text=_l("Legal entity identifier, 20 letters and digits"),
        error_messages={"invalid": _l("Enter 20 letters and digits, the last two being digits")},
    )
    vat_number = forms.CharField(label=_l("VAT number"), max_length=20, required=False)
    duns = forms.RegexField(
        label=_l("D-U-N-S"), regex=r"^[0-9]{9}$", required=False, error_messages={"invalid": _l("Enter nine digits")}
    )
    parent_name = forms.CharField(label=_l("Parent company"), max_length=200, required=False)
    next_review_on = DateField(label=_l("Next review"), required=False)


class ContactForm(forms.Form):
    contact_name = forms.CharField(
        label=_l("Contact's name"), max_length=150, error_messages={"required": _l("Enter the contact's name")}
    )
    contact_email = forms.EmailField(
        label=_l("Contact's e-mail"),
        max_length=254,
        help_text=_l("The invitation goes to this address and works for no other"),
        error_messages={
            "required": _l("Enter the contact's e-mail"),
            "invalid": _l("Enter an address such as name@company.com"),
        },
    )
    is_signatory = forms.BooleanField(label=_l("This person may sign agreements for the company"), required=False)


class RiskAnswersForm(TwoHands, forms.Form):
    """The inherent-risk form; one field a question, named by its id."""

    def __init__(self, content: dict, *args, **options):
        super().__init__(*args, **options)
        self.content = content
        for question in content["questions"]:
            self.fields[question["id"]] = _question(question)

    @property
    def answers(self) -> dict[str, list[str]]:
        """As vendors.tiering takes them."""
        return {name: value if isinstance(value, list) else [value] for name, value in self.cleaned_data.items()}


class ReasonForm(forms.Form):
    because = forms.CharField(
        label=_l("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_l("Kept in the history"),
        error_messages={"required": _l("Say why")},
    )


class StewardForm(forms.Form):
    steward = forms.ModelChoiceField(
        label=_l("Member of staff"),
        queryset=User.objects.none(),
        empty_label=_l("Choose one"),
        error_messages={"required": _l("Choose a member of staff")},
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["steward"].queryset = User.objects.filter(is_staff=True, is_active=True).order_by("name")


def _question(question: dict) -> forms.Field:
    choices = [(answer["id"], answer["text"]) for answer in question["answers"]]
    words = {"label": question["text"], "help_text": question.get("help", ""), "choices": choices}
    if question["type"] == "multiple":
        return forms.MultipleChoiceField(
            widget=forms.CheckboxSelectMultiple, error_messages={"required": _("Choose at least one answer")}, **words
        )
    return forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": _("Choose one answer")}, **words)
