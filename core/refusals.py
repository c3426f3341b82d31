"""Why not? The two refusals of the house; each carries a sentence fit for the person who asked."""

from collections.abc import Callable


class Refusal(Exception):
    """Base of both; `sentence` is shown to the person as it is."""

    status = 400

    def __init__(self, sentence: str, unmet: list[str] | None = None):
        super().__init__(sentence)
        self.sentence = str(sentence)
        self.unmet = unmet or []


class NotAllowed(Refusal):
    """Who: this person may not do this at all (403)."""

    status = 403


class NotNow(Refusal):
    """When: permitted, but not as things stand (409); `unmet` lists what is missing, a sentence each."""

    status = 409


class NotThis(NotNow):
    """What: the one value of `field` is what stands against it; a program is told so at that field (422)."""

    def __init__(self, field: str, sentence: str):
        super().__init__(sentence)
        self.field = field


class StepUpNeeded(Exception):
    """The deed needs a fresh second factor; the door sends the person to confirm and back (`back`: a path)."""

    def __init__(self, back: str):
        super().__init__(back)
        self.back = back


def can(check: Callable, *args, **kwargs) -> bool:
    """Does this check of a policies.py pass? Pages ask it before they draw a button."""
    return not why_not(check, *args, **kwargs)


def why_not(check: Callable, *args, **kwargs) -> str:
    """The sentence with which the check would refuse, or nothing: a disabled button shows it."""
    try:
        check(*args, **kwargs)
    except Refusal as refusal:
        return refusal.sentence
    return ""
