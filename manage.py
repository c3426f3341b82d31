#!/usr/bin/env python
"""The operator's command line: `manage.py help` lists what it can do."""

import os
import sys

# These change the shape of the database and so log in as its owner; everything else logs in as a role that owns nothing.
AS_OWNER = {
    "migrate",
    "makemigrations",
    "sqlmigrate",
    "showmigrations",
    "squashmigrations",
    "flush",
    "optimizemigration",
}
AS_WEB = {"runserver", "testserver", "demo"}  # the demo accepts invitations, as people do at the door


def main() -> None:
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    login = "owner" if command in AS_OWNER else "web" if command in AS_WEB else "task"
    os.environ.setdefault("RINGFENCE_LOGIN", login)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
