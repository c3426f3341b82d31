"""Whatever happens to the child, the parent goes on, and the child has nothing to give away."""

import os
import threading

import pytest

from core.sandbox import Refused, Sandbox, Stopped

WORKER = "tests.core_sandbox.mischief"


@pytest.fixture
def sandbox(monkeypatch):
    monkeypatch.setenv("RINGFENCE_SECRET_KEY", "must not be seen")
    sandbox = Sandbox(WORKER, memory=400, seconds=3)
    yield sandbox
    sandbox.stop()


def test_it_answers_and_stays_warm(sandbox):
    first, content = sandbox.ask({"deed": "echo"}, b"\x00\xff" * 300_000)
    assert content == b"\x00\xff" * 300_000
    assert sandbox.ask({"deed": "echo"})[0]["pid"] == first["pid"] != os.getpid()


def test_a_refusal_is_a_word_and_costs_nothing(sandbox):
    pid = sandbox.ask({"deed": "echo"})[0]["pid"]
    with pytest.raises(Refused) as refusal:
        sandbox.ask({"deed": "refuse"})
    assert refusal.value.reason == "no"
    assert sandbox.ask({"deed": "echo"})[0]["pid"] == pid


@pytest.mark.parametrize("deed", ["sleep", "eat", "crash", "raise"])
def test_a_question_that_kills_the_child_costs_that_question_alone(sandbox, deed):
    with pytest.raises(Stopped):
        sandbox.ask({"deed": deed})
    assert sandbox.ask({"deed": "echo"}, b"x")[1] == b"x"


def test_the_child_knows_no_secret(sandbox):
    known = sandbox.ask({"deed": "environment"})[0]["names"]
    assert not [name for name in known if "SECRET" in name or "KEY" in name or "DATABASE" in name]


@pytest.mark.parametrize("deed", ["connect", "resolve", "spawn", "system"])
def test_the_child_reaches_no_network_and_starts_no_program(sandbox, deed):
    assert sandbox.ask({"deed": deed})[0]["outcome"] == "PermissionError"


def test_the_child_is_replaced_after_its_share():
    sandbox = Sandbox(WORKER, memory=400, seconds=3, questions=2)
    pids = [sandbox.ask({"deed": "echo"})[0]["pid"] for _number in range(4)]
    sandbox.stop()
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_threads_take_turns(sandbox):
    answers: dict[int, bytes] = {}

    def ask(number: int) -> None:
        answers[number] = sandbox.ask({"deed": "echo"}, bytes([number]) * 1000)[1]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: bytes([number]) * 1000 for number in range(12)}


def test_a_forked_process_gets_a_child_of_its_own(sandbox):
    mine = sandbox.ask({"deed": "echo"})[0]["pid"]
    reader, writer = os.pipe()
    if (fork := os.fork()) == 0:
        os.write(writer, str(sandbox.ask({"deed": "echo"})[0]["pid"]).encode())
        sandbox.stop()
        os._exit(0)
    os.waitpid(fork, 0)
    assert int(os.read(reader, 20)) != mine
    assert sandbox.ask({"deed": "echo"})[0]["pid"] == mine
    os.close(reader)
    os.close(writer)
