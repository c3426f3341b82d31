"""audits tables, one file a noun."""
