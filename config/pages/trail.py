"""How does the trail read as a timeline? As core/web/history.py draws it."""

from core.web.history import entries, of

__all__ = ["entries", "of"]
