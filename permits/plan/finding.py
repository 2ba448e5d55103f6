"""What the checker says about a plan: one finding per breach, with figures, clause, certainty and remedy."""

from dataclasses import dataclass
from typing import Any

from core.numbers import plain
from permits.plan.sentences import is_known, sentence
from permits.plan.standards import RULES, Value

BLOCK, WARN, INFO = "block", "warn", "info"


@dataclass(frozen=True)
class Finding:
    """One breach of one rule.

    phase: name of the phase, "" for the whole plan. parameter: what was measured, as in the plan format.
    actual, required: in `unit` ("" when not a quantity). certainty: verified, secondary or setting; only
    a verified clause blocks.
    overridable: a reviewer may let it pass with a reason. message, fix: {"zh": …, "en": …}.
    place: from and to where it is on the drawing, m from the start of the advance-warning area; None when nowhere.
    """

    rule: str
    level: str
    overridable: bool
    phase: str
    parameter: str
    actual: Any
    required: Any
    unit: str
    clause: str
    certainty: str
    message: dict[str, str]
    fix: dict[str, str]
    place: tuple[float, float] | None = None

    def as_json(self) -> dict[str, Any]:
        """The finding as it stands in the output of `check_plan --json`."""
        return dict(vars(self))


def finding(
    rule: str,
    *,
    phase: str,
    parameter: str,
    actual: Any = None,
    required: Any = None,
    by: Value | None = None,
    unit: str = "",
    clause: str = "",
    certainty: str = "",
    level: str = "",
    says: str = "",
    place: tuple[float, float] | None = None,
    **data: Any,
) -> Finding:
    """A finding of a rule, with level, clause and certainty of its row unless a table row knows better.

    by: that row of the tables; it gives the required value, unit, clause and certainty unless they are given here.
    says: code of the sentence when the rule has several. data: what the sentence needs besides actual and required.
    """
    row = RULES[rule]
    if by is not None:
        required = by.value if required is None else required
        unit, clause, certainty = unit or by.unit, clause or by.clause, certainty or by.certainty
    certainty = certainty or row.certainty
    level = level or row.level
    if level == BLOCK and certainty != "verified":
        level = WARN
    data = {"actual": rounded(actual), "required": rounded(required), **data}
    code = says or rule
    return Finding(
        rule=rule,
        level=level,
        overridable=row.overridable and level == BLOCK,
        phase=phase,
        parameter=parameter,
        actual=rounded(actual),
        required=rounded(required),
        unit=unit,
        clause=clause or row.clause,
        certainty=certainty,
        message=sentence(code, **data),
        fix=sentence(f"{code}.fix" if is_known(f"{code}.fix") else f"{rule}.fix", **data),
        place=place,
    )


def rounded(number: Any) -> Any:
    """A quantity as it is shown: two decimals, whole numbers without any."""
    if not isinstance(number, float):
        return number
    return plain(round(number, 2))
