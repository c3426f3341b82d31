"""Whose is it, paper by paper? The links from each inventor to us, and the patents that rest on them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _l

from agreements.models.background_item import FirmQuerySet
from vendors.models import VendorRow

GIVERS = [("inventor", _l("Inventor")), ("subcontractor", _l("Subcontractor"))]
TAKERS = [("subcontractor", _l("Subcontractor")), ("company", _l("Us"))]


class TitleLink(VendorRow):
    """One step of a share. `paper`: signed here; else `words` name the paper that was signed elsewhere, `stored` its copy.

    `contributor` empty: the firm passes on whatever its inventors passed to it. Rows that nobody changes or takes away.
    """

    APPEND_ONLY = True

    invention = models.ForeignKey("agreements.Invention", on_delete=models.PROTECT, related_name="links")
    contributor = models.ForeignKey("agreements.Contributor", null=True, on_delete=models.PROTECT, related_name="links")
    giver = models.CharField(max_length=16, choices=GIVERS)
    taker = models.CharField(max_length=16, choices=TAKERS)
    share = models.DecimalField(max_digits=5, decimal_places=2)
    paper = models.ForeignKey("agreements.Agreement", null=True, on_delete=models.PROTECT, related_name="links")
    words = models.CharField(max_length=300, blank=True)
    stored = models.OneToOneField("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by_name = models.CharField(max_length=150)

    objects = FirmQuerySet.as_manager()

    class Meta:
        ordering = ["signed_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(giver="inventor", contributor__isnull=False)
                | Q(giver="subcontractor", contributor=None, taker="company"),
                name="an_inventor_gives_a_share_and_a_firm_all_it_has",
            ),
            models.CheckConstraint(
                condition=Q(paper__isnull=False) | ~Q(words=""), name="a_link_of_title_names_its_paper"
            ),
            models.UniqueConstraint(
                fields=["paper"], condition=Q(paper__isnull=False), name="a_paper_makes_one_link_of_title"
            ),
        ]


class Patent(VendorRow):
    """An application or patent in one country that rests on the invention. `recorded_on`: our title in that register."""

    invention = models.ForeignKey("agreements.Invention", on_delete=models.PROTECT, related_name="patents")
    country = models.CharField(max_length=2)  # ISO 3166-1 alpha-2; EP and WO as offices call them
    number = models.CharField(max_length=60)
    filed_on = models.DateField()
    granted_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    recorded_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    objects = FirmQuerySet.as_manager()

    class Meta:
        ordering = ["country", "filed_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["invention", "country", "number"], name="a_patent_of_an_invention_is_entered_once"
            ),
            models.CheckConstraint(
                condition=Q(granted_on=None) | Q(granted_on__gte=F("filed_on")),
                name="a_patent_is_granted_after_it_is_filed",
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gt=F("filed_on")),
                name="a_patent_expires_after_it_is_filed",
            ),
        ]

    def __str__(self):
        return f"{self.country} {self.number}"
