"""How a clause is cited to a reader: data keep it as the tables have it, in Chinese; the words are made here."""

import re
from functools import lru_cache

from permits.plan.tables import rows

_WORDS = rows("clause_words")
_LAWS = {row["zh"]: row["en"] for row in _WORDS if row["kind"] == "law"}
_PARTS = {row["zh"]: row["en"] for row in _WORDS if row["kind"] == "part"}
_PLAIN = {row["zh"]: row["en"] for row in _WORDS if row["kind"] == "words"}

_NUMERALS = "零一二三四五六七八九"
_NUMBER = rf"[{_NUMERALS}十百]+"
_FIGURES = rf"\d+(?:\((?:\d+|{_NUMBER})\))*"
_SPELT = rf"第{_NUMBER}条(?:第{_NUMBER}款)?(?:第{_NUMBER}项)?"
_ARTICLE = rf"(?:{_FIGURES}|{_SPELT})"
_CITED = re.compile(
    # The longer name first: one law's name begins another's.
    rf"《?(?:中华人民共和国)?({'|'.join(sorted(_LAWS, key=len, reverse=True))})》?(?:\s*({_ARTICLE}(?:、{_ARTICLE})*))?"
)
_PART = re.compile(rf"({'|'.join(_PARTS)})\s*(?=[A-Z0-9])")
_WORD = re.compile("|".join(sorted(map(re.escape, _PLAIN), key=len, reverse=True)))
_CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]")


@lru_cache(maxsize=1024)
def clause_words(clause: str, language: str) -> str:
    """A clause or article in the words of this language (zh, zh-hans, en, …).

    行政许可法 31 → Administrative Licensing Law, art. 31; GB 5768.4-2017 4.3 表2 → GB 5768.4-2017 4.3 Table 2.
    Only English has words of its own. A clause of which any part is unknown stays as it is, whole: it may be
    something an officer typed, and half a citation misleads.
    """
    if not language.startswith("en"):
        return clause
    said = _CITED.sub(_cited, clause)
    said = _PART.sub(lambda found: f"{_PARTS[found[1]]} ", said)
    said = _WORD.sub(lambda found: _PLAIN[found[0]], said)
    return clause if _CHINESE.search(said) else said


def _cited(found: re.Match[str]) -> str:
    law, articles = _LAWS[found[1]], [_article(one) for one in (found[2] or "").split("、") if one]
    if not articles:
        return law
    return f"{law}, {'art.' if len(articles) == 1 else 'arts.'} {', '.join(articles)}"


def _article(said: str) -> str:
    """33(2), 28(三), 第三十二条第一款第四项 → 33(2), 28(3), 32(1)(4)."""
    first, *others = (_number(one) for one in re.findall(rf"\d+|{_NUMBER}", said))
    return f"{first}{''.join(f'({one})' for one in others)}"


def _number(said: str) -> int:
    """42, 四十二, 一百零四, 十 → 42, 42, 104, 10."""
    if said.isdecimal():
        return int(said)
    total = digit = 0
    for letter in said:
        if letter in "十百":
            total += (digit or 1) * (10 if letter == "十" else 100)
            digit = 0
        else:
            digit = _NUMERALS.index(letter)
    return total + digit
