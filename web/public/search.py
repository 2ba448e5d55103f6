"""Finding a road by its Chinese name, its pinyin, or its English name."""

from collections.abc import Iterable
from functools import lru_cache

from core.romanise import romanise

#: How the English name of a Chinese road says its last syllables.
ENGLISH = {
    "east": "dong",
    "west": "xi",
    "south": "nan",
    "north": "bei",
    "road": "lu",
    "avenue": "dadao",
    "street": "jie",
    "bridge": "qiao",
    "highway": "",
    "the": "",
}


def matching(query: str, names: Iterable[str]) -> list[str]:
    """The names in which every word of `query` occurs: as written, as pinyin, or as the usual English name."""
    words = query.lower().split()
    return [name for name in names if all(_occurs(word, name) for word in words)]


def _occurs(word: str, name: str) -> bool:
    return word in name.lower() or ENGLISH.get(word, word) in _letters(name)


@lru_cache(maxsize=4096)
def _letters(name: str) -> str:
    return romanise(name)
