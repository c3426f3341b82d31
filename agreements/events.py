"""The names of the deeds here, each with its sentence for people."""

from django.utils.translation import gettext_lazy as _l

NAMES = {
    "library.loaded": _l("Clause library updated"),
    "agreement.drafted": _l("Agreement drafted"),
    "agreement.changed": _l("Draft changed"),
    "agreement.opened": _l("Draft opened for negotiation"),
    "agreement.shared": _l("Changed text put before the other side"),
    "agreement.talks-closed": _l("Negotiation closed"),
    "agreement.discarded": _l("Draft discarded"),
    "agreement.issued": _l("Agreement issued for signature"),
    "agreement.approved": _l("Approved; it can be signed"),
    "agreement.witnessed": _l("Witnessed"),
    "agreement.signed-in-part": _l("Signed; others still have to sign"),
    "agreement.signed": _l("Signed by everyone; in force"),
    "agreement.declined": _l("Signature refused"),
    "agreement.withdrawn": _l("Agreement withdrawn before it was signed"),
    "agreement.terminated": _l("Agreement ended early"),
    "agreement.amended": _l("Changed by a signed amendment"),
    "agreement.replaced": _l("Replaced by a new agreement"),
    "amendment.drafted": _l("Amendment drafted"),
    "amendment.changed": _l("Draft of an amendment changed"),
    "breach.recorded": _l("Breach recorded"),
    "breach.ended": _l("Breach put right or settled"),
    "obligation.submitted": _l("Obligation handed in"),
    "obligation.accepted": _l("Obligation fulfilled"),
    "obligation.returned": _l("Obligation sent back"),
    "obligation.waived": _l("Obligation waived"),
    "penalty.set": _l("Agreed sum set in a draft"),
    "penalty.dropped": _l("Agreed sum taken out of a draft"),
    "agreement.sealed": _l("Signed copy and evidence sealed"),
}
