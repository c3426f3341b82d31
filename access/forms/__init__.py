"""Validating input; never saving."""
