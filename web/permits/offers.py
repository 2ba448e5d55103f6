"""The actions of a case or a works as the action bar shows them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import User
from permits.lifecycle import EDITABLE_STAGES, Action
from permits.models import Case, Works
from permits.selectors.actions import Option, options
from web.permits.actions.door import CASE_FORMS, WORKS_FORMS
from web.shell import sentences
from web.shell.parts import ActionItem

_FORMS = {form.action: form for form in (*CASE_FORMS, *WORKS_FORMS)}
#: Done on the pages of the application, where the applicant sees what is still missing.
IN_APPLICATION = frozenset({Action.SUBMIT, Action.RESUBMIT, Action.SUBMIT_REVISION, Action.DISCARD})
_ICONS = {
    Action.ACCEPT: "check2",
    Action.REQUEST_CORRECTION: "arrow-return-left",
    Action.DECLINE: "x-circle",
    Action.WITHDRAW: "arrow-left-circle",
    Action.RECORD_SURVEY: "binoculars",
    Action.ASK_OPINION: "chat-left-text",
    Action.GIVE_OPINION: "chat-left-text",
    Action.REQUEST_REVISION: "arrow-return-left",
    Action.CLOSE_REVIEW: "clipboard-check",
    Action.GIVE_LEGAL_OPINION: "book",
    Action.GRANT: "check-circle",
    Action.REFUSE: "x-octagon",
    Action.RETURN_TO_REVIEW: "arrow-counterclockwise",
    Action.EXTEND_PROCESSING: "hourglass-split",
    Action.ISSUE: "file-earmark-check",
    Action.START: "cone-striped",
    Action.SUSPEND: "sign-stop",
    Action.RESUME: "play-circle",
    Action.REQUEST_ACCEPTANCE: "clipboard-check",
    Action.SIGN_ACCEPTANCE: "pen",
    Action.ARCHIVE: "archive",
}
#: What a stage is waiting for: shown as the main button.
_MAIN = frozenset(
    {
        Action.ACCEPT,
        Action.RECORD_SURVEY,
        Action.GIVE_OPINION,
        Action.CLOSE_REVIEW,
        Action.GIVE_LEGAL_OPINION,
        Action.GRANT,
        Action.ISSUE,
        Action.START,
        Action.RESUME,
        Action.REQUEST_ACCEPTANCE,
        Action.SIGN_ACCEPTANCE,
        Action.ARCHIVE,
    }
)


def offers(viewer: User, subject: Case | Works) -> list[ActionItem]:
    """What `viewer` may do now, and why not the rest of what the role ever does."""
    found = [_item(option, subject) for option in options(viewer, subject) if _applies(option, subject)]
    if isinstance(subject, Case) and _may_edit(viewer, subject):
        label = _("Continue the application")
        found.insert(0, ActionItem("edit", label, application_url(subject), primary=True, icon="pencil"))
    return found


def application_url(case: Case) -> str:
    """Where the applicant fills the application in."""
    return reverse("application", args=[case.number])


def _may_edit(viewer: User, case: Case) -> bool:
    return case.stage in EDITABLE_STAGES and viewer.organisation_id == case.organisation_id


def _applies(option: Option, subject: Case | Works) -> bool:
    """Leaves out what this subject never knows: it would only be noise."""
    if option.action in IN_APPLICATION:
        return False
    if option.action == Action.REPORT_EMERGENCY_START:
        return subject.origin == Works.Origin.EMERGENCY
    return True


def _item(option: Option, subject: Case | Works) -> ActionItem:
    stem = "cases" if isinstance(subject, Case) else "works"
    form = _FORMS[option.action]
    return ActionItem(
        name=option.action.value,
        label=str(option.action.label),
        url=reverse(f"{stem}-{option.action.value}", args=[subject.number]),
        available=option.available,
        reason=sentences.reason(option.reason, {}) if option.reason else "",
        primary=option.action in _MAIN,
        danger=form.danger,
        icon=_ICONS.get(option.action, ""),
    )
