"""Which starter content do the apps bring? Loads it; running it again adds only newer versions."""

from importlib import import_module

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string, module_has_submodule

from core.task import in_transaction


class Command(BaseCommand):
    help = "Load the starter content (forms, questionnaires, clauses, courses, programmes) that is newer than what is there."

    def handle(self, *args, **options):
        for app in reversed(settings.FLOORS):
            if module_has_submodule(import_module(f"{app}.actions"), "starter"):
                in_transaction(import_string(f"{app}.actions.starter.load"), name="load_starter")
                self.stdout.write(f"Starter content of {app} is there.")
