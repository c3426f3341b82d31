"""The names of the deeds here, each with its sentence for people."""

from django.utils.translation import gettext_lazy as _l

NAMES = {
    "training.assigned": _l("Training assigned"),
    "training.started": _l("Training started"),
    "training.attempt-started": _l("Quiz started"),
    "training.attempted": _l("Quiz not passed"),
    "training.passed": _l("Training passed"),
    "training.failed": _l("Last attempt used without passing"),
    "training.reopened": _l("New attempts given"),
    "certificate.issued": _l("Training certificate issued"),
    "certificate.sealed": _l("Training certificate sealed"),
    "certificate.revoked": _l("Training certificate revoked"),
}
