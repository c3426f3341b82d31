"""How do clauses, answers and a country become one numbered text? Pure functions on values: no database, no clock."""
