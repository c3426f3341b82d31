"""A list of 50,000 invented names, and what people make of them when they write them down elsewhere.

`listed` is the list; `variants` are planted: names of the list written otherwise, each with the way in which, and the
place of the name it comes from; `strangers` are names that are not on the list, made in the same way; `neighbours` are not on
it either, and look as if they were: relatives and sister firms. Nothing here is anybody's real name.
"""

import random
from dataclasses import dataclass

SYLLABLES = (
    "al an ar ba be bo ca ce chi da de di do el en er fa fe ga go gri ha hu il in iv ja jo ka ke ki kov la le li lo ma me mi mo "
    "na ne ni no ol os pa pe po qua ra re ri ro sa se sha si so ster ta te ti to tor ul us va ve vi vo wa we wi xi ya ye za zi zo"
).split()
ENDINGS = [
    "",
    "",
    "",
    "",
    "ov",
    "enko",
    "yan",
    "son",
    "ski",
    "oglu",
    "zadeh",
    "vili",
    "es",
    "ini",
    "er",
    "sen",
    "uddin",
]
# One given name as it is romanised here and there.
GIVEN = [
    group.split("|")
    for group in (
        "Sergei|Sergey|Sergej|Serguei Aleksandr|Alexander|Alexandr|Oleksandr Mohammed|Muhammad|Mohamed|Mohammad Yusuf|Youssef|Yousef "
        "Dmitri|Dmitry|Dmitriy|Dimitri Yevgeny|Evgeny|Evgenii|Jewgeni Hussein|Hussain|Husayn|Hossein Ibrahim|Ebrahim Nikolai|Nikolay|Nikolaj "
        "Andrei|Andrey|Andrej Yuri|Yury|Iouri|Jurij Khalid|Khaled|Halid Abdulaziz|Abdelaziz|Abdul-Aziz Ekaterina|Yekaterina|Jekaterina "
        "Natalia|Nataliya|Natalya|Natalja Tatiana|Tatyana|Tatjana Yulia|Julia|Iuliia Fatima|Fatimah|Fatma Zeynep|Zeinab|Zaynab "
        "Mariam|Maryam|Meryem Anna|Hanna Maria|Mariya|Marija Lucia|Lucía Jose|José Andre|André Rene|René Jurgen|Jürgen|Juergen "
        "Bjorn|Björn Goran|Göran Tomas|Tomás|Thomas Stefan|Stephan|Stephen Viktor|Victor Oskar|Oscar Erik|Eric Karl|Carl "
        "Michael|Mikhail|Michail Peter|Pyotr|Petr|Piotr Pavel|Pawel|Paweł Ivan|Iwan Vladimir|Wladimir|Volodymyr Igor|Ihor Boris|Borys "
        "Ahmed|Ahmad|Achmed Omar|Umar|Omer Osman|Usman|Othman Rashid|Rasheed|Rachid Karim|Kareem|Kerim Salim|Saleem|Selim "
        "Lars Pieter|Pieters Hans Ingrid Sofia|Sophia Elena|Helena|Jelena Olga Irina|Iryna Svetlana|Swetlana Galina|Halyna "
        "Roman Denis|Denys Maxim|Maksim Anton Artyom|Artem Ruslan Timur Rustam Farhad|Ferhad Reza|Riza Ali Hassan|Hasan "
        "Tariq|Tarek|Tarik Nasser|Nasir Walid|Waleed Jamal|Gamal Faisal|Faysal Bilal Samir|Sameer Layth Hamid|Hameed Javad|Jawad "
        "Carlos Miguel Diego Pedro Luis Rafael|Raphael Antonio Marco|Marko Paolo Giulia Chiara Luca|Luka Jean Pierre Claude "
        "Wei|Wai Xiaoming|Hsiao-ming Minh Somchai Joon-ho|Junho Haruki Chidi Kwame Amina|Aminah Leila|Layla|Leyla"
    ).split()
]
TRADES = ["Trading|Trade", "Shipping", "Aerospace", "Systems", "Industrial|Industries", "Holdings|Holding", "Logistics", "Electronics", "Chemicals|Chemical", "Energy", "Technology|Technologies|Tech", "International|Intl"]  # fmt: skip
FORMS = ["GmbH|Ltd|LLC|BV|OOO|Limited|S.r.l.|Sp. z o.o.", "AG|SA|SpA|Inc|PLC|JSC|Corp."]
ROMANISED = [("sh", "sch"), ("ch", "tch"), ("kov", "koff"), ("y", "i"), ("i", "y"), ("v", "w"), ("u", "ou"), ("k", "kk"), ("s", "ss"), ("f", "ph"), ("h", "kh"), ("x", "ks"), ("j", "y"), ("qua", "kwa")]  # fmt: skip
CYRILLIC = dict(zip("abvgdezijklmnoprstufhcy", "абвгдезийклмнопрстуфхкы", strict=True)) | {
    "w": "в",
    "x": "кс",
    "q": "к",
}


@dataclass(frozen=True)
class Listed:
    """`parts`: of a person (given, middle, family), of a firm (own words, trade, form)."""

    kind: str
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(part for part in self.parts if part)


def word(draw: random.Random, least: int = 2) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(least, 4))).title()


def person(draw: random.Random) -> Listed:
    given, middle = (draw.choice(draw.choice(GIVEN)) for _ in range(2))
    ending = draw.choice(ENDINGS)
    return Listed("person", (given, middle if draw.random() < 0.4 else "", word(draw, 2 if ending else 3) + ending))


def firm(draw: random.Random) -> Listed:
    own = word(draw, 3) if draw.random() < 0.4 else f"{word(draw)} {word(draw)}"
    pick = [draw.choice(draw.choice(table).split("|")) for table in (TRADES, FORMS)]
    return Listed("organisation", (own, *pick))


def listed(count: int, seed: int = 5) -> list[Listed]:
    draw = random.Random(seed)
    return list({each.text: each for each in (draw.choice([person, firm])(draw) for _ in range(count * 2))}.values())[
        :count
    ]


def strangers(count: int, known: list[Listed], seed: int = 6) -> list[Listed]:
    taken = {each.text for each in known}
    return [each for each in listed(count * 2, seed) if each.text not in taken][:count]


def neighbours(count: int, known: list[Listed], seed: int = 7) -> list[Listed]:
    """A relative with another given name; a firm that shares its first word, trade and form with a listed one."""
    draw = random.Random(seed)
    return [_neighbour(draw, draw.choice(known)) for _ in range(count)]


def _neighbour(draw: random.Random, of: Listed) -> Listed:
    if of.kind == "organisation":
        return Listed(of.kind, (f"{of.parts[0].split()[0]} {word(draw)}", *of.parts[1:]))
    others = [group for group in GIVEN if of.parts[0] not in group]
    return Listed(of.kind, (draw.choice(draw.choice(others)), "", of.parts[2]))


def slip(draw: random.Random, text: str, times: int = 1) -> str:
    """Slips of the pen: a letter left out, another one instead, one too many, two changed about."""
    for _ in range(times):
        at = draw.randrange(len(text))
        text = draw.choice([
            text[:at] + text[at + 1 :],
            text[:at] + draw.choice("aeiourstn") + text[at + 1 :],
            text[:at] + draw.choice("aeiourstn") + text[at:],
            text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
        ])  # fmt: skip
    return text


def shuffled(draw: random.Random, each: Listed) -> str:
    """The words in another order; a legal form stays together."""
    words = each.parts[0].split() + [part for part in each.parts[1:] if part]
    draw.shuffle(words)
    return " ".join(words)


def romanised(draw: random.Random, each: Listed) -> str:
    """Another spelling of the given names, and two of the sounds of the rest written otherwise."""
    first = _other_given(draw, each.parts[0]) if each.kind == "person" else each.parts[0]
    rest = " ".join(part for part in each.parts[1:] if part) if each.kind == "person" else ""
    target = rest or first
    for old, new in _some(draw, target):
        at = target.lower().find(old, 1)
        target = target[:at] + new + target[at + len(old) :] if at > 0 else target
    return f"{first} {target}" if rest else " ".join([target, *each.parts[1:]])


def _some(draw: random.Random, text: str) -> list[tuple[str, str]]:
    fitting = [pair for pair in ROMANISED if pair[0] in text.lower()]
    draw.shuffle(fitting)
    return fitting[:2]


def _other_given(draw: random.Random, name: str) -> str:
    return draw.choice(next(group for group in GIVEN if name in group))


def cyrillic(draw: random.Random, each: Listed) -> str:
    own = each.text if each.kind == "person" else " ".join(each.parts[:2])
    return "".join(CYRILLIC.get(letter, letter) for letter in own.lower()).title()


def other_form(draw: random.Random, each: Listed) -> str:
    family = next(family for family in FORMS if each.parts[2] in family.split("|"))
    trade = next(trade for trade in TRADES if each.parts[1] in trade.split("|"))
    return " ".join([each.parts[0], draw.choice(trade.split("|")), draw.choice([*family.split("|"), ""])])


def initial(draw: random.Random, each: Listed) -> str:
    return f"{each.parts[0][0]}. {each.parts[2]}"


WAYS = {
    "one slip": lambda draw, each: slip(draw, each.text),
    "two slips": lambda draw, each: slip(draw, each.text, 2),
    "other order": lambda draw, each: shuffled(draw, each),
    "other order, a slip": lambda draw, each: slip(draw, shuffled(draw, each)),
    "written together": lambda draw, each: each.text.replace(" ", "", 1),
    "family name first": lambda draw, each: f"{each.parts[2].upper()}, {each.parts[0]} {each.parts[1]}".strip(),
    "middle name left out": lambda draw, each: f"{each.parts[0]} {each.parts[2]}",
    "a title before": lambda draw, each: f"{draw.choice(['Dr.', 'Mr', 'General', 'Sheikh'])} {each.text}",
    "other romanisation": romanised,
    "in Cyrillic": cyrillic,
    "other legal form or trade": other_form,
    "initial": initial,
}  # fmt: skip
OF_PERSONS = {"family name first", "middle name left out", "a title before", "initial"}
OF_FIRMS = {"other legal form or trade"}
SLIPS = ["one slip", "two slips", "other order", "other order, a slip"]


def variants(count: int, known: list[Listed], ways=tuple(WAYS), seed: int = 8) -> list[tuple[str, str, int]]:
    """(way, text, place in the list), the ways in turn."""
    draw, found = random.Random(seed), []
    while len(found) < count:
        way, place = ways[len(found) % len(ways)], draw.randrange(len(known))
        kind = known[place].kind
        if (way in OF_PERSONS and kind != "person") or (way in OF_FIRMS and kind == "person"):
            continue
        found.append((way, WAYS[way](draw, known[place]), place))
    return found
