"""Who works on what, under which agreement, from when to when?"""

from django.db import models
from django.db.models import F, Q

from vendors.models.vendor import Vendor, VendorRow


class EngagementQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return self.filter(vendor__in=Vendor.objects.visible_to(viewer))


class Engagement(VendorRow):
    """Every grant, agreement and training rule names its engagement; its end starts offboarding."""

    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    sponsor = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    people = models.ManyToManyField("vendors.Person", through="EngagementPerson", related_name="engagements")

    objects = EngagementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="an_engagement_ends_after_it_starts")
        ]

    def __str__(self):
        return self.title


class EngagementPerson(VendorRow):
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE)
    person = models.ForeignKey("vendors.Person", on_delete=models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "person"], name="a_person_is_once_in_an_engagement")
        ]
