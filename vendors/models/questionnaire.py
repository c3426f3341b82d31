"""What did we ask this subcontractor, what did it answer, and what do we make of the answers?"""

from django.db import models
from django.utils.translation import gettext_lazy as _l

from core.workflow import Workflow, stamped, status_field
from vendors.models.catalogues import QuestionnaireVersion
from vendors.models.delegation import Delegation
from vendors.models.vendor import TIERS, VendorRow, firm_only

ANSWERABLE = ["sent", "in_progress", "returned"]
OPEN = [*ANSWERABLE, "submitted"]  # no second one is sent meanwhile
VERDICTS = [
    ("", _l("Not looked at")),
    ("ok", _l("Accepted as stated")),
    ("verified", _l("Verified")),
    ("clarify", _l("Needs clarification")),
]


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """As the firm; a colleague who is no contact sees the questionnaire of which they were asked a section."""
        if viewer.is_person and "contact" not in viewer.hats:
            asked = Delegation.objects.visible_to(viewer).readable()
            return self.filter(vendor_id=viewer.vendor_id, pk__in=asked.values("assessment"))
        return firm_only(self, viewer)

    def open(self):
        """Waiting for the subcontractor."""
        return self.filter(status__in=ANSWERABLE)


class Assessment(VendorRow):
    """One questionnaire sent to one firm. `questions` is frozen when it is sent: {id, title, intro, minutes, sections,
    questions, scoring}, as vendors.questionnaire_engine.asked gives it. `round` counts the submissions.

    `due_on`: the last day, which ends at midnight in the organisation's zone.
    """

    WORKFLOW = Workflow(
        "sent",
        {
            "sent": {"in_progress": "questionnaire.started", "withdrawn": "questionnaire.withdrawn"},
            "in_progress": {"submitted": "questionnaire.submitted", "withdrawn": "questionnaire.withdrawn"},
            "submitted": {"returned": "questionnaire.returned", "accepted": "questionnaire.accepted"},
            "returned": {"submitted": "questionnaire.submitted", "withdrawn": "questionnaire.withdrawn"},
        },
        {
            "sent": _l("Not started"),
            "in_progress": _l("In progress"),
            "submitted": _l("In review"),
            "returned": _l("Returned with questions"),
            "accepted": _l("Accepted"),
            "withdrawn": _l("Withdrawn"),
        },
    )

    reference = models.CharField(max_length=12, unique=True, editable=False)  # ASM-0042, for staff only
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    tier = models.PositiveSmallIntegerField(choices=TIERS)
    questions = models.JSONField()
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    status = status_field(WORKFLOW)
    round = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    percent = models.PositiveSmallIntegerField(null=True)  # what the accepted answers amount to

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["vendor", "-sent_at"], name="questionnaire_of_vendor"),
            models.Index(fields=["status", "due_on", "id"], name="questionnaire_by_due"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor"],
                condition=models.Q(status__in=[*ANSWERABLE, "submitted"]),
                name="one_open_questionnaire_per_firm",
            ),
            stamped(
                "a_submitted_questionnaire_says_by_whom",
                ["submitted", "returned", "accepted"],
                "submitted_at",
                "submitted_by",
            ),
            stamped("a_returned_questionnaire_says_by_whom", ["returned"], "returned_at", "returned_by"),
            stamped("accepted_answers_say_by_whom", ["accepted"], "accepted_at", "accepted_by"),
            stamped("a_withdrawn_questionnaire_says_when", ["withdrawn"], "withdrawn_at"),
        ]

    def __str__(self):
        return self.title

    @property
    def is_answerable(self) -> bool:
        return self.status in ANSWERABLE

    def question(self, key: str) -> dict:
        """Raises LookupError for a question that this round does not ask."""
        for question in self.questions["questions"]:
            if question["id"] == key:
                return question
        raise LookupError(key)


class Answer(VendorRow):
    """`value` by type of question: an option's id, a list of them, a text, a decimal as text, a date in ISO form, or a
    list of rows (column -> text); null where the files are the answer. Only a returned round needs `is_reopened`.
    `saved_from` marks the page that saved it last, `confirmed_from` the earlier submission that it was taken over from.

    The firm's own words. Once they are sent the table refuses a change of them (vendors/sql/sealed_answers.sql); what we
    hold against an answer is a Correction.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    comment = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")
    saved_from = models.CharField(max_length=36, blank=True)
    confirmed_from = models.ForeignKey("vendors.Submission", null=True, on_delete=models.PROTECT, related_name="+")
    is_reopened = models.BooleanField(default=False)
    verdict = models.CharField(max_length=10, choices=VERDICTS, blank=True)
    verdict_note = models.TextField(blank=True)
    verdict_at = models.DateTimeField(null=True)
    verdict_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="one_answer_per_question"),
            models.CheckConstraint(
                condition=models.Q(verdict="") | models.Q(verdict_at__isnull=False, verdict_by__isnull=False),
                name="a_verdict_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~models.Q(verdict="clarify") | ~models.Q(verdict_note=""), name="a_question_back_has_words"
            ),
        ]

    def __str__(self):
        return self.question

    @property
    def version(self) -> str:
        """Changes with every saving; "" for an answer that nobody has saved."""
        return self.saved_at.isoformat() if self.saved_at else ""


class AnswerFile(VendorRow):
    """A file behind an answer; the same file may stand behind several."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="files")
    stored = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("core.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "stored"], name="a_file_is_once_behind_an_answer")]

    def __str__(self):
        return self.stored.name


class Submission(VendorRow):
    """One sealed set of answers: what was sent in this round, word by word. `digest` is the SHA-256 of `content`'s
    canonical JSON (core.events.canonical), in hex; the event of the submission carries it too."""

    APPEND_ONLY = True

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="submissions")
    round = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "round"], name="one_submission_per_round")]
