"""What is an agreed sum for a breach, by the table that was signed? Pure arithmetic, each step shown."""
