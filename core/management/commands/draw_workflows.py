"""Which step may follow which? Draws docs/workflows.md from the WORKFLOW of every model."""

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import override

from core import workflow

TARGET = settings.BASE_DIR / "docs" / "workflows.md"
HEAD = (
    "# Workflows\n\nDrawn by `manage.py draw_workflows` from the models; a change here is lost at the next drawing.\n"
)


class Command(BaseCommand):
    help = "Writes docs/workflows.md anew."

    def handle(self, **options):
        TARGET.write_text(drawn(), encoding="utf-8")
        self.stdout.write(f"{TARGET.relative_to(settings.BASE_DIR)} is drawn.")


def drawn() -> str:
    """The whole document, in one order and one language whoever draws it."""
    models = [model for model in apps.get_models() if hasattr(model, "WORKFLOW")]
    with override(settings.LANGUAGE_CODE):
        return "\n".join([HEAD, *(_chapter(each) for each in sorted(models, key=lambda model: model._meta.label))])


def _chapter(model) -> str:
    names = "\n".join(f"| `{status}` | {name} |" for status, name in model.WORKFLOW.names.items())
    return (
        f"## {model._meta.label}\n\n```mermaid\n{workflow.diagram(model.WORKFLOW)}\n```\n\n"
        f"| Status | People read |\n|---|---|\n{names}\n"
    )
