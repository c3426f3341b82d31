"""Where do sessions live? In PostgreSQL, with their account beside them, so that one DELETE ends them all."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions

from core.models.user import Session


class SessionStore(DatabaseSessions):
    @classmethod
    def get_model_class(cls):
        return Session

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        row.started_at = data.get("started_at")
        row.seen_at = data.get("seen_at")
        row.agent = str(data.get("agent", ""))[:200]
        row.address = data.get("address")
        return row

    def decode(self, session_data):
        return super().decode(session_data)
