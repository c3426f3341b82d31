"""The names of the deeds here, each with its sentence for people. What a case says stands in the case, not in the trail."""

from django.utils.translation import gettext_lazy as _l

NAMES = {
    "incident.reported": _l("Incident reported"),
    "incident.reported-anonymously": _l("Incident reported without a name"),
    "incident.firm-named": _l("Said which subcontractor a report is about"),
    "incident.asked": _l("Said something to the anonymous reporter"),
    "incident.answered": _l("Anonymous reporter wrote again"),
    "incident.weighed": _l("Incident weighed"),
    "incident.viewed": _l("Incident case opened to read"),
    "incident.entry-added": _l("Line added to a case"),
    "incident.entry-corrected": _l("Line of a case corrected"),
    "incident.linked": _l("Somebody or something linked to a case"),
    "incident.hold-lifted": _l("Holds of a case lifted"),
    "incident.contained": _l("Incident contained"),
    "incident.closed": _l("Incident closed"),
    "incident.reopened": _l("Incident reopened"),
    "incident.let-in": _l("Contributor let into one case"),
    "incident.shut-out": _l("Contributor no longer sees the case"),
    "evidence.taken-in": _l("Evidence taken in"),
    "evidence.handed-over": _l("Evidence handed over"),
    "evidence.viewed": _l("Evidence looked at"),
    "evidence.exported": _l("Copy of evidence taken out"),
    "evidence.verified": _l("Hashes of evidence compared: intact"),
    "evidence.damaged": _l("Hashes of evidence compared: not the same"),
}
