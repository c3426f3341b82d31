"""Who hears of papers that are signed?"""

from django.utils.translation import gettext_lazy as _l

from agreements.models import APPROVER, COMPANY, RECIPIENT, SUBCONTRACTOR, WITNESS, WORKER
from config import audiences
from core.notices import Tell

_PAPER, _RECORD = "/portal/agreements/{subject_id}/", "/desk/agreements/{subject_id}/"
_SIGNATORIES = audiences.only_of("agreement", audiences.signatories(_PAPER))
_WORKER = audiences.only_of("undertaking", audiences.the_person(_PAPER, key="about"))
_STEWARDS = audiences.stewards(_RECORD)
_OWED, _OWED_DESK = "/portal/obligations/{subject_id}/", "/desk/obligations/{subject_id}/"
_CONTACTS_OWED = audiences.passing_on("what", audiences.only_of("agreement", audiences.contacts(_OWED)))
_WORKER_OWED = audiences.passing_on("what", audiences.only_of("undertaking", audiences.the_person(_OWED, key="about")))
_STEWARDS_OWED = audiences.passing_on("what", audiences.stewards(_OWED_DESK))
_DRAFTERS = audiences.staff_who_may("agreements.write", _RECORD)
_AUTHORITIES = "/portal/authorities/"
_READ, _COPY = _l("Read and sign"), _l("Get the signed copy")


def _refused(audience) -> Tell:
    return Tell(
        audience,
        _l("Signature refused: %(subject)s"),
        _l("%(actor)s refused to sign, for the reason below. Talk to them, then issue a changed one or take it back."),
        act=_l("Open the agreement"),
        mail="now",
    )


# Whoever's turn it is now: at once when it is issued, and whenever the ones before have acted.
_TURN = [
    Tell(
        audiences.asked_now(SUBCONTRACTOR),
        _l("To sign: %(subject)s"),
        _l(
            "%(house)s asks your company to sign this agreement. Read it on the page, on a phone too; each section is "
            "summed up in a sentence. You confirm with your second factor, and you may refuse and say why. "
            "Documents open only once it is signed by both sides."
        ),
        act=_READ,
        mail="now",
    ),
    Tell(
        audiences.only_of("assignment", audiences.asked_now(WORKER)),
        _l("To sign: the assignment of your invention"),
        _l(
            "You told us of an invention, or contributed to one. With this paper you pass your share on to your company. "
            "Your name stays on it, and so does any pay that the law gives you. You may refuse and say why."
        ),
        act=_READ,
        mail="now",
    ),
    Tell(
        audiences.only_of("undertaking", audiences.asked_now(WORKER)),
        _l("To sign: your own undertaking"),
        _l(
            "Before you open anything of %(house)s, you promise in your own name to keep it to yourself. "
            "It takes about 5 minutes, and nobody else at your company sees it."
        ),
        act=_READ,
        mail="now",
    ),
    Tell(
        audiences.on_its_own(audiences.asked_now(COMPANY)),
        _l("To countersign: %(subject)s"),
        _l("It is our turn to sign the agreement with %(firm)s."),
        act=_l("Countersign"),
    ),
    Tell(
        audiences.one_of_many("/desk/agreements/countersignature/?of={run}", audiences.asked_now(COMPANY)),
        _l("To countersign: %(subject)s"),
        _l("It is our turn to sign the agreement with %(firm)s, one of many. All that wait are signed on one page."),
        act=_l("Countersign"),
        mail="daily",
    ),
    Tell(
        audiences.asked_now(APPROVER),
        _l("To approve: %(subject)s"),
        _l("Nobody is asked to sign the agreement with %(firm)s before you have read and approved it."),
        act=_l("Read and approve"),
        mail="now",
    ),
    Tell(
        audiences.asked_now(WITNESS),
        _l("To witness: %(subject)s"),
        _l("Everybody has signed. It is in force once you have witnessed it; you need your second factor."),
        act=_l("Read and witness"),
        mail="now",
    ),
]


NOTICES = {
    "agreement.issued": _TURN,
    "agreement.delegation-asked": [
        Tell(
            audiences.passing_on("because", _DRAFTERS),
            _l("Somebody else is to sign: %(subject)s"),
            _l("%(actor)s proposes a colleague in their place. Check that person's authority and answer."),
            act=_l("Open the agreement"),
        )
    ],
    "agreement.delegated": [
        *_TURN,
        Tell(
            audiences.the_person(_PAPER, key="from_person"),
            _l("Your colleague signs instead: %(subject)s"),
            _l("%(house)s has agreed to your proposal. There is nothing more for you to do."),
            act=_l("Open the agreement"),
        ),
    ],
    "agreement.delegation-refused": [
        Tell(
            audiences.passing_on("because", audiences.the_person(_PAPER, key="from_person")),
            _l("Still yours to sign: %(subject)s"),
            _l("%(house)s has not agreed that your colleague signs instead, for the reason below."),
            act=_READ,
            mail="now",
        )
    ],
    "agreement.authority-set-aside": [
        Tell(
            audiences.passing_on("because", _STEWARDS),
            _l("Signed with authority not confirmed: %(subject)s"),
            _l(
                "%(actor)s lets it be signed although nobody has confirmed who may sign for %(firm)s, for the reason below."
            ),
            act=_l("Open the agreement"),
        )
    ],
    "agreement.signer-asked": [
        Tell(
            audiences.passing_on(
                "words",
                audiences.staff_named(
                    "issued_by", "/desk/questions-of-signers/{question}/", audiences.staff_who_may("agreements.write")
                ),
            ),
            _l("Asked before signing: %(subject)s"),
            _l(
                "%(actor)s has a question before signing. It waits for your answer; the last day to sign stays the same."
            ),
            act=_l("Answer"),
            mail="now",
        )
    ],
    "agreement.signer-answered": [
        Tell(
            audiences.passing_on("words", audiences.who_asked("asked_by", "/portal/agreements/{subject_id}/question/")),
            _l("Your question was answered: %(subject)s"),
            _l("%(actor)s has answered what you asked before signing."),
            act=_l("Read the answer and go on"),
            mail="now",
        )
    ],
    "authority.stated": [
        Tell(
            audiences.staff_who_may("agreements.write", "/desk/authorities/{subject_id}/", or_may="evidence.review"),
            _l("To check: who may sign for %(firm)s"),
            _l(
                "%(actor)s has stated who may sign for %(firm)s, and on what ground. Look it up and confirm it, or say why not."
            ),
            act=_l("Check it"),
        )
    ],
    "authority.confirmed": [
        Tell(
            audiences.the_person(_AUTHORITIES, key="about"),
            _l("Confirmed: you may sign for your company"),
            _l("%(house)s has looked it up and confirmed on what ground you sign."),
            act=_l("See what is confirmed"),
        )
    ],
    "authority.refused": [
        Tell(
            audiences.passing_on("because", audiences.signatories_and_contacts(_AUTHORITIES)),
            _l("Not confirmed: who may sign for your company"),
            _l(
                "%(house)s could not confirm what was stated of %(person_name)s, for the reason below. State it anew, with a paper."
            ),
            act=_l("State it anew"),
            mail="now",
        )
    ],
    "authority.ended": [
        Tell(
            audiences.passing_on("because", audiences.signatories_and_contacts(_AUTHORITIES)),
            _l("Ended: an authority to sign for your company"),
            _l(
                "%(house)s holds the authority of %(person_name)s to sign for ended, for the reason below. State it anew if it goes on."
            ),
            act=_l("See what is confirmed"),
        )
    ],
    "agreement.seat-replaced": _TURN,
    "agreement.approved": _TURN,
    "agreement.signed-in-part": _TURN,
    "agreement.witnessed": _TURN,
    "agreement.sealed": [
        Tell(
            _SIGNATORIES,
            _l("Your signed copy: %(subject)s"),
            _l("Everybody has signed. The copy is sealed: any PDF reader shows whether it was changed."),
            act=_COPY,
            own=True,
        ),
        Tell(
            _WORKER,
            _l("Your signed copy: %(subject)s"),
            _l("The copy is sealed: any PDF reader shows whether it was changed. Keep it for yourself."),
            act=_COPY,
            own=True,
        ),
        Tell(
            audiences.seated(RECIPIENT, WITNESS),
            _l("The signed copy: %(subject)s"),
            _l("Everybody has signed. The copy is sealed: any PDF reader shows whether it was changed."),
            act=_COPY,
        ),
        Tell(
            _STEWARDS,
            _l("Signed by everyone: %(subject)s"),
            _l("The sealed copy and its evidence lie with the record."),
            act=_l("Open the agreement"),
        ),
    ],
    "agreement.unsealed": [
        Tell(
            audience,
            _l("Not sealed yet: %(subject)s"),
            _l(
                "Everybody has signed, and it is in force. The signed copy could not be sealed, for the reason below; it is tried again each few minutes."
            ),
            act=_l("Open the agreement"),
        )
        for audience in (_STEWARDS, audiences.staff_who_may("settings.write", "/desk/organisation/seal/"))
    ],
    "agreement.declined": [_refused(_DRAFTERS), _refused(_STEWARDS)],
    "agreement.lapsed": [
        Tell(
            audience,
            _l("Not signed in time: %(subject)s"),
            _l("The last day to sign it has passed, so it lapsed. If it is still wanted, it is issued anew."),
            act=_l("Open the agreement"),
        )
        for audience in (audiences.asked_before(), _DRAFTERS)
    ],
    "agreement.extended": [
        Tell(
            audiences.passing_on("because sign_by", audiences.asked_before()),
            _l("More time to sign: %(subject)s"),
            _l("%(house)s has given more time, for the reason below. It can be signed until the end of %(sign_by)s."),
            act=_l("Open the agreement"),
        )
    ],
    "agreement.withdrawn": [
        Tell(audience, _l("No longer to sign: %(subject)s"), _l("%(house)s has taken it back. There is nothing to do."))
        for audience in (audiences.asked_before(), audiences.before_the_table(_SIGNATORIES))
    ],
    "agreement.taken-over": [
        Tell(
            audience,
            _l("On record: %(subject)s"),
            _l(
                "%(house)s keeps the file that was signed elsewhere, and shows what it read in it. Say where that does not fit."
            ),
            act=_l("Get your copy"),
        )
        for audience in (_SIGNATORIES, _WORKER)
    ],
    "elsewhere.returned": [
        Tell(
            audiences.who_entered("/desk/agreements/elsewhere/{subject_id}/"),
            _l("Given back: %(subject)s"),
            _l(
                "%(actor)s compared its key data with the file; what does not fit stands below. Put it right and hand it in again."
            ),
            act=_l("Open it"),
        )
    ],
    "bulk-issue.checked": [
        Tell(
            audiences.who_waits("/desk/agreements/many/{subject_id}/"),
            _l("Checked for each firm: %(subject)s"),
            act=_l("See what stops or warns"),
        )
    ],
    "bulk-issue.finished": [
        Tell(
            audiences.who_waits("/desk/agreements/many/{subject_id}/"),
            _l("Issued to the firms: %(subject)s"),
            act=_l("See who has it and who was left out"),
        )
    ],
    "bulk-signing.finished": [
        Tell(
            audiences.who_waits("/desk/agreements/countersignature/{subject_id}/"),
            _l("The agreements are signed for the company"),
            act=_l("See what was signed"),
        )
    ],
    "obligation.submitted": [
        Tell(
            _STEWARDS_OWED,
            _l("Handed in: %(what)s"),
            _l("%(firm)s handed it in. Look at it, then accept it or send it back."),
            act=_l("Look at it"),
        )
    ],
    **{
        name: [Tell(audience, title, text, act=_l("Open it")) for audience in (_CONTACTS_OWED, _WORKER_OWED)]
        for name, title, text in (
            (
                "obligation.accepted",
                _l("Accepted: %(what)s"),
                _l("We have looked at it. There is nothing more to do this time."),
            ),
            (
                "obligation.returned",
                _l("Sent back: %(what)s"),
                _l("The reason is below. Put it right and hand it in again."),
            ),
            ("obligation.waived", _l("Waived this once: %(what)s"), _l("You need not do it this time.")),
        )
    },
    "breach.recorded": [
        Tell(
            audience,
            _l("Breach of %(subject)s"),
            _l("%(house)s says that it was broken, as written below. Put it right, or answer to whom you know there."),
            act=_l("Open the agreement"),
            mail="now",
        )
        for audience in (_SIGNATORIES, _WORKER)
    ],
    "breach.ended": [
        Tell(
            audience,
            _l("Breach settled: %(subject)s"),
            _l("What was suspended for it opens again."),
            act=_l("Open the agreement"),
        )
        for audience in (_SIGNATORIES, _WORKER)
    ],
    "agreement.terminated": [
        Tell(
            audience,
            _l("Ended early: %(subject)s"),
            _l(
                "%(house)s has ended it. Access that needs it is closed; what you promised to keep secret stays secret."
            ),
            act=_l("Open the agreement"),
            mail="now",
        )
        for audience in (_SIGNATORIES, _WORKER)
    ],
}
