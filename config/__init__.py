"""The roof: the only place that knows every room. Nobody imports it but the servers that start from here."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
