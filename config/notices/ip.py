"""Who hears of background, inventions and who owns them?"""

from django.utils.translation import gettext_lazy as _l

from config import audiences
from core.notices import Tell

_ITEM, _DESK_ITEM = "/portal/inventions/background/{subject_id}/", "/desk/ip/background/{subject_id}/"
_INVENTION, _DESK_INVENTION = "/portal/inventions/{subject_id}/", "/desk/ip/inventions/{subject_id}/"
_PAGE = "/portal/inventions/supplements/{subject_id}/"
_COUNSEL = audiences.staff_who_may("agreements.write", _DESK_ITEM)
_CONTACTS = audiences.contacts(_ITEM)
_WRITER = audiences.who_disclosed(_INVENTION)


def _of(side: str, audience):
    return audiences.only_of(side, audience, key="side")


def _answered(title, text) -> list[Tell]:
    """Whoever's side declared it."""
    return [
        Tell(_of("subcontractor", audiences.passing_on("because", _CONTACTS)), title, text, act=_l("Open it")),
        Tell(_of("company", _COUNSEL), title, text, act=_l("Open it")),
    ]


NOTICES = {
    "background.declared": [
        Tell(
            _of("subcontractor", _COUNSEL),
            _l("Background declared: %(subject)s"),
            _l("%(firm)s says that it owned this before the work. Confirm it, or say why not."),
            act=_l("Look at it"),
        ),
        Tell(
            _of("company", _CONTACTS),
            _l("To confirm: %(subject)s"),
            _l("%(house)s says that it owned this before the work. Say whether you agree; it goes into the agreement."),
            act=_l("Look at it"),
        ),
    ],
    "background.confirmed": _answered(
        _l("Confirmed: %(subject)s"), _l("The other side agrees. It stands in the schedule.")
    ),
    "background.disputed": _answered(
        _l("Not agreed: %(subject)s"), _l("The other side does not agree. Its reason stands on the page.")
    ),
    "background.opening-asked": [
        Tell(
            _COUNSEL,
            _l("A sealed proof is to be opened: %(subject)s"),
            _l("%(actor)s asks to look into it. A second person has to agree."),
            act=_l("Look at it"),
        )
    ],
    "background.opening-agreed": [
        Tell(
            _CONTACTS,
            _l("We look into the proof of: %(subject)s"),
            _l("Two people of %(house)s agreed to open the file that is kept under seal. Why stands on its page."),
            act=_l("Open it"),
            mail="now",
        )
    ],
    "background.receipt-sealed": [
        Tell(
            _of("subcontractor", _CONTACTS),
            _l("Receipt of your deposit: %(subject)s"),
            _l("It names the fingerprint and the moment, and is sealed: any PDF reader shows whether it was changed."),
            act=_l("Get the receipt"),
            own=True,
        )
    ],
    "invention.disclosed": [
        Tell(
            audiences.staff_who_may("agreements.write", _DESK_INVENTION),
            _l("Invention disclosed: %(subject)s"),
            _l("%(firm)s tells of an invention in the work for us. Decide what becomes of it; the clock runs."),
            act=_l("Look at it"),
        ),
        Tell(
            audiences.contacts(_INVENTION),
            _l("%(actor)s told us of an invention"),
            _l(
                "You see what was sent. Where the law gives your company a claim against its own people, its time runs from now."
            ),
            act=_l("Read it"),
        ),
    ],
    "invention.returned": [
        Tell(
            audiences.passing_on("because", _WRITER),
            _l("A question on your invention: %(subject)s"),
            _l("Something is missing. What we ask stands on its page. Put it right and send it again."),
            act=_l("Go on"),
            mail="now",
        )
    ],
    "invention.claimed": [
        Tell(
            audience,
            _l("Claimed: %(subject)s"),
            _l(
                "%(house)s claims the invention, by the agreement. Everybody who contributed signs an assignment next; why stands on the page."
            ),
            act=_l("Open it"),
            mail="now",
        )
        for audience in (_WRITER, audiences.contacts(_INVENTION))
    ],
    "invention.released": [
        Tell(
            audience,
            _l("Released: %(subject)s"),
            _l("%(house)s claims nothing of it. Why stands on the page."),
            act=_l("Open it"),
            mail="now",
        )
        for audience in (_WRITER, audiences.contacts(_INVENTION))
    ],
    "invention.assigned": [
        Tell(
            audience,
            _l("Assigned: %(subject)s"),
            _l("Every share has come to %(house)s. There is nothing more to do."),
            act=_l("Open it"),
            own=True,
        )
        for audience in (_WRITER, audiences.staff_who_may("agreements.write", _DESK_INVENTION))
    ],
    "independent.told": [
        Tell(
            audiences.staff_who_may("agreements.write", "/desk/ip/independent/{subject_id}/"),
            _l("An invention of their own: %(subject)s"),
            _l("%(firm)s tells of something made outside the work for us. Say in time whether it is theirs alone."),
            act=_l("Look at it"),
        )
    ],
    **{
        name: [
            Tell(
                audiences.passing_on(
                    "because", audiences.the_person("/portal/inventions/own/{subject_id}/", key="about")
                ),
                title,
                _l("Our reason stands on its page."),
                act=_l("Read it"),
                mail="now",
            )
        ]
        for name, title in (
            ("independent.accepted", _l("Yours alone: %(subject)s")),
            ("independent.claimed", _l("We see it otherwise: %(subject)s")),
        )
    },
    "joint.entered": [
        Tell(
            audiences.contacts("/portal/inventions/joint/{subject_id}/"),
            _l("Developed together: %(subject)s"),
            _l(
                "%(house)s has entered a joint development with your company: who brings what, who owns what, what is due."
            ),
            act=_l("Read it"),
        )
    ],
    "supplement.proposed": [
        Tell(
            audiences.contacts(_PAGE),
            _l("To confirm: a supplement to your agreement"),
            _l(
                "%(house)s adds background that both sides confirmed to the agreement. Read it and say whether you agree."
            ),
            act=_l("Read it"),
        )
    ],
    "supplement.confirmed": [
        Tell(
            audiences.stewards("/desk/subcontractors/{vendor_id}/ip/"),
            _l("Supplement confirmed: %(subject)s"),
            _l("Both sides have confirmed it."),
            act=_l("Open it"),
        )
    ],
    "supplement.refused": [
        Tell(
            audiences.staff_who_may("agreements.write", "/desk/subcontractors/{vendor_id}/ip/"),
            _l("Supplement refused: %(subject)s"),
            _l("%(actor)s does not agree with it, for the reason below."),
            act=_l("Open it"),
        )
    ],
}
