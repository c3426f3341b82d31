"""What is taught? Courses and their frozen versions; the answer key lies apart, where the portal cannot read it."""

from django.db import models

from core.models.rows import Row


class Course(Row):
    PORTAL_SEES = "true"

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField()
    valid_months = models.PositiveSmallIntegerField(default=12)

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title

    @property
    def current(self) -> "CourseVersion | None":
        """The version that new learners get; None before the first is published."""
        return self.versions.order_by("-number").first()


class CourseVersion(Row):
    """Lessons and questions as they were published; never changed afterwards. Questions carry no answers here.

    `content`: {objectives, lessons: [{id, title, minutes, blocks}], questions: [{id, lesson, text, type, options}],
    quiz: {pass_percent, attempts, questions, shuffle}}.
    """

    PORTAL_SEES = "true"
    APPEND_ONLY = True

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="a_course_version_number_is_used_once")
        ]

    @property
    def lessons(self) -> list[dict]:
        return self.content["lessons"]

    @property
    def question_count(self) -> int:
        """How many are drawn for an attempt."""
        return min(self.content["quiz"]["questions"], len(self.content["questions"]))

    def lesson(self, key: str) -> dict | None:
        return next((lesson for lesson in self.lessons if lesson["id"] == key), None)


class QuizKey(Row):
    """Correct answers and explanations: {question id: {correct: [...], explanation}}. No role of the portal reads it."""

    APPEND_ONLY = True

    version = models.OneToOneField(CourseVersion, on_delete=models.PROTECT, related_name="quiz_key")
    answers = models.JSONField()
