"""Who hears of what? Event name -> what is told, to whom, how urgently. One module for each part of the work.

A line reads: on this event, these people (config/audiences.py) get this title and this text, by templates/emails/notice
unless it names another pair. `mail` is "now" for deadlines, decisions and incidents, "bundled" for the rest (one mail
in ten minutes), "daily" for what comes by the hundred (in the morning), or "" for the inbox alone. The audience is asked by the worker after commit; nobody hears of own acts.
Title and text may use every name in the event's detail, `subject`, `actor`, `house` (us), and what the audience adds;
to a subcontractor goes what they say and nothing else of the detail.
"""

from config.notices import (
    access,
    accounts,
    agreements,
    audits,
    due_diligence,
    incidents,
    ip,
    negotiation,
    register,
    training,
)
from core.notices import Tell

NOTICES: dict[str, list[Tell]] = {
    **register.NOTICES,
    **due_diligence.NOTICES,
    **negotiation.NOTICES,
    **agreements.NOTICES,
    **ip.NOTICES,
    **training.NOTICES,
    **access.NOTICES,
    **audits.NOTICES,
    **incidents.NOTICES,
    **accounts.NOTICES,
}
