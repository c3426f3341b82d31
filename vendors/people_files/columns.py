"""Which column of the file means what? Surely where its head is a word that we know, and as a proposal where it is like one."""

import re
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from rapidfuzz.distance import OSA

# Our field -> what it is called on screens, whether it must be there, and the heads that mean it.
FIELDS = {
    "hr_id": (
        _l("HR number"),
        True,
        "hr_id hrid hr_number employee_id employeeid employee_number employee_no personnel_number staff_id id number personalnummer",
    ),
    "name": (_l("Name"), True, "name full_name fullname employee person display_name"),
    "email": (_l("E-mail"), True, "email e_mail mail email_address e_mail_address work_email"),
    "subcontractor": (
        _l("Subcontractor"),
        True,
        "subcontractor company firm employer vendor supplier reference company_name firma",
    ),
    "starts_on": (_l("First day"), True, "starts_on start start_date first_day from hire_date eintritt"),
    "ends_on": (
        _l("Last day"),
        True,
        "ends_on end end_date last_day until to contract_end termination_date leaving_date austritt",
    ),
    "job_title": (_l("Job"), False, "job_title job title position role"),
    "site": (_l("Site"), False, "site location office place"),
    "country": (_l("Country"), False, "country country_code"),
    "sponsor": (_l("Sponsor's e-mail"), False, "sponsor sponsor_email sponsor_s_e_mail manager_email"),
    "is_contact": (_l("Contact"), False, "is_contact contact"),
    "is_signatory": (_l("May sign"), False, "is_signatory signatory may_sign"),
    "is_worker": (_l("Worker"), False, "is_worker worker"),
}
YES_OR_NO = {"is_contact", "is_signatory", "is_worker"}  # never proposed: "Contact" stands in many a head
LIKE = 0.7  # below it a head is not taken for a word


def sure(head: list[str]) -> dict[str, str]:
    """Our field -> the column whose head means it."""
    plain = {_plain(cell): cell for cell in head if cell}
    found = {name: next((plain[word] for word in words.split() if word in plain), "") for name, words in _words()}
    return {name: column for name, column in found.items() if column}


def propose(head: list[str]) -> dict[str, str]:
    """As `sure`, and for the other fields the columns whose heads are most like a word for it; each column once."""
    found = sure(head)
    likenesses = sorted(
        (
            (_likeness(_plain(cell), words), name, cell)
            for name, words in _words()
            for cell in head
            if cell and name not in found and name not in YES_OR_NO and cell not in found.values()
        ),
        reverse=True,
    )
    for likeness, name, cell in likenesses:
        if likeness >= LIKE and name not in found and cell not in found.values():
            found[name] = cell
    return found


def unfit(mapping: dict[str, str], head: list[str]) -> list[str]:
    """What keeps these columns from being read, a sentence each; one for all that is missing."""
    absent = [str(label) for name, (label, must, _words) in FIELDS.items() if must and mapping.get(name) not in head]
    chosen, heads = Counter(mapping.values()), Counter(head)
    found = [_("Choose a column for: %(fields)s") % {"fields": ", ".join(absent)}] if absent else []
    found += [_("“%(column)s” is chosen more than once") % {"column": each} for each in chosen if chosen[each] > 1]
    return found + [
        _("The file has more than one column “%(column)s”. Give each its own name") % {"column": each}
        for each in chosen
        if heads[each] > 1
    ]


def _words():
    return [(name, words) for name, (_label, _must, words) in FIELDS.items()]


def _likeness(head: str, words: str) -> float:
    """0 to 1: as written alike, or as far as one of the words makes up the head."""
    return max(max(OSA.normalized_similarity(head, word), _within(word, head)) for word in words.split())


def _within(word: str, head: str) -> float:
    whole = len(word) >= 3 and set(word.split("_")) <= set(head.split("_"))
    return 0.6 + 0.4 * len(word) / len(head) if whole else 0.0


def _plain(head: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", head.lower()).strip("_")
