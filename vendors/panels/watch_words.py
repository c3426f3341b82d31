"""How does watching speak? Words, tones and shapes of hits and lists, and the sentence of each contribution to a score."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from vendors import places
from vendors.models import EntryVersion, WatchHit

LOOKS = {
    "open": ("warn", "triangle-alert"),
    "needs_more": ("info", "hourglass"),
    "false_match": ("plain", "check"),
    "true_match": ("danger", "ban"),
    "lapsed": ("plain", "minus"),
    "uploaded": ("info", "hourglass"),
    "in_force": ("ok", "check"),
    "refused": ("danger", "circle-x"),
    "superseded": ("plain", "refresh-cw"),
}
CHANGES = {
    "added": {"text": _l("Added"), "tone": "info", "icon": "plus"},
    "changed": {"text": _l("Changed"), "tone": "info", "icon": "pencil"},
    "removed": {"text": _l("Removed"), "tone": "plain", "icon": "minus"},
}
SENTENCES = {
    "same": _l("“%(ours)s” is in both names"),
    "spelling": _l("“%(ours)s” is another spelling of “%(theirs)s”"),
    "differs": _l("“%(ours)s” is only partly like “%(theirs)s”"),
    "initial": _l("“%(ours)s” may stand for “%(theirs)s”"),
    "joined": _l("“%(ours)s” and “%(theirs)s” differ by a space"),
    "together": _l("Written in one run, “%(ours)s” and “%(theirs)s” are alike"),
    "form": _l("The legal forms differ: ours is %(ours)s, theirs %(theirs)s"),
    "weak": _l("The publisher calls the alias “%(theirs)s” weak"),
    "kind": _l("Ours is of kind %(ours)s, theirs of kind %(theirs)s"),
    "identifier": _l("Both carry the number %(ours)s"),
    "bounds": _l("A score is 0 to 100"),
}


def tag(row) -> dict:
    tone, icon = LOOKS[row.status]
    return {"tone": tone, "text": row.get_status_display(), "icon": icon}


def freshness(row, today=None) -> dict:
    """Of a watchlist that carries `published` and `entries_held`, or of one without any version in force."""
    if row.entries_held is None:
        return {"tone": "outline", "text": _("No version in force"), "icon": "circle-dashed"}
    if row.published is None:
        return {"tone": "plain", "text": _("In force, date not given"), "icon": "check"}
    if today and (today - row.published).days > row.stale_after:
        return {
            "tone": "warn",
            "text": _("Stale: published %(days)s days ago") % {"days": (today - row.published).days},
            "icon": "clock",
        }
    return {"tone": "ok", "text": _("In force"), "icon": "check"}


def factors(hit: WatchHit) -> list[dict]:
    """For components/factors.html: each contribution where it begins and how wide it is on a track of a hundred points."""
    found, at = [], 0
    for kind, points, ours, theirs in hit.lines:
        begin = min(at, at + points)
        found.append(
            {
                "text": sentence(kind, points, ours, theirs),
                "value": points,
                "start": max(0, begin),
                "width": min(abs(points), 100),
                "tone": "up" if points > 0 else "down" if points < 0 else "base",
            }
        )
        at += points
    return found


def sentence(kind: str, points: int, ours: str, theirs: str) -> str:
    said = {"ours": ours, "theirs": theirs}
    if kind == "extra":
        return (_("“%(ours)s” is in our name alone") if ours else _("“%(theirs)s” is in their name alone")) % said
    if kind == "birth":
        return (_("Born %(ours)s, theirs %(theirs)s") if points < 8 else _("The same birth date, %(ours)s")) % said
    if kind == "country":
        return (
            _("Both have to do with %(ours)s") if points > 0 else _("No country in common: %(ours)s, theirs %(theirs)s")
        ) % said
    return str(SENTENCES[kind]) % said


def beside(hit: WatchHit) -> list[dict]:
    """What we hold beside what the list says, a line a kind of fact."""
    entry, firm, person = hit.entry_version, hit.vendor, hit.person
    ours = {"names": [hit.called], "country": "", "numbers": []}
    if hit.subject == "firm":
        ours = {
            "names": [firm.name, firm.legal_name],
            "country": firm.country,
            "numbers": [firm.registration_number, firm.lei, firm.vat_number],
        }
    elif person:
        ours = {"names": [person.name], "country": person.country, "numbers": []}
    return [
        {"label": _("Names"), "ours": _lines(ours["names"]), "theirs": _lines(_called(entry))},
        {"label": _("Kind"), "ours": hit.get_subject_display(), "theirs": entry.get_kind_display()},
        {"label": _("Country"), "ours": places.name_of(ours["country"]), "theirs": ", ".join(places.name_of(code) for code in entry.countries)},
        {"label": _("Birth date"), "ours": "", "theirs": ", ".join(entry.births)},
        {"label": _("Numbers"), "ours": _lines(ours["numbers"]), "theirs": _lines(entry.identifiers)},
        {"label": _("Listed for"), "ours": "", "theirs": ", ".join(entry.programmes)},
        {"label": _("Remarks"), "ours": "", "theirs": entry.remarks},
    ]  # fmt: skip


def _called(entry: EntryVersion) -> list[str]:
    return [_("%(name)s (weak alias)") % {"name": text} if weak else text for text, weak in entry.names]


def _lines(texts) -> str:
    return "\n".join(text for text in dict.fromkeys(texts) if text)
