"""Chinese names as Latin letters, so that they are found without a Chinese keyboard."""

from functools import lru_cache

from pypinyin import Style, lazy_pinyin


@lru_cache(maxsize=2048)
def romanise(name: str) -> str:
    """Full pinyin, joined and spaced, and its initials: `万松路` → `wansonglu wan song lu wsl`. "" for Latin text."""
    if not any("\u4e00" <= character <= "\u9fff" for character in name):
        return ""
    syllables = lazy_pinyin(name)
    initials = lazy_pinyin(name, style=Style.FIRST_LETTER)
    return f"{''.join(syllables)} {' '.join(syllables)} {''.join(initials)}"
