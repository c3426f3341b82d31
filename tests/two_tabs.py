"""What does a browser send that has had a page open since before? The forms of an answer, as they would be sent."""

from lxml import html


def sent(answer, but: dict | None = None) -> dict:
    """Every field of the page's last form as it stands there; `but`: what is typed over it (None: left out)."""
    form = html.fromstring(answer.content.decode()).get_element_by_id("main").forms[-1]
    found: dict = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value)
    found |= but or {}
    return {name: value for name, value in found.items() if value is not None}


def two(client, url: str, first: dict, second: dict):
    """Two tabs open the page; one saves, then the other. Gives both answers."""
    one, other = client.get(url), client.get(url)
    return client.post(url, sent(one, first)), client.post(url, sent(other, second))
