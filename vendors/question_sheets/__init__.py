"""Reading workbooks of questions: pure functions on cells, no database, no clock."""
