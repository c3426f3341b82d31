"""Who is to be told what about an agreement? Named in the draft, frozen with the text, changed afterwards by notice."""

from django.db import models
from django.utils.translation import gettext_lazy as _l

from vendors.models import VendorRow

OUR_SIDE, THEIR_SIDE = "company", "subcontractor"
SIDES = [(OUR_SIDE, _l("Ours")), (THEIR_SIDE, _l("The subcontractor's"))]
ABOUT = [
    ("contract", _l("The contract")),
    ("security", _l("Security and incidents")),
    ("data_protection", _l("Data protection")),
    ("invoices", _l("Invoices")),
]


class AgreementContactQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        from agreements.models.agreement import Agreement

        return self.filter(agreement__in=Agreement.objects.visible_to(viewer))


class AgreementContact(VendorRow):
    """`holds_from` empty: of the text itself. A notice adds a row; the row before it stays as it was."""

    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.PROTECT, related_name="contacts")
    side = models.CharField(max_length=16, choices=SIDES)
    about = models.CharField(max_length=16, choices=ABOUT)
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=120, blank=True)
    email = models.EmailField()
    holds_from = models.DateField(null=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    objects = AgreementContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "side", "about", "holds_from"],
                nulls_distinct=False,
                name="one_contact_for_a_thing_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name
