"""The rules of the house for source files: each takes sources and names the places that break it."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("api", "benchmarks", "config", "core", "inspections", "notifications", "permits", "web")


@dataclass(frozen=True)
class Source:
    """A Python file: its path below the root, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def places(self, nodes) -> list[str]:
        return [f"{self.path}:{node.lineno}" for node in nodes]


def sources(*folders: str) -> Iterator[Source]:
    """Every Python file of the folders but migrations, which are generated."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))


def too_long(source: Source, limit: int) -> list[str]:
    """Files longer than `limit` lines."""
    lines = source.text.count("\n")
    return [f"{source.path} has {lines} lines"] if lines > limit else []


def nameless(source: Source) -> list[str]:
    """Modules named for what they are made of instead of what they are about."""
    return [source.path] if Path(source.path).stem in {"utils", "util", "helpers", "common", "misc"} else []


def imports_inside_functions(source: Source) -> list[str]:
    """Imports that hide a cycle or a cost until the function is called."""
    functions = (node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    inner = (node for function in functions for node in ast.walk(function))
    return source.places(dict.fromkeys(node for node in inner if isinstance(node, ast.Import | ast.ImportFrom)))


CLOCKS = {
    "now": {"timezone", "datetime"},
    "utcnow": {"datetime"},
    "today": {"date", "datetime"},
    "localdate": {"timezone"},
    "localtime": {"timezone"},
    "time": {"time"},
    "gmtime": {"time"},
}


def other_clocks(source: Source) -> list[str]:
    """Readings of the wall clock that do not pass by core/clock.py, so that tests could not travel."""
    if source.path == "core/clock.py":
        return []
    found = []
    # `localtime(moment)` turns a moment into the city's time; only without one does it read the clock.
    converting = {node.func for node in ast.walk(source.tree) if isinstance(node, ast.Call) and node.args}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node in converting and node.attr.startswith("local"):
            continue
        if isinstance(node, ast.Attribute) and _last_name(node.value) in CLOCKS.get(node.attr, ()):
            found.append(node)
        elif isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add"):
            found.append(node.value)
        elif isinstance(node, ast.ImportFrom) and node.module in ("time", "django.utils.timezone"):
            found += [node for alias in node.names if alias.name in CLOCKS]
        elif isinstance(node, ast.ImportFrom) and node.module == "django.db.models.functions":
            found += [node for alias in node.names if alias.name == "Now"]
    return source.places(found)


def environment_readers(source: Source) -> list[str]:
    """Readings of the process environment outside config/settings/env.py; naming Django's settings is allowed."""
    if source.path == "config/settings/env.py":
        return []
    allowed = {
        node.func.value
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "setdefault"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value == "DJANGO_SETTINGS_MODULE"
    }
    return source.places(
        node
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("environ", "environb", "getenv")
        and _last_name(node.value) == "os"
        and node not in allowed
    )


def stages_written_past_the_lifecycle(source: Source) -> list[str]:
    """`create(stage=…)`, `update(state=…)` and their kin: a life moves only through its transitions."""
    writers = {"create", "update", "get_or_create", "update_or_create"}
    return source.places(
        node
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in writers
        and {"stage", "state"} & {keyword.arg for keyword in node.keywords}
    )


def long_tasks(source: Source, limit: int = 10) -> list[str]:
    """Celery tasks that do more than open a door: over `limit` lines without their docstring."""
    found = []
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef) and any("task" in ast.dump(each) for each in node.decorator_list):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body and body[-1].end_lineno - body[0].lineno + 1 > limit:
                found.append(node)
    return source.places(found)


#: Written in pieces, so that this file does not break its own rule.
INDEX_HOSTS = re.compile(
    "|".join(
        (
            r"py" r"pi\.org",
            r"python" r"hosted\.org",
            r"registry\.npm" r"js\.org",
            r"npm" r"mirror\.com",
            r"^--(extra-)?" r"index-url|^--find-" r"links",
            r'"res' r'olved":',
        )
    ),
    re.MULTILINE,
)


def index_addresses(path: str, text: str) -> list[str]:
    """Addresses of package indexes: they belong to a machine, not to the project."""
    return [f"{path}: {found[0]}" for found in INDEX_HOSTS.finditer(text)]


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
