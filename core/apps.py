from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Ringfence"

    def ready(self):
        from core import checks  # noqa: F401  (registers the start-up checks)
        from core.actions import roles
        from core.database import policies

        pre_migrate.connect(policies.check_roles, sender=self, dispatch_uid="roles_there")
        # Both read code and write the database's mirror of it; they change no record.
        post_migrate.connect(policies.sync, sender=self, dispatch_uid="policies")
        post_migrate.connect(roles.sync, sender=self, dispatch_uid="roles")
