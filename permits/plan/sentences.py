"""What the engine says and writes on a drawing, in Chinese and English, from its tables."""

from typing import Any

from permits.plan.tables import rows

LANGUAGES = ("zh", "en")
_SENTENCES = {row["code"]: row for table in ("sentences", "drawing_words") for row in rows(table)}


def sentence(code: str, **data: Any) -> dict[str, str]:
    """{"zh": …, "en": …}; numbers are written without needless zeros, a {"zh": …, "en": …} datum in its language.

    KeyError when the code or a datum is unknown.
    """
    row = _SENTENCES[code]
    return {language: row[language].format(**_in(language, data)) for language in LANGUAGES}


def _in(language: str, data: dict[str, Any]) -> dict[str, str]:
    return {name: written(held[language] if isinstance(held, dict) else held) for name, held in data.items()}


def is_known(code: str) -> bool:
    """Whether there is a sentence of this code."""
    return code in _SENTENCES


def written(value: Any) -> str:
    """A value as it stands in a sentence: 81.29, 40, 2026-12-07."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
