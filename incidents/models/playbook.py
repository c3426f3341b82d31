"""What kinds of incident are there, and what comes first? Versions of incidents/starter/playbook.yaml, frozen once loaded."""

from django.db import models

from core.models.rows import Row


class Playbook(Row):
    """A case keeps the version that it was opened by. The portal reads it to offer the categories."""

    APPEND_ONLY = True
    PORTAL_SEES = "true"
    REPORTER_MAY = "select"

    version = models.PositiveIntegerField(unique=True)
    content = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        get_latest_by = "version"

    def has_category(self, key: str) -> bool:
        return self._named("categories", key) is not None

    def category(self, key: str) -> dict:
        """Raises KeyError for a category that this version does not have."""
        if (found := self._named("categories", key)) is None:
            raise KeyError(key)
        return found

    def step(self, key: str) -> dict | None:
        return self._named("steps", key)

    def hold(self, key: str) -> dict | None:
        return self._named("holds", key)

    def intake(self, key: str) -> dict | None:
        return self._named("intake", key)

    def severity_of(self, categories: list[str]) -> str:
        """The gravest that one of the categories starts with; a report that was not sure starts as a suspicion."""
        return min((self.category(key)["default_severity"] for key in categories), default="S4")

    def holds_of(self, categories: list[str]) -> list[dict]:
        """Each hold once, in the playbook's order."""
        wanted = {hold for key in categories for hold in self.category(key)["holds"]}
        return [hold for hold in self.content["holds"] if hold["id"] in wanted]

    def first_steps(self, categories: list[str]) -> list[dict]:
        wanted = {step for key in categories for step in self.category(key)["first_steps"]} or {"triage"}
        return [step for step in self.content["steps"] if step["id"] in wanted]

    def _named(self, what: str, key: str) -> dict | None:
        return next((entry for entry in self.content[what] if entry["id"] == key), None)
