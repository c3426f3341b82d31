"""Doors for programs, one file a noun."""
