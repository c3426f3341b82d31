"""Which letters of which face go to the browser? Cut from the font packages to WOFF2, one file a range."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from io import BytesIO

from fontTools import subset

LATIN = "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2190-2193,U+2212,U+2215,U+FEFF,U+FFFD"
LATIN_EXT = "U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1EFF,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF"
GREEK_CYRILLIC = "U+0370-03FF,U+0400-052F,U+1F00-1FFF,U+2116"
FEATURES = ["calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum", "zero", "case"]


@dataclass(frozen=True)
class Face:
    name: str
    family: str
    weight: str
    package: str
    file: str
    letters: str

    def cut(self) -> bytes:
        """The WOFF2 with only `letters` in it. Takes about a second; the package's file stays as it is."""
        options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False, notdef_outline=True)
        options.drop_tables += ["meta"]  # languages of the whole face; says nothing about the cut one
        source = files(self.package).joinpath("files", self.file)
        with as_file(source) as path, subset.load_font(str(path), options) as font:
            cutter = subset.Subsetter(options)
            cutter.populate(unicodes=subset.parse_unicodes(self.letters.replace("U+", "")))
            cutter.subset(font)
            out = BytesIO()
            subset.save_font(font, out, options)
        return out.getvalue()

    def rule(self) -> str:
        return (
            f'@font-face {{ font-family: "{self.family}"; font-weight: {self.weight}; font-display: swap; '
            f'src: url("{self.name}.woff2") format("woff2"); unicode-range: {self.letters}; }}\n'
        )


def _sans(name: str, letters: str) -> Face:
    return Face(
        f"source-sans-3-{name}", "Source Sans 3", "200 900", "fontpkg_source_sans_3", "SourceSans3[wght].ttf", letters
    )


def _mono(name: str, weight: str, letters: str) -> Face:
    return Face(
        f"ibm-plex-mono-{name}",
        "IBM Plex Mono",
        weight,
        "fontpkg_ibm_plex_mono",
        f"IBMPlexMono-{name.title()}.ttf",
        letters,
    )


@cache
def faces() -> tuple[Face, ...]:
    return (
        _sans("latin", LATIN),
        _sans("latin-ext", LATIN_EXT),
        _sans("greek-cyrillic", GREEK_CYRILLIC),
        _mono("regular", "400", LATIN),
        _mono("medium", "500 700", LATIN),
    )
