"""Makes many tables in one step of a migration.

Django renders every model that is related to a new one again for each CreateModel, which with a hundred tables takes a
minute. Here they are rendered once, when all of them are known.
"""

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory


class CreateTables(Operation):
    """`tables` in an order in which each finds those that it points at. Undone in the opposite order."""

    category = OperationCategory.ADDITION

    def __init__(self, tables: list[CreateModel]):
        self.tables = tables

    def deconstruct(self):
        return type(self).__name__, [self.tables], {}

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # what was rendered; it is rendered anew when it is next asked for
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.tables)} tables"
