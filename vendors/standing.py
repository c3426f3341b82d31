"""What does this app vouch for about people? `vendors_standing`: (person_id, requirement, key, during, known, source).

| requirement     | key            | a fact about | holds while                                        |
|-----------------|----------------|--------------|----------------------------------------------------|
| `employment`    |                | the person   | HR says they work there                            |
| `expectations`  |                | the person   | they have acknowledged the current expectations    |
| `screening`     |                | the firm     | a screening decision approves it, until its review |
| `certification` | the scheme     | the firm     | an accepted certificate is valid                   |
| `insurance`     | the line       | the firm     | an accepted policy is in force                     |
"""

from vendors.models import LineCatalogue, SchemeCatalogue

VIEW = "vendors_standing"


def names() -> dict[tuple[str, str], str]:
    """How people call the keys: (requirement, key) -> the name of the scheme or line."""
    schemes, lines = (
        SchemeCatalogue.objects.order_by("-version").first(),
        LineCatalogue.objects.order_by("-version").first(),
    )
    return {
        **{
            ("certification", scheme["id"]): scheme["name"]
            for scheme in (schemes.content["schemes"] if schemes else [])
        },
        **{("insurance", line["id"]): line["name"] for line in (lines.content["lines"] if lines else [])},
    }
