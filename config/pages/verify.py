"""Is this paper ours and unchanged? Open to everybody; says intact, altered or unknown, and nothing of what is in it."""

import hashlib
import re

from allauth.core import ratelimit
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET, require_http_methods

from core import signing
from core.signing import Verdict, authority, supplied
from core.verifying import Known, look_up
from core.web import errors

LARGEST = 25 * 1024**2  # bytes of a paper that a stranger may have examined
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


class CheckForm(forms.Form):
    paper = forms.FileField(
        label=_l("The PDF"), required=False, help_text=_l("It is examined and forgotten; nothing is kept.")
    )
    code = forms.CharField(
        label=_l("Or the document id, the code or the fingerprint"), required=False, max_length=80, strip=True,
        help_text=_l("The id stands at the foot of each page, for example agr_0193f0c2…; the fingerprint is the SHA-256 of the file."),
    )  # fmt: skip

    def clean_paper(self):
        paper = self.cleaned_data["paper"]
        if paper and paper.size > LARGEST:
            raise forms.ValidationError(_("The selected file must be smaller than 25 MB"))
        return paper

    def clean(self):
        said = super().clean()
        if not self.errors and not said.get("paper") and not said.get("code"):
            self.add_error("paper", _("Choose a PDF or enter its id"))
        return said


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest):
    if not ratelimit.consume(request, action="verify"):
        return errors.page(request, 429)
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    result = None
    if form.is_bound and form.is_valid():
        paper = form.cleaned_data["paper"]
        result = of_file(paper.read()) if paper else of_code(form.cleaned_data["code"])
    context = {
        "form": form,
        "result": result,
        "title": _("Check a document"),
        "authority": authority.root_fingerprint(),
    }
    return render(request, "public/verify.html", context, status=422 if form.errors else 200)


@require_GET
def authority_certificate(request: HttpRequest) -> HttpResponse:
    """The certificate that our seals lead to, for the readers of people who hold a sealed paper."""
    if not (pem := supplied.readers_pem()):
        raise Http404
    return HttpResponse(pem, content_type="application/x-pem-file", headers={
        "Content-Disposition": 'attachment; filename="authority.pem"',
    })  # fmt: skip


def of_file(content: bytes) -> dict:
    """What the seal says and what the register says, put together. Intact needs a byte-for-byte match with the register,
    up to time stamps that somebody added behind it to keep the seal provable."""
    sha256 = hashlib.sha256(content).hexdigest()
    known, verdict, stamped_later = look_up(sha256=sha256), signing.examine(content), False
    if known is None and verdict.state == "intact":
        known = next((found for found in (look_up(sha256=row) for row in verdict.revisions) if found), None)
        stamped_later = known is not None
    state = "intact" if known else "unknown" if verdict.state == "intact" else verdict.state
    reasons = list(verdict.reasons)
    if state == "unknown" and verdict.state == "intact":
        reasons.append(_("The seal is ours and whole, but the register names no such file."))
    return {
        "state": state, "sha256": sha256, "stamped_later": stamped_later, **_said(known, verdict), "reasons": [] if known else reasons,
    }  # fmt: skip


def of_code(code: str) -> dict:
    """A code says only that such a paper exists; whether a file in hand is that paper, its fingerprint tells."""
    plain = "".join(code.split()).lower()
    is_fingerprint = bool(_FINGERPRINT.fullmatch(plain))
    known = look_up(sha256=plain) if is_fingerprint else look_up(code=code)
    if known is None:
        unknown = {
            True: _("No sealed document of ours has this fingerprint."),
            False: _("No document of ours has this id."),
        }
        return {"state": "unknown", "by_code": True, "reasons": [unknown[is_fingerprint]]}
    state = "intact" if is_fingerprint else "registered"
    return {"state": state, "by_code": True, "sha256": known.sha256, **_said(known, None), "reasons": []}


def _said(known: Known | None, verdict: Verdict | None) -> dict:
    return {
        "kind": known.kind if known else "",
        "sealed_at": known.sealed_at if known else verdict.sealed_at if verdict and verdict.state == "intact" else None,
        "level": known.level if known else verdict.level if verdict else "",
        "signer": verdict.signer if verdict and verdict.state == "intact" else "",
        "url": known.url if known else "",
    }
