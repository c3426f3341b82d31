"""With which browsers has an account been used? One row each, so that a new one is noticed."""

from django.db import models

from core.models.rows import Row


class KnownBrowser(Row):
    """`digest`: SHA-256, in hex, of what the browser's own cookie says; only the gate asks."""

    GATE = "select, insert, update, delete"

    user = models.ForeignKey("core.User", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    first_used_at = models.DateTimeField()
    last_used_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="a_browser_is_known_once_an_account")]
