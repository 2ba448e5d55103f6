"""Two officers of the squadron record what they saw."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from permits.lifecycle import Action
from permits.selectors.people import survey_partners
from permits.services.survey import record_survey
from web.permits.actions.form import ActionForm
from web.permits.actions.inputs import MomentInput, PicturesField, long_text


class RecordSurveyForm(ActionForm):
    """The record of the survey."""

    action = Action.RECORD_SURVEY
    does = _(
        "Two officers of the squadron have seen the place. The record goes into the file, and the order "
        "section judges the plan."
    )
    done = _("The survey is recorded. The order section goes on.")
    previews = "D05"

    second_officer = forms.ChoiceField(
        label=_("Second officer"), help_text=_("The colleague who was there with you; two must act together.")
    )
    surveyed_at = forms.DateTimeField(label=_("When"), widget=MomentInput, required=False)
    findings = long_text(_("What was found"), _("Lanes, sight, footway, bus stops, driveways, utilities."), rows=5)
    suitable = forms.TypedChoiceField(
        label=_("Conclusion"),
        choices=[("yes", _("The place is as applied for and suitable")), ("no", _("The place is not as applied for"))],
        widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )
    persons_present = forms.CharField(label=_("Persons present"), required=False, max_length=200)
    photos = PicturesField(
        label=_("Photos"), required=False, help_text=_("From the camera or the disk; several at once.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        partners = survey_partners(self.actor, self.subject)
        self.fields["second_officer"].choices = [
            ("", _("Choose")),
            *((officer.username, f"{officer} · {officer.get_role_display()}") for officer in partners),
        ]
        self.fields["surveyed_at"].initial = clock.local(clock.now()).replace(second=0, microsecond=0)

    def act(self, number, version):
        return self._record(number, version, self.cleaned_data["photos"] or ())

    def rehearse(self, number, version):
        return self._record(number, version, ())

    def _record(self, number, version, photos):
        data = {**self.cleaned_data, "photos": photos}
        return record_survey(self.actor, number, version=version, **data)
