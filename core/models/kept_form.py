"""What did somebody type that could not be taken yet? Kept until they have confirmed that it is them, or signed in again."""

from django.db import models

from core.models.rows import Row

_GATE = "select, insert, update, delete"


class KeptFormQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return self.filter(user=viewer.user) if viewer.user else self.none()

    def standing(self, at):
        return self.filter(expires_at__gt=at)


class KeptForm(Row):
    """`page` shows the form and `action` takes it: paths of ours with their query. What was typed is sealed.

    The portal and the desk do not read this table; the gate does, for the account alone and only where the session
    holds the id of the row.
    """

    GATE = _GATE

    user = models.ForeignKey("core.User", on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=2000)
    action = models.CharField(max_length=2000)
    sealed = models.TextField()
    kept_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects = KeptFormQuerySet.as_manager()


class KeptFile(Row):
    """A file that was chosen in the form, encrypted in the storage under a key of its own (core/files/aside.py)."""

    GATE = _GATE

    form = models.ForeignKey(KeptForm, on_delete=models.CASCADE, related_name="files")
    field = models.CharField(max_length=200)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=150, blank=True)
    size = models.PositiveBigIntegerField()
    storage_name = models.CharField(max_length=120, unique=True)
    wrapped_key = models.BinaryField(max_length=120)
    key_id = models.CharField(max_length=16)
