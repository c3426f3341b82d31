"""The paper: clauses, agreements, signatures; one file a noun."""

from agreements.models.facts import BindingFact

__all__ = ["BindingFact"]
