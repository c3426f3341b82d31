"""The names of the deeds here, each with its sentence for people."""

from django.utils.translation import gettext_lazy as _l

NAMES = {}
