"""What does the trail keep of a change to the questionnaire? What differs alone, and no floats. Pure."""

from vendors import questionnaire_edits as edits

DETAILS = ("title", "intro", "sets")


def details_of(content: dict) -> dict:
    return {name: content[name] for name in DETAILS}


def said(before: dict, after: dict) -> dict:
    """What differs, as the trail keeps it: no floats."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {
        "before": {name: _plain(before[name]) for name in names if name in before},
        "after": {name: _plain(after[name]) for name in names if name in after},
    }


def differences(before: dict, after: dict) -> dict:
    """Of the whole content: what differs in the details, and each section and question that differs."""
    found = {"details": said(details_of(before), details_of(after))}
    for kind in edits.KINDS:
        keys = {part["id"]: None for part in [*before[kind], *after[kind]]}
        pairs = {key: (edits.find(before, kind, key) or {}, edits.find(after, kind, key) or {}) for key in keys}
        found[kind] = {key: said(*pair) for key, pair in pairs.items() if pair[0] != pair[1]}
    return found


def _plain(value):
    if isinstance(value, float):
        return str(value)
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value
