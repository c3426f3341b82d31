"""What this app shows on pages that span apps; one file a noun, gathered by config/pages."""
