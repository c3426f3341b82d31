"""What is asked when an asset is registered or offered, or access held?"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from access.models import Asset, AssetClass, Hold
from core.models import User
from core.web.two_hands import TwoHands
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
        help_texts = {
            "owner": _l("Adds the documents and approves requests for them"),
            "prompt": _l("For example: which machine do you build with these drawings?"),
        }
        error_messages = {
            "name": {"required": _l("Enter a name")},
            "kind": {"required": _l("Choose a kind")},
            "asset_class": {"required": _l("Choose a class")},
            "owner": {"required": _l("Choose an owner")},
        }
        widgets = {"what": forms.Textarea(attrs={"rows": 3}), "asset_class": forms.RadioSelect}

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        owners = User.objects.filter(is_staff=True, is_active=True, groups__name__in=["owner", "officer"]).distinct()
        owner, kind, asset_class = (self.fields[name] for name in ("owner", "kind", "asset_class"))
        owner.queryset, owner.empty_label = owners.order_by("name"), _l("Choose one")
        owner.initial = viewer.user if owners.filter(pk=viewer.user.pk).exists() else None
        kind.choices = [("", _l("Choose one")), *Asset.KINDS]
        asset_class.queryset, asset_class.empty_label = AssetClass.objects.order_by("rank"), None
        asset_class.label_from_instance = lambda one: f"{one.name}: {one.rules}" if one.rules else one.name

    def clean(self):
        """A trade secret is one in law only while reasonable steps keep it secret: Directive (EU) 2016/943, article 2(1)(c)."""
        said = super().clean()
        chosen = said.get("asset_class")
        if said.get("kind") == "trade_secret" and chosen and chosen.rank < AssetClass.NAMED_PEOPLE:
            words = _(
                "A trade secret loses its protection in law where more than named people read it. Choose a class above %(name)s."
            )
            self.add_error("asset_class", words % {"name": chosen.name})
        return said


class AssetChangeForm(TwoHands, forms.ModelForm):
    """What a request for this asset asks, and for how long it may be granted; its class and owner stay."""

    class Meta:
        model = Asset
        fields = ["what", "prompt", "max_days"]
        labels = {
            "what": _l("What it is"),
            "prompt": _l("What a requester is asked to explain"),
            "max_days": _l("Longest grant, in days"),
        }
        help_texts = {"prompt": _l("For example: which machine do you build with these drawings?")}
        widgets = {"what": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        longest = self.instance.asset_class.max_days
        self.fields["max_days"].help_text = _("Fewer than the %(days)d of its class, or nothing") % {"days": longest}

    def clean_max_days(self):
        days, longest = self.cleaned_data["max_days"], self.instance.asset_class.max_days
        if days is not None and not 1 <= days <= longest:
            raise forms.ValidationError(_("Enter a number from 1 to %(most)d, or nothing") % {"most": longest})
        return days


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


class HoldForm(forms.ModelForm):
    class Meta:
        model = Hold
        fields = ["because", "told_as"]
        labels = {"because": _l("Reason, for staff"), "told_as": _l("What the subcontractor reads")}
        widgets = {"because": forms.Textarea(attrs={"rows": 2})}
