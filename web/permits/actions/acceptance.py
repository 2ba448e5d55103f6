"""What the window does with a file: accept, ask for corrections once, decline."""

from django import forms
from django.utils.translation import gettext_lazy as _

from permits.lifecycle import Action
from permits.rules.acceptance import DECLINE_GROUNDS
from permits.rules.phrases import CORRECTION_BASIS
from permits.selectors.materials import materials_needed
from permits.services import acceptance
from web.permits.actions.form import ActionForm, GrowingForm
from web.permits.actions.inputs import ONE_PER_LINE, lines, long_text
from web.permits.words import material_label

GROUNDS = {
    "not_required": _("No permit is needed for this"),
    "not_competent": _("Another authority is competent"),
    "not_corrected": _("The corrections were not made"),
}


class AcceptForm(ActionForm):
    """Nothing to type: the file is complete."""

    action = Action.ACCEPT
    does = _(
        "The file is complete and in form. The twenty working days to decide begin, and the applicant gets "
        "the notice of acceptance."
    )
    done = _("Accepted. The clock of the decision runs, and the squadron is asked to survey the place.")
    previews = "D02"

    def act(self, number, version):
        return acceptance.accept_case(self.actor, number, version=version)


class RequestCorrectionForm(GrowingForm):
    """Everything that is missing, one row each; the law allows it once."""

    action = Action.REQUEST_CORRECTION
    does = _(
        "List everything that is missing, completely: the law allows it once. The applicant gets the list "
        "as a notice, and the clock waits for the answer."
    )
    done = _("The applicant has been told what to correct.")
    previews = "D03"
    names = {"items": "text_0"}
    template = "permits/acceptance.html"

    def row_fields(self, number):
        materials = [("", _("The application itself"))]
        materials += [(item.code, material_label(item.code)) for item in materials_needed(self.subject)]
        return {
            "text": forms.CharField(
                label=_("What is to be corrected"),
                required=False,
                max_length=500,
                widget=forms.Textarea(attrs={"rows": 2}),
            ),
            "material": forms.ChoiceField(label=_("Material concerned"), required=False, choices=materials),
            "basis": forms.CharField(
                label=_("Legal basis"), required=False, max_length=200, initial=CORRECTION_BASIS
            ),
        }  # fmt: skip

    def clean(self):
        data = super().clean()
        for number in range(self.row_count):
            if data.get(f"material_{number}") and not data.get(f"text_{number}") and f"text_{number}" in data:
                self.add_error(f"text_{number}", _("Say what is wrong with this material."))
        return data

    def act(self, number, version):
        data = self.cleaned_data
        items = [
            {"text": data[f"text_{row}"], "material": data[f"material_{row}"], "legal_basis": data[f"basis_{row}"]}
            for row in range(self.row_count)
            if data[f"text_{row}"]
        ]
        return acceptance.request_correction(self.actor, number, items, version=version)


class DeclineForm(ActionForm):
    """Why the application is not taken in, and who is competent instead."""

    action = Action.DECLINE
    does = _("The application is not taken in. The applicant gets the decision with its reasons and where to turn.")
    done = _("Not accepted. The applicant has the decision.")
    danger = True
    previews = "D04"
    names = {"reason": "reasons"}

    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=[(ground, GROUNDS[ground]) for ground in DECLINE_GROUNDS],
        widget=forms.RadioSelect,
    )
    reasons = long_text(_("Reasons"), ONE_PER_LINE)
    competent_authority = forms.CharField(
        label=_("Competent authority"),
        required=False,
        max_length=200,
        help_text=_("Only when another authority is competent: whom to apply to instead."),
    )

    def act(self, number, version):
        data = self.cleaned_data
        return acceptance.decline_case(
            self.actor,
            number,
            ground=data["ground"],
            reasons=lines(data["reasons"]),
            competent_authority=data["competent_authority"],
            version=version,
        )
