"""What do administrators do at the desk? Accounts, roles, keys, the organisation."""
