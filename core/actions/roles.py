"""Mirror the roles of core/roles.py into Django groups, after migrate."""

from django.conf import settings
from django.contrib.auth.models import Group

from core.roles import ROLES


def sync(**kwargs) -> None:
    if settings.LOGIN == "owner":
        Group.objects.bulk_create([Group(name=key) for key in ROLES], ignore_conflicts=True)
