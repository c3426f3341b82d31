"""Who hears of wordings that are proposed, answered and shared before anything is signed?"""

from django.utils.translation import gettext_lazy as _l

from config import audiences
from core.notices import Tell

_TABLE = audiences.signatories_and_contacts("/portal/agreements/{subject_id}/negotiation/")
_WITH_NOTE = audiences.passing_on("note due_on zone", _TABLE)
# Our own wish for another wording is no news for the other side before it is the text.
_THEIRS = audiences.where(lambda detail: detail.get("side") == "theirs", audiences.passing_on("because clause", _TABLE))
_TALKS = "/desk/agreements/{subject_id}/negotiation/"
_APPROVERS = audiences.clause_approvers(_TALKS)
_WRITERS = audiences.staff_who_may("agreements.write", _TALKS)
_NOTHING = audiences.where(lambda detail: not detail["proposals"], _WRITERS)


def _decided(title) -> list[Tell]:
    """One by one into the inbox; the mail comes with the last of them."""
    return [
        Tell(
            audiences.where(lambda detail: detail["left"], _THEIRS), title,
            _l("We have answered your proposal on “%(clause)s”. Others still wait for our answer."), act=_l("See it"), mail="",
        ),
        Tell(
            audiences.where(lambda detail: not detail["left"], _THEIRS),
            _l("Your proposals are answered: %(subject)s"),
            _l("Each has its answer with a reason. Where we offered another wording, it is your turn."),
            act=_l("See the answers"),
            mail="now",
        ),
    ]  # fmt: skip


def _answered(title, text) -> list[Tell]:
    return [Tell(_APPROVERS, title, text, act=_l("See it"))]


NOTICES = {
    "agreement.round-sent": [
        Tell(
            _APPROVERS,
            _l("Round %(number)s of proposals: %(firm)s"),
            _l(
                "%(firm)s proposes other wording (%(proposals)s in all). Decide on those whose clause names your role, with a reason."
            ),
            act=_l("See the proposals"),
            mail="now",
        ),
        Tell(
            _NOTHING,
            _l("Nothing to change: %(firm)s"),
            _l("%(firm)s has read the draft and has nothing to change. It can be issued for signature."),
            act=_l("Issue it"),
            mail="now",
        ),
    ],
    "agreement.change-proposed": [
        Tell(
            _APPROVERS,
            _l("Deviation to decide on: %(firm)s"),
            _l(
                "%(actor)s wants “%(clause)s” otherwise than the standard. The agreement is not issued before you decide."
            ),
            act=_l("Decide"),
            mail="now",
        )
    ],
    "agreement.change-accepted": _decided(_l("A proposal was accepted")),
    "agreement.change-refused": _decided(_l("A proposal was refused")),
    "agreement.change-countered": _decided(_l("Another wording for your proposal")),
    "agreement.question-answered": _decided(_l("Your question was answered")),
    "agreement.change-insisted": _answered(
        _l("Another wording again: %(firm)s"),
        _l("%(firm)s answers your wording of “%(clause)s” with one of its own. Decide on it."),
    ),
    "agreement.counter-accepted": _answered(
        _l("Your wording is accepted: %(firm)s"),
        _l("%(firm)s accepts your wording of “%(clause)s”. It is the text now."),
    ),
    "agreement.opened": [
        Tell(
            _WITH_NOTE,
            _l("A draft to read: %(subject)s"),
            _l(
                "%(house)s puts this draft before your company. Read it clause by clause and say which ones you would change, "
                "and why, until the end of %(due_on)s (%(zone)s). Nothing is signed yet."
            ),
            act=_l("Read the draft"),
            mail="now",
        )
    ],
    "agreement.shared": [
        Tell(
            audiences.passing_on("note", _TABLE),
            _l("The draft has changed: %(subject)s"),
            _l("%(house)s has put a changed text before your company."),
            act=_l("Read the draft"),
        )
    ],
    "agreement.talks-closed": [
        Tell(
            audiences.passing_on("because", _TABLE),
            _l("Negotiation closed: %(subject)s"),
            _l(
                "%(house)s has closed the negotiation, for the reason below. You hear of it when there is a text to sign."
            ),
            act=_l("See what was said"),
        )
    ],
}
