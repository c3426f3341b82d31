"""What is typed here, and is it well-formed? One file a noun."""
