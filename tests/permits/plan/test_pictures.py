"""The layout pictures."""

from xml.etree import ElementTree

import pytest

from permits.plan.drawing.svg import to_svg
from permits.plan.drawing.thumbnail import layout_picture
from permits.plan.model import LAYOUTS

SVG = "{http://www.w3.org/2000/svg}"


def test_every_layout_has_a_picture_of_its_own_named_in_both_languages():
    pictures = {layout: layout_picture(layout) for layout in LAYOUTS}
    shapes = {layout: to_svg(scene).split("</title>")[1] for layout, scene in pictures.items()}
    alike = {frozenset(a for a in LAYOUTS if shapes[a] == shapes[b]) for b in LAYOUTS}
    assert {group for group in alike if len(group) > 1} == set()
    assert layout_picture("L10").title == "L10 全封闭绕行"
    assert layout_picture("L10", "en").title == "L10 Full closure with detour"
    with pytest.raises(KeyError):
        layout_picture("L13")


def kinds(layout):
    tree = ElementTree.fromstring(to_svg(layout_picture(layout)))
    return {element.get("data-kind") for element in tree.iter()} - {None}


def test_the_picture_shows_what_is_special_about_a_layout():
    assert "flagger" in kinds("L07")
    assert "works_vehicle" in kinds("L11") and "cone" not in kinds("L11")
    assert kinds("L10") == {"barricade"}
