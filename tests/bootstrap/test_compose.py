"""Does the production set-up hang together? No container engine is needed to see that it names only what is there."""

import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
import yaml

from bootstrap import places, postgres

PROJECT = Path(__file__).resolve().parents[2]
OWN = ("prepare", "web", "worker", "beat")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((PROJECT / "docker-compose.yml").read_text())


def test_the_services_are_all_there(compose):
    assert set(compose["services"]) == {*OWN, "database", "broker", "proxy"}
    assert compose["services"]["database"]["image"] == "postgres:18"
    assert compose["services"]["broker"]["image"] == "redis:8"


def test_the_database_is_made_as_the_settings_say(compose):
    """PostgreSQL itself reads the words that the image hands to it."""
    home = postgres.home(places.data(), "compose")
    cluster = postgres.Cluster(postgres.find(), home, places.data() / "compose-postgres.log")
    if cluster.programs.major < 17:
        pytest.skip("this PostgreSQL knows no built-in locales")
    words = compose["services"]["database"]["environment"]["POSTGRES_INITDB_ARGS"].split()
    places.make_private(home, cluster.account)
    program, folder = cluster.programs.folder / "initdb", home / "data"
    try:
        assert cluster.spawn([str(program), "-D", str(folder), "--no-sync", *words]).wait() == 0, (
            cluster.log.read_text()
        )
    finally:
        shutil.rmtree(home)


def test_every_service_that_lasts_has_a_health_check(compose):
    assert all("healthcheck" in service for name, service in compose["services"].items() if name != "prepare")


def test_a_service_mounts_exactly_the_secrets_that_it_reads(compose):
    for name, service in compose["services"].items():
        text = str({key: value for key, value in service.items() if key != "secrets"})
        assert set(re.findall(r"/run/secrets/(\w+)", text)) == set(service.get("secrets", [])), name


def test_secrets_networks_volumes_and_dependencies_are_declared(compose):
    for name, service in compose["services"].items():
        assert set(service.get("secrets", [])) <= set(compose["secrets"]), name
        assert set(service["networks"]) <= set(compose["networks"]), name
        assert set(service.get("depends_on", {})) <= set(compose["services"]), name
        named = {volume.split(":")[0] for volume in service.get("volumes", []) if not volume.startswith(".")}
        assert named <= set(compose["volumes"]), name


def test_nothing_secret_stands_in_the_environment(compose):
    for service in compose["services"].values():
        for name in service.get("environment", {}):
            if re.search(r"PASSWORD|SECRET|KEY$|DSN|REDIS_URL", name):
                assert name.endswith("_FILE"), name


def test_only_the_proxy_is_reached_from_outside(compose):
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["proxy"]
    assert compose["networks"]["back"]["internal"] is True
    assert "back" not in compose["services"]["proxy"]["networks"]


def test_ours_run_without_rights_of_their_own(compose):
    for name in OWN:
        service = compose["services"][name]
        assert (
            service["read_only"]
            and service["cap_drop"] == ["ALL"]
            and "no-new-privileges:true" in service["security_opt"]
        )
    assert re.search(r"^USER ringfence$", (PROJECT / "Dockerfile").read_text(), re.M)


def test_every_variable_is_one_that_the_settings_read(compose):
    read = "".join(
        (PROJECT / name).read_text() for name in ("config/settings.py", "core/management/commands/prepare_database.py")
    )
    read += "".join("".join(compose["services"][name].get("command") or "") for name in OWN)  # or its own commands
    for name in OWN:
        for variable in compose["services"][name]["environment"]:
            plain = re.sub(r"_(OWNER|WEB|TASK|BACKUP)_PASSWORD", "_PASSWORD", variable.removesuffix("_FILE"))
            known = plain in read or plain == "RINGFENCE_PASSWORD" and "_PASSWORD" in read
            assert known, f"{variable} of {name} is read by nobody"


def test_the_secrets_are_made_once_and_closed_to_others(compose, tmp_path):
    (tmp_path / "make-secrets").write_bytes((PROJECT / "deploy" / "make-secrets").read_bytes())
    folder = tmp_path / "secrets"
    subprocess.run(["sh", "make-secrets"], cwd=tmp_path, check=True, capture_output=True)
    first = {path.name: path.read_text() for path in folder.iterdir()}
    subprocess.run(["sh", "make-secrets"], cwd=tmp_path, check=True, capture_output=True)
    assert first == {path.name: path.read_text() for path in folder.iterdir()}
    assert set(first) == {os.path.basename(secret["file"]) for secret in compose["secrets"].values()}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len(first["secret_key"]) >= 40
    assert first["broker_password"] in first["redis_url"] and first["broker_password"] in first["broker_acl"]


@pytest.mark.parametrize("name", [".dockerignore", ".gitignore"])
def test_secrets_get_into_no_image_and_no_commit(name):
    assert "deploy/secrets" in {line.rstrip("/") for line in (PROJECT / name).read_text().split()}


def test_the_image_installs_a_lock_without_tools_of_the_workshop():
    lock = (PROJECT / "requirements.production.lock").read_text()
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.M))
    assert "django" in pins and "django-storages" in pins
    assert not {"pytest", "ruff", "mypy", "playwright"} & set(pins)
    workshop = dict(re.findall(r"^([\w.-]+)==(\S+)", (PROJECT / "requirements.lock").read_text(), re.M))
    assert {name: pins[name] for name in pins if name in workshop} == {
        name: workshop[name] for name in pins if name in workshop
    }
    for text in (lock, (PROJECT / "requirements.lock").read_text()):
        assert text.count("==") <= text.count("--hash=sha256:")
        assert "://" not in text and "index-url" not in text


def test_the_proxy_logs_nobody_who_reports_without_a_name():
    """Neither the pages, nor what they load, and no address where something fails; nor a link that lets somebody in."""
    text = (PROJECT / "deploy" / "Caddyfile").read_text()
    unlogged = re.search(r"@(\w+) path (.+)\n\tlog_skip @(\w+)\n", text)
    assert unlogged and unlogged[1] == unlogged[3]
    assert {"/report", "/report/*", "/static/*", "/brand.css"} <= set(unlogged[2].split())
    assert {"/start/*", "/invitation/*", "/account/password/reset/key/*"} <= set(unlogged[2].split())
    errors = re.search(r"log default \{(.+?)\n\t\}\n", text, re.S)
    assert errors and all(f"request>{each} delete" in errors[1] for each in ("remote_ip", "client_ip", "headers"))
