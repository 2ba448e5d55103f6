"""Why a plan could not be read: every reason at once, each with its JSON path and a sentence in both languages."""

from dataclasses import dataclass, field
from typing import Any

from permits.plan.sentences import sentence

MOST_PROBLEMS = 50


@dataclass(frozen=True)
class Problem:
    """path: where, as `$.phases[0].starts_on`. code: stable name. message: {"zh": …, "en": …}, without the path."""

    path: str
    code: str
    message: dict[str, str]


class PlanInvalid(Exception):
    """The plan is not readable or not of the schema. `problems`: all reasons, at most 50 of them listed."""

    def __init__(self, problems: tuple[Problem, ...], unlisted: int = 0):
        super().__init__("; ".join(f"{p.path}: {p.message['en']}" for p in problems))
        self.problems = problems
        self.unlisted = unlisted

    def one_line(self, language: str) -> str:
        """All reasons on one line; `language` is "zh" or "en"."""
        parts = [f"{problem.path}: {problem.message[language]}" for problem in self.problems]
        if self.unlisted:
            parts.append(sentence("problem.more", count=self.unlisted)[language])
        return "; ".join(parts)


@dataclass
class Problems:
    """Collects problems while reading; stops listing, but not counting, when there are too many."""

    listed: list[Problem] = field(default_factory=list)
    count: int = 0

    @property
    def full(self) -> bool:
        return self.count >= MOST_PROBLEMS

    def add(self, path: str, code: str, *, says: str = "", **data: Any) -> None:
        """data: what the sentence of `problem.<code>`, or of `says`, needs; `found` may be any JSON value."""
        if not self.full:
            if "found" in data:
                data["found"] = quoted(data["found"])
            self.listed.append(Problem(printable(path), code, sentence(f"problem.{says or code}", **data)))
        self.count += 1

    def raise_if_any(self) -> None:
        if self.count:
            raise PlanInvalid(tuple(self.listed), self.count - len(self.listed))


def printable(text: str, longest: int = 120) -> str:
    """Text that any terminal or database takes, shortened in the middle of nowhere rather than flooding the line."""
    safe = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[: longest + 1])
    return safe if len(safe) <= longest else safe[:longest] + "…"


def quoted(value: Any) -> str:
    """A JSON value in a few characters, whatever its size or depth."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{printable(value, 40)}"'
    if isinstance(value, int) and value.bit_length() > 64:
        return "…"
    if isinstance(value, int | float):
        return f"{value:.15g}" if isinstance(value, float) else str(value)
    return "{…}" if isinstance(value, dict) else "[…]"
