"""Which colour and which icon each stage of a case and each state of a works wears."""

from dataclasses import dataclass

from web.shell.parts import Tone

TONE_ICONS = {
    Tone.INFO: "arrow-right-circle-fill",
    Tone.OK: "check-circle-fill",
    Tone.WARN: "exclamation-triangle-fill",
    Tone.STOP: "x-octagon-fill",
    Tone.MUTED: "dash-circle",
}


@dataclass(frozen=True)
class Look:
    """Colour and icon of one status."""

    tone: Tone
    icon: str


_STAGES = {
    "DRAFT": Look(Tone.MUTED, "pencil"),
    "SUBMITTED": Look(Tone.INFO, "inbox"),
    "CORRECTION": Look(Tone.WARN, "arrow-return-left"),
    "NOT_ACCEPTED": Look(Tone.STOP, "x-circle"),
    "ACCEPTED": Look(Tone.INFO, "check2"),
    "SURVEYED": Look(Tone.INFO, "binoculars"),
    "REVISION": Look(Tone.WARN, "arrow-return-left"),
    "REVIEWED": Look(Tone.INFO, "clipboard-check"),
    "REFUSED": Look(Tone.STOP, "x-octagon-fill"),
    "GRANTED": Look(Tone.OK, "check-circle"),
    "IN_FORCE": Look(Tone.OK, "check-circle-fill"),
    "EXPIRED": Look(Tone.MUTED, "hourglass-bottom"),
    "CANCELLED": Look(Tone.MUTED, "slash-circle"),
    "SUPERSEDED": Look(Tone.MUTED, "layers"),
    "REVOKED": Look(Tone.STOP, "x-octagon-fill"),
    "RECALLED": Look(Tone.STOP, "arrow-counterclockwise"),
    "WITHDRAWN": Look(Tone.MUTED, "arrow-left-circle"),
}

_STATES = {
    "PLANNED": Look(Tone.INFO, "calendar-event"),
    "UNDER_WAY": Look(Tone.WARN, "cone-striped"),
    "SUSPENDED": Look(Tone.STOP, "sign-stop-fill"),
    "AWAITING_ACCEPTANCE": Look(Tone.INFO, "clipboard-check"),
    "ACCEPTED": Look(Tone.OK, "check-circle-fill"),
    "ARCHIVED": Look(Tone.MUTED, "archive"),
    "ABANDONED": Look(Tone.MUTED, "slash-circle"),
}


_PLAIN = Look(Tone.MUTED, "circle")


def stage_look(code: str) -> Look:
    """The look of a case stage by its code, in either letter case; a plain one for any other word."""
    return _STAGES.get(code.upper(), _PLAIN)


def state_look(code: str) -> Look:
    """The look of a works state by its code, in either letter case; a plain one for any other word."""
    return _STATES.get(code.upper(), _PLAIN)
