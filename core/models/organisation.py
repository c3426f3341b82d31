"""Whose installation is this? One row: name, look, zone and the person who helps."""

from django.db import models

from core.models.rows import Row


class Organisation(Row):
    PORTAL_SEES = "true"

    only = models.BooleanField(default=True, unique=True, editable=False)
    name = models.CharField(max_length=120, default="Your organisation")
    tagline = models.CharField(max_length=120, default="Subcontractor assurance")
    brand_hue = models.PositiveSmallIntegerField(default=200)
    brand_chroma = models.DecimalField(max_digits=4, decimal_places=3, default="0.078")
    time_zone = models.CharField(max_length=60, default="UTC")
    jurisdiction = models.CharField(max_length=12, default="IE")
    address = models.CharField(max_length=300, blank=True)
    help_name = models.CharField(max_length=120, blank=True)
    help_email = models.EmailField(blank=True)
    help_phone = models.CharField(max_length=40, blank=True)
    help_hours = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="there_is_one_organisation")]

    def __str__(self):
        return self.name

    @classmethod
    def current(cls) -> "Organisation":
        """The one row; before set-up an unsaved one with the defaults."""
        return cls.objects.first() or cls()
