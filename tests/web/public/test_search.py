"""A road is found by its Chinese name, its pinyin and its English name."""

import pytest

from web.public.search import matching

ROADS = ["万松东路", "万松路", "瑞祥大道", "104国道", "M25 junction 10"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("万松", ["万松东路", "万松路"]),
        ("wansong", ["万松东路", "万松路"]),
        ("Wansong East Road", ["万松东路"]),
        ("wan song dong lu", ["万松东路"]),
        ("Ruixiang Avenue", ["瑞祥大道"]),
        ("rxdd", ["瑞祥大道"]),
        ("104", ["104国道"]),
        ("m25", ["M25 junction 10"]),
        ("nowhere", []),
        ("", ROADS),
    ],
)
def test_roads_are_found(query, found):
    assert matching(query, ROADS) == found
