"""How does an operator reach manage.py in the surroundings of a running bin/run?"""

import os
from pathlib import Path

from bootstrap import accounts, libraries, places, postgres, preparation, running, surroundings, valkey
from bootstrap.say import Stop


def main(words: list[str]) -> int:
    """Becomes manage.py; returns only by raising Stop, where bin/run does not run."""
    data = places.data()
    if not places.PYTHON.exists():
        raise Stop("Ringfence was never started here. Start it in another window: bin/run")
    accounts.become_owner(data)
    env = surroundings.make(
        data, "embedded", libraries.provide(data), RINGFENCE_DEMO="yes", PORT=os.environ.get("PORT", "8000")
    )
    if not running.names_database(env):
        env |= _database(data)
    env.setdefault("REDIS_URL", valkey.Broker(places.data(), data / "run", data / "logs" / "broker.log").url)
    os.chdir(places.PROJECT)
    argv = preparation.manage(*words)
    os.execve(argv[0], argv, env)


def _database(data: Path) -> dict[str, str]:
    cluster = postgres.Cluster(postgres.find(), postgres.home(data), data / "logs" / "postgres.log")
    if not cluster.serves:
        raise Stop("The database is not running. Start it in another window: bin/run")
    return {"DATABASE_URL": cluster.url, "RINGFENCE_SUPERUSER_DSN": cluster.superuser_dsn}
