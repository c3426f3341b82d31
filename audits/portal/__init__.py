"""The doors of subcontractors."""
