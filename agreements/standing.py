"""What does this app vouch for about people? `agreements_standing`: (person_id, requirement, key, during, known, source).

| requirement   | key                            | a fact about | holds while                               |
|---------------|--------------------------------|--------------|-------------------------------------------|
| `agreement`   | the template's key, its family | the firm     | a fully signed agreement is in its term   |
| `undertaking` | the template's key             | the person   | the person's own undertaking is in force  |

A template for one tier (`confidentiality-ip-tier-1`) also stands for its family (`confidentiality-ip`), so that an asset
class can ask for either.
"""

import re

from django.utils.translation import gettext as _

from agreements.models import AgreementTemplate

VIEW = "agreements_standing"
_TIER = re.compile(r"-tier-\d$")


def keys_of(template_key: str) -> list[str]:
    """The keys under which a paper of this template is vouched for."""
    return list(dict.fromkeys([template_key, _TIER.sub("", template_key)]))


def names() -> dict[tuple[str, str], str]:
    """How people call the keys: (requirement, key) -> the title of the template. Our staff alone read the library."""
    editions = AgreementTemplate.objects.order_by("number").values_list("content__kind", "key", "title")
    return {
        (kind, key): _named(title, key, template_key)
        for kind, template_key, title in editions
        for key in keys_of(template_key)
    }


def _named(title: str, key: str, template_key: str) -> str:
    """A family and those of one tier in it have one title: the name says which is meant."""
    if key == template_key == _TIER.sub("", key):
        return title
    if key == template_key:
        return _("%(title)s, for tier %(tier)s alone") % {"title": title, "tier": key[-1]}
    return _("%(title)s, of any tier") % {"title": title}
