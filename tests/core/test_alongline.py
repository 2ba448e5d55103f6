"""Along a line on the earth: there and back, pieces as long as they should be, straight on beyond the ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString

from core import geo
from core.alongline import AlongLine

LINE = LineString([(120.6489, 27.7807), (120.6533, 27.7815), (120.6577, 27.7807)])


@given(at_m=st.floats(-3000, 3000))
def test_a_place_is_found_again_where_it_was_taken(at_m):
    along = AlongLine(LINE)
    assert along.where_m(along.at(at_m)) == pytest.approx(at_m, abs=0.05)


@given(from_m=st.floats(-2000, 2000), length_m=st.floats(1, 2000))
def test_a_piece_is_as_long_as_asked(from_m, length_m):
    piece = LineString(AlongLine(LINE).piece(from_m, from_m + length_m))
    assert geo.length_m(piece) == pytest.approx(length_m, rel=1e-3, abs=0.05)


def test_the_line_keeps_its_length_and_its_bends():
    along = AlongLine(LINE)
    assert along.length_m == pytest.approx(geo.length_m(LINE), rel=1e-4)
    assert len(along.piece(0, along.length_m)) == 3
    assert along.piece(7, 7) == [along.at(7)] * 2


def test_a_line_that_leads_nowhere_is_refused():
    with pytest.raises(ValueError):
        AlongLine(LineString([(120.6, 27.7), (120.6, 27.7)]))
