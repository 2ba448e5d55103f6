"""Where a case is, in one line and in one picture: who holds it, which day of how many, what comes next."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core import clock
from permits.lifecycle import ENDED_STAGES, Kind, Stage
from permits.models import Case
from permits.selectors.legal_clock import LegalClock
from web.shell.parts import Step, Tone

#: The road every case takes, and the stages in which each step of it is being worked on.
STEPS = (
    (_lazy("Application"), (Stage.DRAFT,)),
    (_lazy("Acceptance"), (Stage.SUBMITTED, Stage.CORRECTION)),
    (_lazy("Site survey"), (Stage.ACCEPTED,)),
    (_lazy("Review"), (Stage.SURVEYED, Stage.REVISION)),
    (_lazy("Decision"), (Stage.REVIEWED,)),
    (_lazy("Issue and service"), (Stage.GRANTED,)),
    (_lazy("In force"), (Stage.IN_FORCE,)),
)

NEXT = {
    Stage.DRAFT: _lazy("Fill in the tasks, then submit."),
    Stage.SUBMITTED: _lazy("The window accepts it, asks for corrections, or declines."),
    Stage.CORRECTION: _lazy("The applicant corrects what the notice lists and hands it in again."),
    Stage.ACCEPTED: _lazy("Two officers survey the place."),
    Stage.SURVEYED: _lazy("The order section judges the plan."),
    Stage.REVISION: _lazy("The applicant revises the plan and hands it in again."),
    Stage.REVIEWED: _lazy("The leader decides."),
    Stage.GRANTED: _lazy("The window issues and serves the permit."),
    Stage.IN_FORCE: _lazy("The works keep to the permit; renewals are asked for thirty days before it ends."),
    Stage.EXPIRED: _lazy("The permit has run out."),
    Stage.SUPERSEDED: _lazy("A newer permit of the same works has taken its place."),
    Stage.REVOKED: _lazy("The permit was revoked."),
    Stage.RECALLED: _lazy("The permit was recalled."),
    Stage.CANCELLED: _lazy("The permit was struck off."),
    Stage.WITHDRAWN: _lazy("The application was taken back."),
    Stage.REFUSED: _lazy("The decision names the remedies."),
    Stage.NOT_ACCEPTED: _lazy("The decision says why, and where to turn."),
}


@dataclass(frozen=True)
class Standing:
    """One line about a case. holder: who has the file, "" when nobody. day: day n of m in words, "" without a clock.

    left: working days left, None without a clock; left_text and tone say it.
    """

    where: str
    holder: str
    day: str
    next: str
    left: int | None
    left_text: str
    tone: Tone


def holder_of(case: Case) -> str:
    """Who holds the file now."""
    stage = Stage(case.stage)
    if stage in (Stage.DRAFT, Stage.CORRECTION, Stage.REVISION):
        return _("the applicant, %(name)s") % {"name": case.organisation.name}
    if stage in (Stage.SUBMITTED, Stage.GRANTED):
        return _("the service window")
    if stage == Stage.ACCEPTED:
        return str(case.squadron) if case.squadron_id else _("the squadron")
    if stage == Stage.SURVEYED:
        return _("the order section")
    if stage == Stage.REVIEWED:
        refusing = case.review_recommends == "refuse" and case.legal_opinion_at is None
        return _("the legal reviewer") if refusing else _("the brigade leader")
    return ""


def standing_of(case: Case, legal: LegalClock | None) -> Standing:
    """The line of a case whose running limit, if any, is `legal`."""
    stage = Stage(case.stage)
    day = ""
    if legal is not None:
        day = _("day %(used)s of %(total)s") % {"used": min(legal.used, legal.workdays), "total": legal.workdays}
    elif stage == Stage.IN_FORCE and case.valid_until:
        day = _("valid until %(day)s") % {"day": case.valid_until}
    elif stage == Stage.DRAFT and case.kind == Kind.EMERGENCY and case.works.emergency_apply_by:
        moment = clock.local(case.works.emergency_apply_by)
        day = _("to be submitted by %(moment)s") % {"moment": f"{moment:%Y-%m-%d %H:%M}"}
    left = legal.left if legal is not None else None
    return Standing(
        where=str(stage.label),
        holder=holder_of(case),
        day=day,
        next=str(NEXT[stage]),
        left=left,
        left_text=left_words(left),
        tone=left_tone(left),
    )


def left_words(left: int | None) -> str:
    """How much time is left, in words; "" without a limit."""
    if left is None:
        return ""
    if left < 0:
        return _("%(days)s working days late") % {"days": -left}
    if left == 0:
        return _("last day today")
    return _("%(days)s working days left") % {"days": left}


def left_tone(left: int | None) -> Tone:
    """Late stops, the last three working days warn."""
    if left is None:
        return Tone.MUTED
    return Tone.STOP if left < 0 else Tone.WARN if left <= 3 else Tone.OK


def steps_of(case: Case) -> list[Step]:
    """The stage bar: what is done, where it is, what is to come; where it ended when it ended early."""
    dates = _dates(case)
    reached = next((i for i, (_label, stages) in enumerate(STEPS) if case.stage in stages), None)
    ended = case.stage in ENDED_STAGES
    if reached is None:
        reached = _ended_at(case)
    steps = []
    for index, (label, _stages) in enumerate(STEPS):
        if index < reached:
            state = "done"
        elif index > reached:
            state = "coming"
        else:
            state = "stopped" if ended else "done" if case.stage == Stage.IN_FORCE else "current"
        note = dates[index] if state == "done" else ""
        if index == reached and (ended or case.stage in (Stage.CORRECTION, Stage.REVISION)):
            note = str(Stage(case.stage).label)
        steps.append(Step(str(label), state, note))
    return steps


def _ended_at(case: Case) -> int:
    """The step in which an ended case ended."""
    if case.in_force_at:
        return 6
    if case.stage == Stage.REFUSED or case.reviewed_at:
        return 4
    if case.surveys.all():
        return 3
    return 2 if case.accepted_on else 1


def _dates(case: Case) -> list[str]:
    survey = case.surveys.all()[0] if case.surveys.all() else None
    moments = [
        case.received_on,
        case.accepted_on,
        survey.surveyed_at if survey else None,
        case.reviewed_at,
        case.decided_at,
        case.in_force_at,
        case.in_force_at,
    ]
    return [f"{_day(moment):%m-%d}" if moment else "" for moment in moments]


def _day(moment):
    return clock.local_day(moment) if hasattr(moment, "hour") else moment
