"""Who may do what, and when? One file a noun."""
