"""Who is this person to us? One row per person and firm; the same human may stand for several."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from core.search import found_by
from vendors.models.vendor import VendorRow


class PersonQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff who may read people see all, stewards their firms' people; a contact or a firm's own key sees the
        firm's people, a worker itself."""
        from vendors.models.vendor import Vendor

        may_read = viewer.may("people.read")
        if viewer.vendor_id:
            own_firm = self.filter(vendor_id=viewer.vendor_id)
            return own_firm if may_read or "contact" in viewer.hats else own_firm.filter(pk=viewer.person_id)
        if may_read:
            return self
        return self.filter(vendor__in=Vendor.objects.visible_to(viewer)) if viewer.is_staff else self.none()


class Person(VendorRow):
    """A contact or worker of one subcontractor. Employment is a fact (PersonFact), not a flag."""

    HR = "hr"  # the source whose ids name people in the API and in HR's files

    user = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="persons")
    name = models.CharField(max_length=150)
    sort_name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(max_length=254)
    hr_id = models.CharField(max_length=60, blank=True)  # the HR system's own id, unique per source
    hr_source = models.CharField(max_length=40, blank=True)
    job_title = models.CharField(max_length=120, blank=True)
    site = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True)
    sponsor = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    is_contact = models.BooleanField(default=False)
    is_signatory = models.BooleanField(default=False)
    is_worker = models.BooleanField(default=True)
    starts_on = models.DateField()
    ends_on = models.DateField()  # last day; mandatory (contingent workers always have one)
    departed_at = models.DateTimeField(null=True, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["vendor", "name", "id"], name="person_of_vendor"),
            models.Index(fields=["user"], name="person_of_user"),
            models.Index(fields=["name", "id"], name="person_by_name"),
            *found_by("person", "name", "email", "hr_id"),
        ]
        constraints = [
            models.UniqueConstraint(Lower("email"), "vendor", name="one_person_per_address_and_firm"),
            models.UniqueConstraint(fields=["hr_source", "hr_id"], condition=~Q(hr_id=""), name="one_person_per_hr_id"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="a_person_ends_after_they_start"),
        ]

    def __str__(self):
        return self.name

    @property
    def hats(self) -> list[str]:
        worn = {"contact": self.is_contact, "signatory": self.is_signatory, "worker": self.is_worker}
        return [hat for hat, is_worn in worn.items() if is_worn]
