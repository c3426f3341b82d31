"""Who learns what, how far are they, and how did the quiz go?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _l

from core.workflow import Workflow, stamped, status_field
from vendors.models import Vendor, VendorRow


class EnrolmentQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Staff who may read training see all, stewards their firms'; a contact its firm's, a worker its own."""
        may_read = viewer.may("training.read")
        if viewer.vendor_id:
            own_firm = self.filter(vendor_id=viewer.vendor_id)
            return own_firm if may_read or "contact" in viewer.hats else own_firm.filter(person_id=viewer.person_id)
        if may_read:
            return self
        return self.filter(vendor__in=Vendor.objects.visible_to(viewer))


class Enrolment(VendorRow):
    """One person's way through one version of a course."""

    WORKFLOW = Workflow(
        "assigned",
        {
            "assigned": {"started": "training.started"},
            "started": {"passed": "training.passed", "failed": "training.failed"},
            "failed": {"started": "training.reopened"},
        },
        {
            "assigned": _l("Not started"),
            "started": _l("In progress"),
            "passed": _l("Passed"),
            "failed": _l("Not passed"),
        },
    )

    person = models.ForeignKey("vendors.Person", on_delete=models.PROTECT, related_name="enrolments")
    version = models.ForeignKey("training.CourseVersion", on_delete=models.PROTECT, related_name="enrolments")
    course = models.ForeignKey("training.Course", on_delete=models.PROTECT, related_name="enrolments")
    because = models.CharField(max_length=300, blank=True)
    due_on = models.DateField()
    status = status_field(WORKFLOW)
    assigned_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)
    attempts_allowed = models.PositiveSmallIntegerField()

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "course"], name="enrolment_of_person"),
            models.Index(fields=["status", "due_on"], name="enrolment_by_status"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course"],
                condition=~Q(status="passed"),
                name="a_person_takes_a_course_once_at_a_time",
            ),
            stamped("a_passed_enrolment_says_when", ["passed"], "passed_at"),
        ]

    def __str__(self):
        return self.course.title


class LessonRead(VendorRow):
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="lessons_read")
    lesson = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson"], name="a_lesson_is_read_once")]


class Attempt(VendorRow):
    """One go at the quiz. What was drawn, in which order, is frozen when it starts; the score when it is handed in."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    drawn = models.JSONField()  # [{question, options: [ids in shown order]}]
    answers = models.JSONField(default=dict)  # {question: [option ids]}
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    right = models.PositiveSmallIntegerField(null=True)
    percent = models.PositiveSmallIntegerField(null=True)
    has_passed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "number"], name="attempts_are_numbered"),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(submitted_at=None), name="one_attempt_is_open_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None) | Q(percent__isnull=False), name="a_submitted_attempt_has_a_score"
            ),
            models.CheckConstraint(
                condition=Q(has_passed=False) | Q(submitted_at__isnull=False), name="only_a_submitted_attempt_passes"
            ),
        ]


class TrainingCertificateQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return self.filter(enrolment__in=Enrolment.objects.visible_to(viewer))


class TrainingCertificate(VendorRow):
    """The paper about a pass. `code` is what the public page is asked with; `file` is filled once the PDF is sealed."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="certificate")
    code = models.CharField(max_length=24, unique=True)
    person_name = models.CharField(max_length=150)
    course_title = models.CharField(max_length=200)
    version_number = models.PositiveIntegerField()
    percent = models.PositiveSmallIntegerField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    file = models.ForeignKey("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField(null=True)
    seal_level = models.CharField(max_length=8, blank=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_because = models.CharField(max_length=300, blank=True)

    objects = TrainingCertificateQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="certificate_to_seal", condition=Q(file=None))]

    def __str__(self):
        return self.course_title
