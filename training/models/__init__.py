"""Courses, quizzes, completions and certificates; one file a noun."""

from training.models.facts import Completion

__all__ = ["Completion"]
