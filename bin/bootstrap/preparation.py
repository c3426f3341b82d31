"""What must be done once before the programs start, and what of it is already done?

Each step has a stamp that names its inputs; a step whose inputs did not change is passed over. The stamps lie beside
what they speak of, so that they go when it goes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bootstrap import places, say

SCHEMA = (
    "*/migrations/*.py",
    "core/database/**/*.py",
    "*/models/**/*.py",
    "core/roles.py",
    "core/actions/roles.py",
    "*/standing.py",
    "*/sql/*.sql",
)
LOOK = ("*/static/**/*", "core/look/**/*.py", "core/management/commands/build_assets.py", "requirements.lock")
UNUSED = (
    "--ignore",
    "redoc",
    "--ignore",
    "rest_framework",
    "--ignore",
    "guardian",
)  # pages of others that we do not serve
STARTER = ("*/starter/**/*", "*/management/commands/load_starter.py")


@dataclass(frozen=True)
class Step:
    title: str
    command: tuple[str, ...]
    inputs: Callable[[], str]  # a digest; the step is done anew when it changes

    @property
    def exists(self) -> bool:
        """Commands of Django itself have no file in the project."""
        own = any(places.PROJECT.glob(f"*/management/commands/{self.command[0]}.py"))
        return own or self.command[0] in {"migrate", "collectstatic"}


def schema() -> str:
    return places.digest_of_files(*SCHEMA)


def look() -> str:
    return places.digest_of_files(*LOOK)


DATABASE = [
    Step(
        "Making the database and its roles",
        ("prepare_database",),
        lambda: places.digest_of_files("core/database/roles.py"),
    ),
    Step("Migrating the database", ("migrate", "--no-input", "--skip-checks"), schema),
]
ASSETS = [Step("Building fonts and icons", ("build_assets", "--no-collect"), look)]
CONTENT = [
    Step("Collecting static files", ("collectstatic", "--no-input", "--clear", *UNUSED), look),
    Step("Loading starter content", ("load_starter",), lambda: places.digest_of_files(*STARTER)),
]
DEMO = [
    Step("Loading demo data", ("demo",), lambda: "once"),
    # After it, since the demo names the organisation and the certificates carry that name.
    Step("Making the signing authority", ("make_signing_authority",), lambda: "once"),
]


def carry_out(steps: list[Step], stamps: Path, env: dict[str, str], log: Path) -> None:
    """Does the steps whose stamp in the folder `stamps` is missing or old. Raises Stop where one fails."""
    stamps.mkdir(parents=True, exist_ok=True)
    for step in steps:
        stamp, inputs = stamps / step.command[0], step.inputs()
        if not step.exists or (stamp.exists() and stamp.read_text() == inputs):
            continue
        say.run(step.title, manage(*step.command), log, env, cwd=places.PROJECT)
        stamp.write_text(inputs)


def manage(*words: str) -> list[str]:
    return [str(places.PYTHON), str(places.PROJECT / "manage.py"), *words]
