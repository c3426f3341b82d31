"""What can every template say without loading anything? The house's builtin tags and filters."""

import uuid
from datetime import date, datetime

from django import template
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.template import Context
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _l

from core.web import dates, icons, widgets

register = template.Library()

RISKS = [_l("Low"), _l("Medium"), _l("High"), _l("Critical")]
RISK_LEVELS = {"low": 1, "medium": 2, "high": 3, "critical": 4}


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """{% icon "check" %}: a Lucide symbol beside words; {% icon "check" "icon-lg" %} for a larger one."""
    return icons.draw(name, css)


@register.simple_tag
def qr(text: str, label: str) -> SafeString:
    """{% qr verify_url "Check this certificate" %}: a QR code drawn in the page; print the address beside it."""
    return icons.draw_qr(text, label)


@register.simple_tag
def tag(tone: str, text: str, icon: str = "") -> SafeString:
    """{% tag "ok" "Active" "check" %}: a state. Tones: ok info warn high danger plain outline, or "" for muted."""
    css = f"tag tag-{tone}" if tone else "tag"
    return format_html('<span class="{}">{}{}</span>', css, icons.draw(icon) if icon else "", text)


@register.simple_tag
def risk(level: int | str | None) -> SafeString:
    """{% risk "high" %} or {% risk 3 %}: four bars and the word; None reads "Not assessed", never low."""
    number = RISK_LEVELS.get(level) if isinstance(level, str) else level
    if not number:
        return format_html('<span class="risk muted">{}{}</span>', icons.draw("circle-dashed"), gettext("Not assessed"))
    return format_html('<span class="risk r{}">{}{}</span>', number, icons.BARS, RISKS[number - 1])


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words).upper()


def _words(name: str) -> list[str]:
    return [word for word in str(name).split() if word[:1].isalnum()]


@register.simple_tag
def avatar(name: str) -> SafeString:
    """{% avatar person.name %}: first and last initial of a person, round; the name itself stands beside it."""
    words = _words(name)
    return format_html('<span class="avatar" aria-hidden="true">{}</span>', _initials(words[:1] + words[1:][-1:]))


@register.simple_tag
def monogram(name: str, css: str = "") -> SafeString:
    """{% monogram vendor.name %}: the first two initials of a company, square; "lg" for a record's head."""
    return format_html(
        '<span class="{}" aria-hidden="true">{}</span>', f"mono-mark {css}".strip(), _initials(_words(name)[:2])
    )


@register.filter
def moment(at: datetime | None, style: str = "desk") -> str:
    """{{ at|moment }}: "Today 15:24" or "24 Nov"; :"portal" "24 November 2026"; :"full" with time and zone."""
    return dates.mark(at, style)


@register.filter
def day(on: date | None, style: str = "desk") -> str:
    """{{ on|day }}: "24 Nov"; {{ on|day:"portal" }}: "24 November 2026". A moment is cut to the reader's day."""
    return dates.mark(dates._local(on).date() if isinstance(on, datetime) else on, style)


@register.filter
def ago(at: datetime | None) -> str:
    """{{ at|ago }}: "3 days ago". Only beside the absolute time."""
    return naturaltime(at) if at else ""


@register.filter
def hash_short(value: str) -> SafeString | str:
    """{{ sha256|hash_short }}: "7be1…04af", in full in the title; put {% copy %} beside it."""
    text = value.hex() if isinstance(value, bytes | memoryview) else str(value or "")
    short = f"{text[:4]}…{text[-4:]}" if len(text) > 12 else text
    return format_html('<span class="hash" title="{}">{}</span>', text, short) if text else ""


@register.inclusion_tag("components/copy.html")
def copy(value: str, what: str) -> dict:
    """{% copy sha256 "fingerprint" %}: a button that copies the whole value; shown only where script runs."""
    return {"value": value, "what": what}


@register.simple_tag(takes_context=True)
def qs(context: Context, **changes: object) -> str:
    """<a href="{% qs sort="-due" cursor=None %}">: this page's query string with some keys changed, None drops one."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if isinstance(value, list | tuple):
            query.setlist(key, value)
        elif value not in (None, ""):
            query[key] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def carry(context: Context, *without: str | list) -> SafeString:
    """{% carry "q" "cursor" %}: hidden inputs for the rest of the query string, for a form with method GET.

    A list of bound fields leaves out their names: {% carry filter.key filter.fields "cursor" %}.
    """
    query = context["request"].GET
    left_out = {
        name for some in without for name in ([field.name for field in some] if isinstance(some, list) else [some])
    }
    pairs = [(key, value) for key in query if key not in left_out for value in query.getlist(key)]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


@register.filter
def width_class(value: float | None, whole: float = 100) -> str:
    """<i class="{{ done|width_class:total }}">: the measured width as a class, w-0 to w-100 percent."""
    percent = 100 * float(value or 0) / float(whole) if float(whole or 0) else 0
    return f"w-{round(min(100, max(0, percent)))}"


@register.simple_tag
def unique(prefix: str = "x") -> str:
    """{% unique "panel" as id %}: an id that occurs once on the page, for aria-labelledby."""
    return f"{prefix}-{uuid.uuid4().hex[:8]}"


@register.filter
def is_missing(value: object) -> bool:
    """True where there is nothing to show; 0 and False are something."""
    return value is None or value == "" or value == []


@register.filter
def number(value: float) -> str:
    """{{ total|number }}: "1,204", grouped as the reader's language does it."""
    return number_format(value, force_grouping=True)


@register.filter
def signed(value: float) -> str:
    """{{ factor.value|signed }}: "+10", "−22" with a true minus, "0"; a text stays as it is."""
    if not isinstance(value, int | float):
        return str(value)
    return f"{value:+g}".replace("-", "−") if value else "0"


@register.filter
def progress_steps(total: int, done: int) -> list[bool]:
    """One entry a step, True where it is done."""
    return [number < int(done) for number in range(int(total))]


@register.filter
def undo_url(tags: str) -> str:
    """The address in a message's extra tag "undo:/path/", if it has one."""
    found = [tag[5:] for tag in str(tags or "").split() if tag.startswith("undo:/")]
    return found[0] if found else ""


@register.filter
def focus_id(field) -> str:
    """Where an error line leads: the control, or the first of a group of choices."""
    if widgets.kind(field.field.widget) == "choices":
        return field.subwidgets[0].id_for_label if field.subwidgets else field.auto_id
    return field.auto_id


@register.filter
def widget_kind(field) -> str:
    """How field.html lays a BoundField out: checkbox, choices, file, boxes or plain."""
    return widgets.kind(field.field.widget)


@register.simple_tag
def widget(field, **attributes: str) -> SafeString:
    """{% widget field %}: the bound widget in the house's classes; describedby and invalid come from Django."""
    return field.as_widget(attrs=widgets.attributes(field.field.widget, attributes))
