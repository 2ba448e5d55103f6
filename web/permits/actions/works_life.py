"""The works on the road: start, stop, resume, completion acceptance, archive."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core import clock
from core.roles import Role
from inspections.services.settling_orders import resume_stopped_works
from permits.lifecycle import Action
from permits.rules.phrases import COMPLETION_ITEMS
from permits.services import works_life
from web.permits.actions.form import ActionForm, GrowingForm
from web.permits.actions.inputs import MomentInput, long_text
from web.permits.words import in_language
from web.shell.parts import KeyValue

RESULTS = {
    "passed": _("in order"),
    "failed": _("not in order"),
    "not_applicable": _("does not apply"),
}


class StartForm(ActionForm):
    """Nothing to type: the road is opened now."""

    action = Action.START
    does = _(
        "You open the road now, inside the permitted days. The site appears on the public map and is "
        "inspected from today."
    )
    done = _("The works are under way. Keep the permit displayed on site.")

    def act(self, number, version):
        return works_life.start_works(self.actor, number, version=version)


class ReportEmergencyStartForm(ActionForm):
    """When the road was opened."""

    action = Action.REPORT_EMERGENCY_START
    does = _("An emergency repair may open the road at once. The application must follow within 24 hours of the start.")
    done = _("Reported. Submit the application within 24 hours of the start.")

    started_at = forms.DateTimeField(
        label=_("The road was opened at"), widget=MomentInput, required=False, help_text=_("Left empty: now.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["started_at"].initial = clock.local(clock.now()).replace(second=0, microsecond=0)

    def act(self, number, version):
        return works_life.report_emergency_start(self.actor, number, version=version, **self.cleaned_data)


class AbandonForm(ActionForm):
    """The contractor need not say why; the window must."""

    action = Action.ABANDON
    does = _("The works will not be carried out and are closed for good.")
    done = _("Closed as not carried out.")
    danger = True

    reason = long_text(_("Reason"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = self.actor.role != Role.APPLICANT

    def act(self, number, version):
        return works_life.abandon_works(self.actor, number, version=version, **self.cleaned_data)


class SuspendForm(ActionForm):
    """Why the works must stop."""

    action = Action.SUSPEND
    does = _(
        "The works stop and traffic must be restored. The permit's documents say “suspended” until the works resume."
    )
    done = _("The works are stopped.")
    danger = True

    reason = long_text(_("Reason"))

    def act(self, number, version):
        return works_life.suspend_works(self.actor, number, version=version, **self.cleaned_data)


class ResumeForm(ActionForm):
    """What was put right."""

    action = Action.RESUME
    does = _("What stopped the works is put right: they may go on under their permit.")
    done = _("The works may go on.")

    reason = long_text(_("What was put right"))

    def background(self):
        stopped = KeyValue(_now("Stopped because"), self.subject.suspension_reason)
        return [*([stopped] if stopped.value else []), *super().background()]

    def act(self, number, version):
        return resume_stopped_works(self.actor, number, version=version, **self.cleaned_data)


class RequestAcceptanceForm(ActionForm):
    """What was done to restore the road."""

    action = Action.REQUEST_ACCEPTANCE
    does = _("The road is clear and restored. Traffic police and road authority are asked to inspect and sign.")
    done = _("Police and road authority have been asked to accept the works.")

    text = long_text(_("What was cleared and restored"))

    def act(self, number, version):
        return works_life.request_acceptance(self.actor, number, version=version, **self.cleaned_data)


class SignAcceptanceForm(GrowingForm):
    """What was checked, and the word of one authority."""

    action = Action.SIGN_ACCEPTANCE
    does = _(
        "You sign for your authority. The second of the two signatures, police and road authority, restores traffic."
    )
    done = _("Signed.")
    template = "permits/works_life.html"
    names = {"items": "result_0"}

    opinion = long_text(_("Opinion"), rows=3)

    @property
    def previews(self):
        """The second signature issues the completion acceptance."""
        other = self.subject.police_signed_at if self.actor.role == Role.AGENCY else self.subject.authority_signed_at
        return "D22" if other else ""

    def rows_wanted(self):
        return len(COMPLETION_ITEMS)

    def row_fields(self, number):
        phrase = COMPLETION_ITEMS[number]
        return {
            "result": forms.ChoiceField(
                label=in_language(phrase.zh, phrase.en), choices=list(RESULTS.items()), widget=forms.RadioSelect
            ),
            "note": forms.CharField(label=_("Note"), required=False, max_length=500),
        }

    def background(self):
        works, data = self.subject, self.subject.acceptance_data
        signed = []
        if works.police_signed_at:
            signed.append(KeyValue(_now("Police signed"), f"{works.police_signed_by} {data.get('police_opinion', '')}"))
        if works.authority_signed_at:
            opinion = data.get("authority_opinion", "")
            signed.append(KeyValue(_now("Road authority signed"), f"{works.authority_signed_by} {opinion}"))
        return [*signed, *super().background()]

    def act(self, number, version):
        data = self.cleaned_data
        items = [
            {"subject": phrase.zh, "result": data[f"result_{row}"], "note": data[f"note_{row}"]}
            for row, phrase in enumerate(COMPLETION_ITEMS)
        ]
        return works_life.sign_acceptance(self.actor, number, opinion=data["opinion"], items=items, version=version)


class ReturnToWorksForm(ActionForm):
    """What is not fit for traffic yet."""

    action = Action.RETURN_TO_WORKS
    does = _("The road is not fit for traffic yet: the works go on, and signatures given so far fall away.")
    done = _("Returned to the contractor.")

    reason = long_text(_("What must still be done"))

    def act(self, number, version):
        return works_life.return_to_works(self.actor, number, version=version, **self.cleaned_data)


class ArchiveForm(ActionForm):
    """Nothing to type: close the file when it has no gap."""

    action = Action.ARCHIVE
    does = _("The file is complete and is closed for good. Nothing in it can be changed afterwards.")
    done = _("Archived.")

    def act(self, number, version):
        return works_life.archive_works(self.actor, number, version=version)
