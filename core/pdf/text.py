"""Breaking Chinese, Latin and mixed text into lines: where a line may end, and where it never does."""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

CANNOT_START = frozenset("、。，．：；？！）］｝〕〉》」』】〗〞’”…—～·‧%‰℃°′″㎡,.:;?!)]}>")
"""Characters that never begin a line (避头). ReportLab's own list lets 》，；：！？ begin one."""

CANNOT_END = frozenset("（［｛〔〈《「『【〖〝‘“([{<￥$#№")
"""Characters that never end a line (避尾)."""


UNIT_SPACE = re.compile(r"(\d) (?=(?:m|km|mm|cm|km/h|h|s|t|kN|℃|㎡|%)(?![A-Za-z]))")
"""The space between a number and its unit, where a line never ends."""


def is_wide(letter: str) -> bool:
    """Whether a line may be broken on either side: Chinese characters and full-width signs."""
    return letter >= "\u2e80" or letter in "—…“”‘’·①②③④⑤⑥⑦⑧⑨⑩×"


def pieces(text: str) -> list[str]:
    """The text in unbreakable pieces: a Chinese character with its punctuation, a Latin word, a number, a space."""
    glued: list[str] = []
    for atom in _atoms(UNIT_SPACE.sub("\\1\N{NO-BREAK SPACE}", text)):
        follows_opening = glued and glued[-1][-1] in CANNOT_END
        if glued and atom != " " and (follows_opening or (atom[0] in CANNOT_START and not glued[-1].isspace())):
            glued[-1] += atom
        else:
            glued.append(atom)
    return [piece.replace("\N{NO-BREAK SPACE}", " ") for piece in glued]


def break_lines(text: str, width: float, measure: Callable[[str], float], *, indent: float = 0) -> list[str]:
    """The lines of one paragraph, each at most `width` wide, the first at most `width - indent`.

    measure: width of a string in the unit of `width`, additive over its characters. A piece wider than a whole line
    (a long address) is broken between its characters. An empty text is one empty line.
    """
    lines: list[str] = []
    line, used, room = "", 0.0, width - indent
    for piece in pieces(" ".join(text.split())):
        # A space costs nothing at the end of a line, so it never decides where the line ends.
        if line and not piece.isspace() and used + measure(piece) > room:
            lines.append(line.rstrip())
            line, used, room = "", 0.0, width
        if piece.isspace() and not line:
            continue
        if used + measure(piece) <= room or piece.isspace():
            line, used = line + piece, used + measure(piece)
            continue
        for letter in piece:
            if line and used + measure(letter) > room:
                lines.append(line)
                line, used, room = "", 0.0, width
            line, used = line + letter, used + measure(letter)
    return [*lines, line.rstrip()]


def break_paragraphs(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """The lines of a text whose paragraphs are separated by line ends, without indentation."""
    return [line for paragraph in text.splitlines() or [""] for line in break_lines(paragraph, width, measure)]


def _atoms(text: str) -> Iterator[str]:
    for kind, run in groupby(text, _kind):
        if kind == "wide":
            yield from run
        else:
            yield "".join(run)


def _kind(letter: str) -> str:
    return "space" if letter == " " else "wide" if is_wide(letter) else "word"
