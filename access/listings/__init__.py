"""Which columns, filters and orders do the lists have? One file a list."""
