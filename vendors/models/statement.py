"""What do the accounts of a subcontractor say, year by year, as we copied them, and since when do we know?"""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from core.facts import Fact, FactQuerySet
from core.web.dates import say_day
from vendors.models.catalogues import Catalogue
from vendors.models.vendor import Vendor

UNITS = [(1, _l("Whole units")), (1_000, _l("Thousands")), (1_000_000, _l("Millions"))]
KINDS = [
    ("listed-manufacturer", _l("Manufacturer, its shares are listed")),
    ("private-manufacturer", _l("Manufacturer, its shares are not listed")),
    ("other", _l("No manufacturer, or in an emerging market")),
    ("financial", _l("Bank, insurer or other financial firm")),
]
ASSURANCE = [("audited", _l("Audited")), ("reviewed", _l("Reviewed, not audited")), ("none", _l("Neither"))]


class FinanceMethod(Catalogue):
    """finance.yaml: what each tier is asked for. A page names the version that it goes by."""


class StatementQuerySet(FactQuerySet):
    def visible_to(self, viewer):
        """Staff alone, as the screening that draws on it."""
        return self.filter(vendor__in=Vendor.objects.visible_to(viewer)) if viewer.is_staff else self.none()


class Statement(Fact):
    """The accounts of the period that ends with `ends_on`, a day, `months` long; `during` is that period. A correction is a
    new row, and `known` of the old one ends. `amounts`: line (vendors/finance/lines.py) -> whole number in `unit` of
    `currency`; what the accounts do not say is not there. The file is one that the firm uploaded, or `source` says where
    the figures were found. `because`: why it was corrected or taken back.
    """

    PORTAL_SEES = "false"

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    ends_on = models.DateField()
    months = models.PositiveSmallIntegerField()
    currency = models.CharField(max_length=3)  # ISO 4217
    unit = models.PositiveIntegerField(choices=UNITS)
    kind = models.CharField(max_length=24, choices=KINDS)
    assurance = models.CharField(max_length=8, choices=ASSURANCE)
    is_consolidated = models.BooleanField()
    amounts = models.JSONField()
    stored = models.ForeignKey("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    entered_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    because = models.TextField(blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vendor", "ends_on"], condition=Q(known__upper_inf=True), name="one_statement_of_a_year_counts"
            ),
            models.CheckConstraint(condition=Q(months__gte=1, months__lte=24), name="a_year_has_1_to_24_months"),
            models.CheckConstraint(
                condition=Q(stored__isnull=False) | ~Q(source=""), name="figures_come_from_somewhere"
            ),
        ]

    def __str__(self):
        return _("%(firm)s, year to %(day)s") % {"firm": self.vendor.name, "day": say_day(self.ends_on, "full")}

    @property
    def figures(self) -> dict[str, Decimal]:
        return {line: Decimal(amount) for line, amount in self.amounts.items()}

    @property
    def known_from(self):
        """One corrected in its own moment was known for none."""
        return self.known.lower or self.created_at

    @property
    def is_current(self) -> bool:
        return self.known.upper is None and not self.known.isempty
