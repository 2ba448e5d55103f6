"""From bytes or JSON data to a `Plan`, or to every reason why not."""

import json
from collections.abc import Mapping
from typing import Any

from permits.plan.kinds import Unreadable
from permits.plan.model import PLAN, Plan
from permits.plan.problem import Problems, printable

LARGEST_BYTES = 20_000_000


class _Repeated(ValueError):
    """An object names one member twice; the argument is the name."""


class _NotJson(ValueError):
    """A word which Python's reader takes and JSON does not know; the argument is the word."""


def parse(data: Mapping[str, Any]) -> Plan:
    """The plan in JSON data already decoded. Raises `PlanInvalid` with every problem at once."""
    problems = Problems()
    try:
        plan = PLAN.read(data, "$", problems)
    except Unreadable:
        problems.raise_if_any()
        raise
    return plan


def read(raw: bytes) -> Plan:
    """The plan in a JSON document (UTF-8, at most 20 MB). Raises `PlanInvalid`, also when it is not JSON at all."""
    return parse(_decode(raw))


def _decode(raw: bytes) -> Any:
    problems = Problems()
    if len(raw) > LARGEST_BYTES:
        problems.add("$", "document_too_large", megabytes=LARGEST_BYTES // 1_000_000)
        problems.raise_if_any()
    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        problems.add("$", "document_not_utf8")
    except RecursionError:
        problems.add("$", "document_too_deep")
    except _Repeated as repeated:
        problems.add("$", "member_repeated", name=printable(str(repeated)))
    except _NotJson as word:
        problems.add("$", "word_not_json", word=str(word))
    except json.JSONDecodeError as error:
        problems.add("$", "document_not_json", line=error.lineno, column=error.colno)
    except ValueError:
        # Python refuses to build an integer of thousands of digits.
        problems.add("$", "number_too_long")
    problems.raise_if_any()
    return None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Repeated(name)
        found[name] = value
    return found


def _refuse_constant(word: str) -> Any:
    raise _NotJson(word)
