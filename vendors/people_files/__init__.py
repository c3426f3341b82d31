"""Reading files of people: pure functions on rows and values, no database, no clock."""
