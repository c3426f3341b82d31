"""The doors of staff."""
