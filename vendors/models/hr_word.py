"""What did HR last say of this person, when and through whom? Beside what we say, for the two to be compared."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from core.models.rows import Row
from vendors.models.person import Person

SAID = ["name", "email", "job_title", "site", "starts_on", "ends_on"]  # fields of a person that HR speaks of
LEFT = "left"  # the difference that one says gone and the other does not


class HrWordQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff, of the people whom they see."""
        return self.filter(person__in=Person.objects.visible_to(viewer)) if viewer.is_staff else self.none()

    def open(self):
        """Where the two do not agree and nobody has settled it."""
        return self.exclude(differs=[]).filter(settled_at=None)


class HrWord(Row):
    """`differs`: names of SAID, or LEFT, in which our record says something else now; actions keep it. Once settled,
    ours stays until HR says something new."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="hr_word")
    name = models.CharField(max_length=150)
    email = models.EmailField(max_length=254)
    job_title = models.CharField(max_length=120, blank=True)
    site = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    has_left = models.BooleanField(default=False)
    heard_at = models.DateTimeField()
    heard_from = models.CharField(max_length=160)
    differs = ArrayField(models.CharField(max_length=12), default=list)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = HrWordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-heard_at"], name="last_word_of_hr"),
            models.Index(
                fields=["heard_at", "id"], name="word_that_differs", condition=~Q(differs=[]) & Q(settled_at=None)
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="hr_says_an_end_after_the_start"),
        ]

    def __str__(self):
        return self.name
