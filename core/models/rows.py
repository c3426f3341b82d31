"""What every table begins with."""

from django.db import models
from django.db.models.functions import Now

from core import ids


class Row(models.Model):
    """An unguessable, time-ordered id and the moment the row was written."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True
