"""How dates, hours and quantities are written in an official document, in Chinese and in the English reading copy."""

import datetime as dt
from collections.abc import Iterable

from core.pdf.document import Language

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(date: dt.date, language: Language) -> str:
    """2026年12月7日, months and days without padding (GB/T 9704-2012); 7 December 2026."""
    if language == "en":
        return f"{date.day} {MONTHS[date.month - 1]} {date.year}"
    return f"{date.year}年{date.month}月{date.day}日"


def moment(when: dt.datetime, language: Language) -> str:
    """2026年12月7日9时05分, in the offset the moment carries; 7 December 2026, 09:05."""
    if language == "en":
        return f"{day(when, language)}, {when:%H:%M}"
    return f"{day(when, language)}{when.hour}时{when:%M}分"


def period(first: dt.date, last: dt.date, language: Language) -> str:
    """Both days included."""
    return f"{day(first, language)}{'至' if language == 'zh' else ' to '}{day(last, language)}"


def hours(spans: Iterable[str], language: Language) -> str:
    """("22:00-05:00",) → 每日22:00至次日05:00; empty → 全天."""
    said = []
    for span in spans:
        starts, ends = span.split("-")
        if language == "en":
            said.append(f"{starts} to {ends}{' of the next day' if ends <= starts else ''}")
        else:
            said.append(f"{starts}至{'次日' if ends <= starts else ''}{ends}")
    if language == "en":
        return "daily " + ", ".join(said) if said else "all day"
    return "每日" + "、".join(said) if said else "全天"


def quantity(value: float | None, unit: str) -> str:
    """82.0, "m" → 82 m; two decimals at most; — when not stated."""
    return "—" if value is None else f"{value:.2f}".rstrip("0").rstrip(".") + f" {unit}"


def numeral(number: int) -> str:
    """1 → 一, 12 → 十二, up to 99, for the first level of headings and for lists."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (
        "" if tens and not ones else digits[ones]
    )
