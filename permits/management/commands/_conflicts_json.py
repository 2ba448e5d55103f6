"""What `conflicts --json` prints: an answer about one geometry, or a pair of works, in the form of INTERFACES."""

from typing import Any

from django.utils import translation

from permits.rules.conflicts.asked import AskedSite
from permits.rules.conflicts.occupation import hours_of
from permits.rules.conflicts.shift import Shift
from permits.selectors.conflicts import Conflicts, ConflictView
from permits.selectors.pairs import Pair

LANGUAGES = {"zh": "zh-hans", "en": "en"}
_STOPS = {"zh": "。", "en": ". "}


def answer_json(asked: AskedSite, found: Conflicts, within_m: float, hint: str) -> dict[str, Any]:
    """What is in the way of one geometry; hint: about its datum, or ""."""
    return {
        "within_m": _whole(within_m),
        "on": asked.given,
        "hint": hint or None,
        "conflicts": [_conflict(view) for view in found],
        **_shifts(found.shift),
    }


def pairs_json(pairs: tuple[Pair, ...], within_m: float) -> dict[str, Any]:
    """Works of the register in each other's way."""
    return {"within_m": _whole(within_m), "pairs": [_pair(pair) for pair in pairs]}


def _conflict(view: ConflictView) -> dict[str, Any]:
    found, other = view.found, view.other
    messages, helps = {}, {}
    for name, language in LANGUAGES.items():
        with translation.override(language):
            said = view.said
        messages[name], helps[name] = f"{said.what}{_STOPS[name]}{said.why}", said.help
    return {
        "kind": found.kind,
        "severity": found.severity.name.lower(),
        "works": other.number if other else None,
        "ref": other.ref if other else None,
        "others": [one.number for one in view.others[1:]],
        "distance_m": None if found.distance_m is None else round(found.distance_m, 2),
        "from": found.days.starts_on.isoformat() if found.days else None,
        "to": found.days.ends_on.isoformat() if found.days else None,
        "hours": hours_of(found.windows),
        "clause": found.clause,
        "certainty": found.certainty,
        "message": messages,
        "help": helps,
        **_shifts(view.shift),
    }


def _shifts(shift: Shift | None) -> dict[str, int | None]:
    return {
        "shift_days": shift.best_days if shift else None,
        "earlier_days": shift.earlier_days if shift else None,
        "later_days": shift.later_days if shift else None,
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "a": pair.a,
        "b": pair.b,
        "a_ref": pair.a_ref,
        "b_ref": pair.b_ref,
        "distance_m": round(pair.distance_m, 2),
        "from": pair.shared.starts_on.isoformat(),
        "to": pair.shared.ends_on.isoformat(),
    }


def _whole(number: float) -> float:
    return int(number) if number.is_integer() else number
