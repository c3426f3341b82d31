"""What can be opened in the demo? A short PDF of several pages under each asset; one in its second version, one held."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import format_html, format_html_join

from access.actions import documents
from config.demo.story import Story
from core import pdf
from core.actions import legal_holds

PAGES = {
    "handbook": (
        "Supplier handbook, edition 6",
        ["Orders and drawings", "Labels and packing", "Acceptance at our gate"],
    ),
    "fixtures": ("Fixture F-12 for gripper G4", ["General arrangement", "Clamp and locating pins"]),
    "housing": ("Gearbox H2 housing, revision D", ["Casting", "Bores and datum planes", "Surface and inspection"]),
    "firmware": ("Controller release 7, overview", ["Modules", "Current loop", "Fault handling"]),
    "endurance": ("Endurance series 14, report", ["Set-up", "Cycles to failure", "Wear of the finger joint"]),
    "optics": ("Wrist camera, optical layout", ["Lens stack", "Calibration target"]),
    "lattice": ("Lattice calibration, procedure", ["Principle", "Sequence of poses"]),
}
PAGE = (
    "<section style='page-break-after: always'><h1>{}</h1><h2>{}</h2><p>Halden Robotics, invented content of the demo. "
    "Part {} of {}.</p><table><tr><th>Item</th><th>Nominal</th><th>Tolerance</th></tr>{}</table></section>"
)


def add(tale: Story) -> None:
    by, made = tale.staff("owner"), {}
    for key, (title, parts) in PAGES.items():
        made[key] = documents.add(
            tale.assets[key], title=title, upload=_file(key, title, parts), by=by, at=tale.ago(100)
        )
    title, parts = PAGES["housing"]
    changed = _file("housing", title, ["Casting, ribs thickened", *parts[1:], "Leak test"])
    said = {"because": "Ribs thickened after the leak test; its procedure added", "by": by, "at": tale.ago(60)}
    documents.add_version(made["housing"], upload=changed, **said)
    said = {"because": "The claim names the procedure", "by": tale.staff("legal"), "at": tale.ago(30)}
    legal_holds.place(made["lattice"], name="Orchard v. Halden", **said)


def _file(name: str, title: str, parts: list[str]) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.pdf", draw(title, parts), content_type="application/pdf")


def draw(title: str, parts: list[str]) -> bytes:
    """A PDF with one page a part."""
    pages = [(title, part, number, len(parts), _rows(number)) for number, part in enumerate(parts, 1)]
    body = format_html_join("", PAGE, pages)
    return pdf.render_html(
        format_html("<!doctype html><html lang='en'><head><title>{}</title></head><body>{}</body></html>", title, body),
        variant=None,
    )


def _rows(seed: int):
    rows = [(f"{seed}.{row}", f"{12 + seed * row} mm", f"± 0.0{row}") for row in range(1, 9)]
    return format_html_join("", "<tr><td>{}</td><td>{}</td><td>{}</td></tr>", rows)
