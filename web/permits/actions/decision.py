"""The leader decides; the legal reviewer sees every refusal first."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permits.lifecycle import Action
from permits.rules.deadlines import EXTENSION_MAX_WORKDAYS
from permits.rules.phrases import CONDITIONS, REFUSAL_BASIS
from permits.services import decision
from web.permits.actions.form import ActionForm
from web.permits.actions.inputs import ONE_PER_LINE, choose_several, lines, long_text, merged, phrase_choices
from web.permits.facts import procedure_facts
from web.shell.widgets import DateInput


class _DecidingForm(ActionForm):
    def background(self):
        return [*super().background(), *procedure_facts(self.actor, self.subject)]


class GiveLegalOpinionForm(_DecidingForm):
    """The legal reviewer's word on a refusal."""

    action = Action.GIVE_LEGAL_OPINION
    does = _(
        "A refusal leaves the house only with your agreement. The leader reads your opinion; the applicant does not."
    )
    done = _("Your opinion is in the file.")

    agrees = forms.TypedChoiceField(
        label=_("A refusal"),
        choices=[("yes", _("is lawful: I agree")), ("no", _("is not lawful like this: I do not agree"))],
        widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )
    text = long_text(_("Opinion"), _("Facts, basis, procedure, discretion."), rows=6)

    def act(self, number, version):
        return decision.give_legal_opinion(self.actor, number, version=version, **self.cleaned_data)


class GrantForm(_DecidingForm):
    """Validity and conditions of the permit."""

    action = Action.GRANT
    does = _("The permit is granted in writing. The window then issues and serves it within ten working days.")
    done = _("Granted. The window issues and serves the permit.")
    previews = "D08"

    valid_from = forms.DateField(label=_("Valid from"), widget=DateInput)
    valid_until = forms.DateField(label=_("Valid until"), widget=DateInput)
    conditions = long_text(_("Conditions"), ONE_PER_LINE, required=False, rows=6)
    library = choose_several(_("Add from the library"))
    reason = long_text(_("Reason"), required=False, rows=3)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        case = self.subject
        self.initial |= {
            "valid_from": case.starts_on,
            "valid_until": case.ends_on,
            "conditions": "\n".join(case.conditions),
        }
        self.fields["library"].choices = phrase_choices(
            phrase for phrase in CONDITIONS if phrase.zh not in case.conditions
        )
        if case.review_recommends == "refuse":
            self.fields["reason"].help_text = _now("The review recommends refusal: say why you decide otherwise.")
        else:
            self.fields["reason"].help_text = _now("Only for the file; the applicant does not read it.")

    def act(self, number, version):
        data = self.cleaned_data
        return decision.grant_case(
            self.actor,
            number,
            valid_from=data["valid_from"],
            valid_until=data["valid_until"],
            conditions=merged(lines(data["conditions"]), data["library"]),
            reason=data["reason"],
            version=version,
        )


class RefuseForm(_DecidingForm):
    """Reasons and legal basis."""

    action = Action.REFUSE
    does = _("Refused in writing, with reasons, basis and remedies. It needs the legal reviewer's agreement.")
    done = _("Refused. The applicant gets the decision with the remedies.")
    danger = True
    previews = "D10"

    reasons = long_text(_("Reasons"), ONE_PER_LINE, rows=5)
    articles = choose_several(_("Legal basis"))
    basis = long_text(_("Further legal basis"), ONE_PER_LINE, required=False, rows=2)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["articles"].choices = phrase_choices(REFUSAL_BASIS)

    def act(self, number, version):
        data = self.cleaned_data
        return decision.refuse_case(
            self.actor,
            number,
            reasons=lines(data["reasons"]),
            basis=merged(data["articles"], lines(data["basis"])),
            version=version,
        )


class ReturnToReviewForm(_DecidingForm):
    """What the order section must look at again."""

    action = Action.RETURN_TO_REVIEW
    does = _("The case goes back to the order section with your reason; the clock runs on.")
    done = _("Returned to the order section.")

    reason = long_text(_("Reason"))

    def act(self, number, version):
        return decision.return_to_review(self.actor, number, version=version, **self.cleaned_data)


class ExtendProcessingForm(_DecidingForm):
    """How many more working days, and why."""

    action = Action.EXTEND_PROCESSING
    does = _("Once, by at most ten working days. The applicant gets the notice with your reason.")
    done = _("The time to decide is extended, and the applicant has been told.")
    previews = "D06"

    workdays = forms.IntegerField(
        label=_("Working days"),
        initial=EXTENSION_MAX_WORKDAYS,
        widget=forms.NumberInput(attrs={"min": 1, "max": EXTENSION_MAX_WORKDAYS}),
    )
    reason = long_text(_("Reason"))

    def act(self, number, version):
        return decision.extend_processing(self.actor, number, version=version, **self.cleaned_data)
