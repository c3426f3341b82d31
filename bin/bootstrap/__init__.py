"""Brings up everything that Ringfence needs on a fresh machine, with nothing but Python's standard library."""
