"""What is said of inventions of one's own and of joint developments. They never save."""

import datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from agreements.models.background_item import SIDES
from agreements.models.independent_invention import NEAR
from agreements.models.joint_development import DUTIES
from core.web.widgets import DateField, LongText
from vendors.models import Engagement


class OwnForm(forms.Form):
    title = forms.CharField(
        label=_l("What would you call it?"), max_length=200, error_messages={"required": _l("Give it a name")}
    )
    what = LongText(
        _l("What is it for?"), rows=3, missing=_l("Say what it is for"), help_text=_l("You need not say how it works")
    )
    made_on = DateField(label=_l("When did you make it?"))
    means = LongText(
        _l("With whose things?"), rows=3, missing=_l("Say with whose things"), help_text=_l("Whose time, tools, material and knowledge went into it"),
    )  # fmt: skip
    near = forms.ChoiceField(
        label=_l("Does it come close to your work for us?"), choices=NEAR, widget=forms.RadioSelect, error_messages={"required": _l("Choose one")}
    )  # fmt: skip

    def __init__(self, *args, today: datetime.date, **options):
        super().__init__(*args, **options)
        self.today = today

    def clean_made_on(self):
        day = self.cleaned_data["made_on"]
        if day and day > self.today:
            raise forms.ValidationError(_("Choose today or an earlier day"))
        return day


class OwnAnswerForm(forms.Form):
    """`answer` is the button: accept or claim."""

    because = LongText(_l("Reason"), rows=3, missing=_l("Say why"), help_text=_l("Whoever made it reads it"))


class JointForm(forms.Form):
    title = forms.CharField(
        label=_l("What is developed?"), max_length=200, error_messages={"required": _l("Say what is developed")}
    )
    engagement = forms.ModelChoiceField(
        label=_l("Engagement"), queryset=Engagement.objects.none(), required=False, empty_label=_l("None")
    )
    our_part = LongText(_l("What do we bring, with which IP?"), missing=_l("Say what we bring"))
    their_part = LongText(_l("What does the subcontractor bring, with which IP?"), missing=_l("Say what they bring"))
    our_share = forms.DecimalField(
        label=_l("Our share in %"), min_value=0, max_value=100, max_digits=5, decimal_places=2, help_text=_l("The rest is the subcontractor's"),
        error_messages={"required": _l("Enter our share")},
    )  # fmt: skip
    licence = LongText(_l("Which licences do the sides give each other?"), missing=_l("Say which licences"))
    exploitation = LongText(
        _l("Who may sell or license it, and how is money shared?"), missing=_l("Say who may do what")
    )
    began_on = DateField(label=_l("Began on"))

    def __init__(self, *args, works, **options):
        super().__init__(*args, **options)
        self.fields["engagement"].queryset = works


class DutyForm(forms.Form):
    kind = forms.ChoiceField(label=_l("Kind"), choices=DUTIES)
    side = forms.ChoiceField(label=_l("Who owes it?"), choices=SIDES)
    what = forms.CharField(label=_l("What is due?"), max_length=300, error_messages={"required": _l("Say what is due")})
    due_on = DateField(label=_l("Due on"))


class DoneForm(forms.Form):
    words = LongText(_l("What was done?"), rows=2, missing=_l("Say what was done"))
