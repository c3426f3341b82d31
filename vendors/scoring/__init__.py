"""How much risk is left with a subcontractor? `arithmetic` is the whole method on plain values; it also runs alone."""
