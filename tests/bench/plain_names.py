"""Names of three invented words, or of two with a trade and a legal form; one or two slips, sometimes in another order.

The world that name search was first measured in (recall 0.857 with 2.6 % false hits, by letter groups and one edit ratio).
"""

import random

from tests.bench.names import word

FORMS = "GmbH Ltd LLC Inc SA BV SpA Co AG OOO".split()
TRADES = "Trading Shipping Aerospace Systems Industrial Holdings Logistics Electronics Chemicals Energy".split()


def name(draw: random.Random) -> str:
    if draw.random() < 0.5:
        return f"{word(draw)} {word(draw)} {draw.choice(TRADES)} {draw.choice(FORMS)}"
    return f"{word(draw)} {word(draw)} {word(draw)}"


def names(count: int, draw: random.Random) -> list[str]:
    return list(dict.fromkeys(name(draw) for _ in range(count + count // 10)))[:count]


def slipped(draw: random.Random, text: str) -> str:
    words = text.split()
    if draw.random() < 0.25:
        draw.shuffle(words)
    text = " ".join(words)
    for _ in range(draw.randint(1, 2)):
        at, way = draw.randrange(len(text)), draw.random()
        text = text[:at] + ("" if way < 0.34 else draw.choice("aeiourstn")) + text[at + (way < 0.67) :]
    return text


def kind(text: str) -> str:
    return "organisation" if set(text.split()) & {*FORMS, *TRADES} else "person"
