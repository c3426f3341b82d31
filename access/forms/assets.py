"""What is asked when an asset is registered, offered, filled with documents, or a class changed."""

from django import forms
from django.utils.translation import gettext_lazy as _l

from access.models import Asset, AssetClass, Hold
from core.models import User
from vendors.models import Engagement


class AssetForm(forms.ModelForm):
    class Meta:
        model = Asset
        fields = ["name", "kind", "asset_class", "owner", "what", "prompt"]
        labels = {
            "name": _l("Name"),
            "kind": _l("Kind"),
            "asset_class": _l("Class"),
            "owner": _l("Owner"),
            "what": _l("What it is"),
            "prompt": _l("What a requester is asked to explain"),
        }
        widgets = {"what": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.filter(
            is_staff=True, is_active=True, groups__name__in=["owner", "officer"]
        ).distinct()
        self.fields["asset_class"].queryset = AssetClass.objects.order_by("rank")


class OfferForm(forms.Form):
    engagement = forms.ModelChoiceField(Engagement.objects.none(), label=_l("Engagement that needs it"))

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["engagement"].queryset = (
            Engagement.objects.visible_to(viewer).select_related("vendor").order_by("vendor__name", "title")
        )
        self.fields["engagement"].label_from_instance = lambda engagement: (
            f"{engagement.vendor.name}: {engagement.title}"
        )


class DocumentForm(forms.Form):
    title = forms.CharField(label=_l("Title"), max_length=200, error_messages={"required": _l("Enter a title")})
    file = forms.FileField(
        label=_l("File"),
        help_text=_l("PDF, PNG, JPEG or plain text. It is encrypted under a key of its own."),
        error_messages={"required": _l("Choose a file")},
    )


class VersionForm(forms.Form):
    file = forms.FileField(label=_l("New version"), error_messages={"required": _l("Choose a file")})


class HoldForm(forms.ModelForm):
    class Meta:
        model = Hold
        fields = ["because", "told_as"]
        labels = {"because": _l("Reason, for staff"), "told_as": _l("What the subcontractor reads")}
        widgets = {"because": forms.Textarea(attrs={"rows": 2})}
