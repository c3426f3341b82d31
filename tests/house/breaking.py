"""What is a break? The name of a constraint, a row that holds, and what is to be changed in a copy of it."""

import datetime

from django.db import models

DAY = datetime.timedelta(days=1)
Break = tuple[str, models.Model, dict]
