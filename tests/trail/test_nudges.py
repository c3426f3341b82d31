"""Is a worker asked once all is committed, and is nothing lost where there is no broker?"""

import uuid
from unittest import mock

import pytest
from django.db import transaction
from kombu.exceptions import OperationalError

from core import nudges

pytestmark = pytest.mark.django_db


def test_so_many_workers_are_asked_after_the_commit(django_capture_on_commit_callbacks):
    row = uuid.uuid4()
    sending = mock.patch("core.nudges.current_app.send_task")
    with sending as sent, django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        nudges.after_commit("some.task", row, workers=2)
        assert not sent.called
    assert sent.call_args_list == [mock.call("some.task", [str(row)])] * 2


def test_a_broker_that_is_down_stops_nobody(django_capture_on_commit_callbacks):
    sending = mock.patch("core.nudges.current_app.send_task", side_effect=OperationalError)
    with sending as sent, django_capture_on_commit_callbacks(execute=True):
        nudges.after_commit("some.task")
    assert sent.call_count == 1
