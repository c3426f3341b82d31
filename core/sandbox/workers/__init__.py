"""What is done inside: one module a kind of work. None of them imports Django or anything of the house but `core.sandbox`."""
