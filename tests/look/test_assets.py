"""Is what is built complete, and built anew exactly when something changed?"""

import re
from io import BytesIO

import pytest
from django.core.management import call_command
from fontTools.ttLib import TTFont

from core.look import bundle, faces
from core.web import brand


def test_tokens_come_first_and_print_last():
    names = [path.stem for path in bundle.sources()]
    assert names[0] == "tokens" and names[-1] == "print" and len(names) == len(set(names))
    assert {path.stem for path in bundle.CSS.rglob("*.css")} == set(names)


def test_the_sheet_holds_every_component_and_every_width(built):
    sheet = built["ringfence.css"].decode()
    assert ".w-0{" in sheet and ".w-100{" in sheet and "/*" not in sheet
    for css in (".timeline", ".table", ".palette", ".notice", ".error-summary"):
        assert css in sheet
    for address in re.findall(r'url\("([^"]+)"\)', sheet):
        assert address in built


def test_the_faces_have_the_letters_and_keep_their_weights(built):
    sans = TTFont(BytesIO(built["source-sans-3-latin.woff2"]))
    assert {ord(letter) for letter in "Aäßé€–−…“0"} <= set(sans.getBestCmap())
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in sans["fvar"].axes] == [("wght", 200, 900)]
    assert ord("ł") in TTFont(BytesIO(built["source-sans-3-latin-ext.woff2"])).getBestCmap()
    assert ord("Ж") in TTFont(BytesIO(built["source-sans-3-greek-cyrillic.woff2"])).getBestCmap()
    assert "zero" in {
        record.FeatureTag
        for record in TTFont(BytesIO(built["ibm-plex-mono-regular.woff2"]))["GSUB"].table.FeatureList.FeatureRecord
    }


def test_the_browser_loads_little(built):
    assert len(built["source-sans-3-latin.woff2"]) < 40_000
    assert len(built["ringfence.css"]) < 80_000


def test_it_is_built_once_and_again_when_something_changed(tmp_path, settings, monkeypatch):
    settings.DATA = tmp_path
    times = []
    monkeypatch.setattr(bundle, "build", lambda: times.append(1) or {"ringfence.css": b"x"})
    call_command("build_assets", no_collect=True, verbosity=0)
    call_command("build_assets", no_collect=True, verbosity=0)
    assert len(times) == 1 and (tmp_path / "built" / "ringfence.css").read_bytes() == b"x"
    monkeypatch.setattr(bundle, "fingerprint", lambda: "changed")
    call_command("build_assets", no_collect=True, verbosity=0)
    assert len(times) == 2


def test_faces_have_names_of_their_own():
    names = [face.name for face in faces.faces()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("hue", "chroma", "address"),
    [
        (200, "0.078", ""),
        (30, "0.100", "/brand.css?v=30-0.100"),
        (390, "0.500", "/brand.css?v=30-0.120"),
        (10, "-1", "/brand.css?v=10-0"),
    ],
)
def test_the_brand_is_two_numbers_within_bounds(hue, chroma, address):
    from core.models import Organisation

    assert brand.address(Organisation(brand_hue=hue, brand_chroma=chroma)) == address
