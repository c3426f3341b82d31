"""What was signed before the demo company had Ringfence? One paper that is in force here, and one that waits for a second person."""

import datetime

from django.utils.html import format_html, format_html_join

from agreements.actions import elsewhere
from agreements.models import AgreementTemplate
from config.demo.story import Story
from core import pdf
from core.actors import Actor
from core.models import Organisation

WORDS = [
    ("Confidential information", "What a party learns of the other in this work, however it learns of it, is confidential."),
    ("Use", "The receiving party uses it for the work alone and keeps it as it keeps its own secrets, with no less than due care."),
    ("Term", "This agreement begins on the day of the last signature and runs until it is ended with three months' notice."),
    ("Secrecy", "What was learnt stays confidential after the agreement has ended, for as long as it is secret."),
]  # fmt: skip
CLAUSES = [
    {"key": "confidential-information", "page": 1}, {"key": "use-restriction", "page": 2}, {"key": "secrecy-term", "page": 4},
]  # fmt: skip


def take_over(tale: Story) -> None:
    """The officer types what stands in the file, counsel compares it; of the other one it is the officer's turn to compare."""
    counsel, officer = tale.staff("legal"), tale.staff("officer")
    known = _proposed(tale, "northfell", datetime.date(2024, 3, 11), "Folder 12, letter 7", officer, days=40)
    elsewhere.confirm(known, seen=elsewhere.digest_of(known), by=counsel, at=tale.ago(38))
    _proposed(tale, "kestrel", datetime.date(2023, 9, 4), "Folder 9, letter 2", counsel, days=3)


def _proposed(tale: Story, key: str, signed_on: datetime.date, found_at: str, by: Actor, *, days: int):
    firm, contact = (
        tale.firms[key],
        next(each for each in tale.people.values() if each.vendor_id == tale.firms[key].pk and each.is_contact),
    )
    title = f"Non-disclosure agreement {signed_on.year}"
    paper = elsewhere.enter(
        firm, _drawn(title, firm.name), name=f"nda-{signed_on.year}.pdf", by=by, at=tale.ago(days),
        template=AgreementTemplate.objects.newest().get(key="confidentiality-mutual"), title=title, jurisdiction=firm.jurisdiction,
        signed_for_them=contact.name, signed_for_us="Henrik Halden", signed_on=signed_on, starts_on=signed_on, term="open", secrecy="open",
        origin="Paper folder of the purchasing department", origin_reference=found_at, clauses=CLAUSES,
    )  # fmt: skip
    return elsewhere.propose(paper, by=by, at=tale.ago(days))


def _drawn(title: str, their_name: str) -> bytes:
    """A page for each clause, as a scanned paper would have them."""
    ours = Organisation.current().name
    page = "<section style='page-break-after: always'><h1>{}</h1><p>between {} and {}</p><h2>{}</h2><p>{}</p><p>Invented content of the demo.</p></section>"
    body = format_html_join("", page, [(title, ours, their_name, *words) for words in WORDS])
    html = format_html(
        "<!doctype html><html lang='en'><head><title>{}</title></head><body>{}</body></html>", title, body
    )
    return pdf.render_html(html, variant=None)
