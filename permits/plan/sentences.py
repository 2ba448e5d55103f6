"""The sentences the engine says, in Chinese and English, from tables/sentences.csv."""

from typing import Any

from permits.plan.tables import rows

LANGUAGES = ("zh", "en")
_SENTENCES = {row["code"]: row for row in rows("sentences")}


def sentence(code: str, **data: Any) -> dict[str, str]:
    """{"zh": …, "en": …}; numbers are written without needless zeros. KeyError when the code or a datum is unknown."""
    row = _SENTENCES[code]
    values = {name: written(value) for name, value in data.items()}
    return {language: row[language].format(**values) for language in LANGUAGES}


def written(value: Any) -> str:
    """A value as it stands in a sentence: 81.29, 40, 2026-12-07."""
    return f"{round(value, 2):g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)
