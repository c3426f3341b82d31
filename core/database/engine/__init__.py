"""Django's engine for PostgreSQL, which looks before it asks whether a kept connection still lives."""
