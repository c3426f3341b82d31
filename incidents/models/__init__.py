"""incidents tables, one file a noun."""
