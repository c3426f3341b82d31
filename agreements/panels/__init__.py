"""What does this app show on pages of others, and what do its own pages hold? One file a noun."""
