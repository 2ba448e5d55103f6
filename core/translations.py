"""The topics' Chinese catalogues: merged, checked against the sources, and compiled without gettext."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from django.utils.translation.template import templatize

#: Function names that mark a sentence, with the positions of the sentence (and of its context, "c").
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}|(%[sd])")


@dataclass(frozen=True)
class Problem:
    """What must be put right. code: `contradiction`, `fuzzy`, `placeholder`, `unreadable` or `untranslated`."""

    code: str
    where: str
    detail: str

    def __str__(self) -> str:
        return f"{self.where}: {self.code}: {self.detail}"


@dataclass(frozen=True)
class Sentence:
    """A marked sentence of the sources: its place, msgid (the plural's singular) and context."""

    where: str
    msgid: str
    context: str | None


def merge(po_files: Iterable[Path]) -> tuple[Catalog, list[Problem]]:
    """One catalogue made of all topics', and what is wrong with them.

    The same msgid (and context) may stand in two files only with the same Chinese. Fuzzy entries are refused, and so
    are those whose placeholders differ from the source's: they would fail when the sentence is shown.
    """
    merged = Catalog(locale="zh_Hans", charset="utf-8", fuzzy=False)
    origin: dict[tuple, str] = {}
    problems = []
    for path in sorted(po_files):
        try:
            catalogue = read_po(BytesIO(path.read_bytes()), locale="zh_Hans", charset="utf-8", abort_invalid=True)
        except (PoFileError, UnicodeDecodeError) as error:
            problems.append(Problem("unreadable", path.name, str(error)))
            continue
        for message in catalogue:
            if not message.id or not _chinese(message):
                continue
            where = f"{path.name}:{message.lineno}"
            problem = _flaw(message, where)
            key = (_singular(message), message.context)
            known = merged.get(key[0], message.context)
            if known and _chinese(known) != _chinese(message):
                detail = f"{key[0]!r} is {_chinese(known)!r} in {origin[key]} and {_chinese(message)!r} here"
                problem = problem or Problem("contradiction", where, detail)
            if problem:
                problems.append(problem)
                continue
            merged.add(message.id, message.string, context=message.context)
            origin[key] = where
    return merged, problems


def compile_catalogue(locale_dir: Path) -> list[Problem]:
    """Merge the topics of `locale_dir` (…/zh_Hans/LC_MESSAGES) into its `django.mo`, replacing it atomically.

    Nothing is written when there is a problem.
    """
    catalogue, problems = merge(locale_dir.glob("*.po"))
    if not problems:
        content = BytesIO()
        write_mo(content, catalogue)
        partial = locale_dir / "django.mo.partial"
        partial.write_bytes(content.getvalue())
        partial.replace(locale_dir / "django.mo")
    return problems


def is_stale(locale_dir: Path) -> bool:
    """Whether a topic (or the folder: a topic taken away) changed after the compiled catalogue."""
    compiled = locale_dir / "django.mo"
    if not compiled.exists():
        return True
    return any(path.stat().st_mtime >= compiled.stat().st_mtime for path in locale_dir.glob("*.po"))


def untranslated(sentences: Iterable[Sentence], catalogue: Catalog) -> list[Problem]:
    """The marked sentences that have no Chinese, each once, at its first place."""
    missing = {}
    for sentence in sentences:
        found = catalogue.get(sentence.msgid, sentence.context)
        if not (found and _chinese(found)):
            missing.setdefault((sentence.msgid, sentence.context), sentence)
    return [Problem("untranslated", s.where, repr(s.msgid)) for s in missing.values()]


def sentences_of(root: Path, packages: Iterable[str]) -> Iterator[Sentence]:
    """Every marked sentence in the Python files and templates of the packages under `root`."""
    for package in packages:
        for path in sorted((root / package).rglob("*")):
            where = path.relative_to(root).as_posix()
            if path.suffix == ".py":
                yield from _extract(path.read_text(encoding="utf-8"), where)
            elif path.suffix in TEMPLATE_SUFFIXES and "templates" in path.relative_to(root).parts:
                marked = templatize(path.read_text(encoding="utf-8"), origin=where)
                # Its indentation is the page's, not Python's.
                yield from _extract("\n".join(line.strip() for line in marked.split("\n")), where)


def _extract(source: str, where: str) -> Iterator[Sentence]:
    found = extract_python(BytesIO(source.encode()), KEYWORDS, (), {"encoding": "utf-8"})
    for line, function, arguments, _comments in found:
        arguments = arguments if isinstance(arguments, tuple) else (arguments,)
        has_context = function.removesuffix("_lazy") in ("pgettext", "npgettext")
        context = arguments[0] if has_context else None
        msgid = arguments[1] if has_context and len(arguments) > 1 else arguments[0]
        if isinstance(msgid, str) and msgid:
            yield Sentence(f"{where}:{line}", msgid, context)


def _flaw(message: Message, where: str) -> Problem | None:
    if message.fuzzy:
        return Problem("fuzzy", where, repr(_singular(message)))
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = set().union(*(_placeholders(source) for source in sources))
    if _placeholders(_chinese(message)) != wanted:
        return Problem("placeholder", where, f"{_chinese(message)!r} needs {sorted(wanted)}")
    return None


def _placeholders(text: str) -> set[str]:
    return {next(filter(None, match)) for match in PLACEHOLDER.findall(text)}


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _chinese(message: Message) -> str:
    """The Chinese text: Chinese has one form for every number."""
    return (message.string if isinstance(message.string, str) else message.string[0]) or ""
