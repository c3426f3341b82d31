"""Courses, quizzes, completions and certificates; one file a noun."""

from training.models.course import Course, CourseVersion, QuizKey
from training.models.facts import Completion
from training.models.learning import Attempt, Enrolment, LessonRead, TrainingCertificate

__all__ = [
    "Attempt",
    "Completion",
    "Course",
    "CourseVersion",
    "Enrolment",
    "LessonRead",
    "QuizKey",
    "TrainingCertificate",
]
