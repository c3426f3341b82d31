"""What people type here, checked and never saved; one file a noun."""
