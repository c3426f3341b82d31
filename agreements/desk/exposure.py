"""What would a leak at this subcontractor give rise to? The legal-exposure sheet, as a page and as a paper."""

import datetime

from django import forms
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET

from agreements import exposure
from agreements.desk.pages import download
from agreements.policies import agreements as policies
from agreements.rendering import terms
from core import clock, pdf
from core.models import Organisation
from vendors.models import Vendor

PAPER = "documents/legal_exposure.html"


class SupposedForm(forms.Form):
    """Two days from which periods are counted; a GET form."""

    learned_on = forms.DateField(
        label=_l("Supposed day on which we learn of it"), required=False, widget=forms.DateInput(attrs={"type": "date", "class": "input"}),
    )  # fmt: skip
    leaked_on = forms.DateField(
        label=_l("Supposed day of the leak"), required=False, widget=forms.DateInput(attrs={"type": "date", "class": "input"}),
        help_text=_l("Some periods run from the leak itself, whether anybody knows or not."),
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        if said.get("learned_on") and said.get("leaked_on") and said["leaked_on"] > said["learned_on"]:
            self.add_error("leaked_on", _l("The leak cannot come after it is known"))
        return said


@require_GET
def page(request, pk):
    vendor, found, form = _sheet(request, pk)
    crumbs = [{"label": vendor.name, "url": reverse("subcontractor", args=[pk])}, {"label": _("Legal exposure")}]
    context = {**found, "form": form, "title": _("Legal exposure: %(firm)s") % {"firm": vendor.name}, "crumbs": crumbs}
    context["query"] = request.GET.urlencode()
    return render(request, "desk/agreements/exposure.html", context, status=422 if form.errors else 200)


@require_GET
def paper(request, pk):
    vendor, found, _form = _sheet(request, pk)
    context = {
        **found, "organisation": Organisation.current(), "document_title": f"Legal exposure: {vendor.name}", "document_id": vendor.reference,
        "document_class": "Confidential", "document_class_key": "confidential",
    }  # fmt: skip
    return download(pdf.render(PAPER, context), f"legal-exposure-{slugify(vendor.name)[:60]}.pdf", "application/pdf")


def _sheet(request, pk):
    """The sheet for the days that were asked for; today where nothing fits."""
    vendor = get_object_or_404(Vendor.objects.visible_to(request.viewer), pk=pk)
    policies.check_may_read_exposure(request.viewer, vendor)
    at = clock.now()
    form = SupposedForm(request.GET or None)
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    today: datetime.date = terms.day_of(at, Organisation.current().time_zone)
    learned_on = said.get("learned_on") or today
    leaked_on = said.get("leaked_on") or min(learned_on, today)
    return vendor, exposure.sheet(vendor, request.viewer, learned_on=learned_on, leaked_on=leaked_on, at=at), form
