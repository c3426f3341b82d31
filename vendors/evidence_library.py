"""Which files did this subcontractor send us as evidence before? So that nothing is asked for twice."""

from django.db.models import Q

from core.models import StoredFile
from vendors.models import AnswerFile, Certificate, InsurancePolicy


def of(vendor_id):
    """Newest first. Only what stands behind answers, certificates and policies: reports of incidents are files too."""
    behind, certified, insured = (
        model.objects.filter(vendor_id=vendor_id).values("stored")
        for model in (AnswerFile, Certificate, InsurancePolicy)
    )
    found = StoredFile.objects.filter(vendor_id=vendor_id, shredded_at=None)
    return found.filter(Q(pk__in=behind) | Q(pk__in=certified) | Q(pk__in=insured)).order_by("-stored_at")


def each_once(vendor_id):
    """The same, each content once: its newest copy."""
    once = of(vendor_id).order_by("sha256", "-stored_at").distinct("sha256").values("pk")
    return of(vendor_id).filter(pk__in=once)
