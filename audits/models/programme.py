"""What do we check, how often, and what follows when it fails? Versions of audits/starter/programme.yaml, frozen once loaded."""

from django.db import models

from core.models.rows import Row


class Programme(Row):
    """An audit keeps the version that it was planned by; a change is a higher version, never an edit."""

    APPEND_ONLY = True

    version = models.PositiveIntegerField(unique=True)
    content = models.JSONField()
    loaded_at = models.DateTimeField()

    class Meta:
        get_latest_by = "version"

    def check_named(self, key: str) -> dict | None:
        return next((check for check in self.content["checks"] if check["id"] == key), None)

    def checks_for(self, tier: int | None) -> list[dict]:
        """The checks of this tier; one that is not assessed is treated as the strictest."""
        return [check for check in self.content["checks"] if (tier or 1) in check["tiers"]]

    def area(self, key: str) -> str:
        return next(area["title"] for area in self.content["areas"] if area["id"] == key)

    def kind(self, key: str) -> dict:
        return next(kind for kind in self.content["finding_kinds"] if kind["id"] == key)

    def severity(self, key: str) -> dict:
        return next(severity for severity in self.content["severities"] if severity["id"] == key)

    def deadline(self, tier: int | None, severity: str) -> dict | None:
        """{plan_days, fix_days, ...} of this tier and severity; None where nothing has to be done."""
        lines = self.content["deadlines"]
        return next((line for line in lines if line["tier"] == (tier or 1) and line["severity"] == severity), None)
