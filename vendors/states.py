"""What is each step in the life of a subcontractor called, and what follows from it?"""

from typing import NamedTuple

from django.utils.translation import gettext as _

from vendors.models import Vendor


class Step(NamedTuple):
    label: str
    consequence: str


def step_to(vendor: Vendor, status: str) -> Step:
    """The act that leads from where the firm stands to `status`. Raises KeyError for a state that no step leads to."""
    again = vendor.status in {"restricted", "archived"}
    return {
        "screening": Step(
            _("Screen again") if again else _("Start the screening"),
            _("Scores are recorded along seven dimensions, and somebody else decides. Nothing opens before that."),
        ),
        "approved": Step(_("Approve"), _("Agreements can be issued and people let in, each under its own conditions.")),
        "active": Step(
            _("Reinstate") if again else _("Make active"),
            _("It counts as working with us: reviews, reminders and audits follow its tier."),
        ),
        "restricted": Step(
            _("Restrict"),
            _("Nobody of it can open anything from that moment, until it is reinstated. Its contacts are told."),
        ),
        "offboarding": Step(
            _("Start the offboarding"),
            _(
                "Nobody of it can open anything from that moment. End its engagements and report its departures, then archive it."
            ),
        ),
        "archived": Step(
            _("Refuse and archive") if vendor.state_key == "screening" else _("Archive"),
            _(
                "It was refused and its contacts have read why. It leaves the lists when nobody of it can sign in any more."
            )
            if vendor.state_key == "refused"
            else _("It leaves the lists. Its record stays, and it can be screened again."),
        ),
    }[status]
