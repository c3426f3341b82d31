"""What do we expect of each other? The sheet, and the tick below it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import clock
from vendors import expectations as sheets
from vendors.actions import expectations
from vendors.forms.people import ReadForm
from vendors.models import Acknowledgement, ExpectationSheet, Person


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    person = Person.objects.visible_to(request.viewer).select_related("vendor__owner").get(pk=request.viewer.person_id)
    sheet = ExpectationSheet.objects.latest()
    shown = sheets.filled(sheet, person.vendor)
    digest = expectations.digest_of(sheets.as_text(sheet, person.vendor))
    form = ReadForm(request.POST or None, words=shown.acknowledgement, initial={"shown": digest})
    if request.method == "POST" and form.is_valid():
        expectations.acknowledge(person, shown=form.cleaned_data["shown"], by=request.viewer, at=clock.now())
        messages.success(request, _("Thank you for reading. Your tasks are up to date."))
        return redirect("your_tasks")
    context = {
        "title": shown.title,
        "sheet": shown,
        "version": sheet.version,
        "digest": digest,
        "form": form,
        "made": Acknowledgement.objects.filter(person=person, sheet=sheet).first(),
    }
    return render(request, "portal/vendors/expectations.html", context, status=422 if form.errors else 200)
