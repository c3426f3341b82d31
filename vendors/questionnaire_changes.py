"""What differs between two versions of a questionnaire, part by part, in words? Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from vendors import questionnaire_words as words


@dataclass(frozen=True)
class Change:
    """`how`: added, removed, changed or moved. `kind`: details, sections or questions. `lines`: a sentence each."""

    how: str
    kind: str
    key: str
    title: str
    lines: list[str]


def between(before: dict, after: dict) -> list[Change]:
    found = _lines(
        {name: before[name] for name in ("title", "intro")},
        {name: after[name] for name in ("title", "intro")},
        before,
        after,
    )
    found += _sets(before, after)
    details = [Change("changed", "details", "", after["title"], found)] if found else []
    return [*details, *_parts("sections", "title", before, after), *_parts("questions", "text", before, after)]


def _sets(before: dict, after: dict) -> list[str]:
    old = {each["id"]: each for each in before["sets"]}
    return [
        _("%(name)s: %(what)s") % {"name": each["title"], "what": line}
        for each in after["sets"]
        for line in _lines(old.get(each["id"], {}), each, before, after)
    ]


def _parts(kind: str, title: str, before: dict, after: dict) -> list[Change]:
    old, new = ({part["id"]: part for part in content[kind]} for content in (before, after))
    found = [Change("removed", kind, key, part[title], []) for key, part in old.items() if key not in new]
    for key, part in new.items():
        if key not in old:
            found.append(Change("added", kind, key, part[title], []))
        elif lines := _lines(old[key], part, before, after):
            found.append(Change("changed", kind, key, part[title], lines))
    common = [key for key in old if key in new]
    now = [key for key in new if key in old]
    moved = [key for key in _out_of_order(common, now) if old[key].get("section") == new[key].get("section")]
    return found + [Change("moved", kind, key, new[key][title], []) for key in moved]


def _out_of_order(before: list[str], after: list[str]) -> list[str]:
    """The fewest keys that had to move to turn one order into the other."""
    place = {key: number for number, key in enumerate(before)}
    longest: list[list[int]] = []  # the longest rising run that ends at each key
    for number, key in enumerate(after):
        runs = [run for other, run in zip(after[:number], longest, strict=True) if place[other] < place[key]]
        longest.append([*max(runs, key=len, default=[]), place[key]])
    kept = {before[number] for number in max(longest, key=len, default=[])}
    return [key for key in after if key not in kept]


def _lines(old: dict, new: dict, before: dict, after: dict) -> list[str]:
    found = []
    for name in {**old, **new}:
        if old.get(name) == new.get(name):
            continue
        if name == "options":
            found += _options(old.get(name, []), new.get(name, []))
        else:
            found.append(
                _line(
                    words.label(name), words.said(name, old.get(name), before), words.said(name, new.get(name), after)
                )
            )
    return found


def _line(label: str, was: str, now: str) -> str:
    said = {"label": label, "was": was, "now": now}
    if not was:
        return _("%(label)s: now “%(now)s”") % said
    return _("%(label)s: “%(was)s” became “%(now)s”") % said if now else _("%(label)s: no longer “%(was)s”") % said


def _options(old: list, new: list) -> list[str]:
    before, after = ({option["id"]: option for option in options} for options in (old, new))
    found = [_("Answer “%(text)s” removed") % each for key, each in before.items() if key not in after]
    found += [_("Answer “%(text)s” added") % each for key, each in after.items() if key not in before]
    for key, option in after.items():
        if key in before and before[key] != option:
            found += [f"“{before[key]['text']}”: {line}" for line in _of_option(before[key], option)]
    if not found and [each["id"] for each in old] != [each["id"] for each in new]:
        found.append(_("The answers stand in another order"))
    return found


def _of_option(old: dict, new: dict) -> list[str]:
    names = {
        "text": _("words"), "score": _("score"), "risk": _("risk"), "hint": _("hint"), "knock_out": _("refuses"), "exclusive": _("only alone"),
    }  # fmt: skip
    return [
        _line(label, _of(name, old), _of(name, new)) for name, label in names.items() if old.get(name) != new.get(name)
    ]


def _of(name: str, option: dict) -> str:
    if name == "risk":
        return str(words.RISKS.get(option.get(name), ""))
    return words.said(name, option.get(name), {}) if option.get(name) is not False else ""
