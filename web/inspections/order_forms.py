"""The forms of an order's page."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.selectors.orders import OrderPage
from web.inspections.fields import MomentInput, PhotosField, PhotosInput
from web.inspections.words import moment


class AnswerForm(forms.Form):
    """What was done, and photos that show it."""

    text = forms.CharField(
        label=gettext_lazy("What was done"), required=False, widget=forms.Textarea(attrs={"rows": 4, "required": True})
    )
    photos = PhotosField(
        label=gettext_lazy("Photos that show it"),
        help_text=gettext_lazy("At least one, at most 12; taken at the site after the work."),
        required=False,
        widget=PhotosInput(attrs={"required": True}),
    )


class VerifyForm(forms.Form):
    """On which visit it was seen."""

    visit_id = forms.TypedChoiceField(
        label=gettext_lazy("Seen on this visit"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    remarks = forms.CharField(
        label=gettext_lazy("Remarks"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )

    def __init__(self, *args, page: OrderPage, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["visit_id"].choices = [
            (
                visit.pk,
                _("%(at)s, %(officer)s and %(second)s")
                % {
                    "at": moment(visit.recorded_at),
                    "officer": visit.officer,
                    "second": visit.second_officer,
                },
            )
            for visit in page.proofs
        ]
        if len(page.proofs) == 1:
            self.fields["visit_id"].initial = page.proofs[0].pk


class ReturnForm(forms.Form):
    """What is still wrong, and until when."""

    reason = forms.CharField(
        label=gettext_lazy("What is still not put right"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    deadline_at = forms.DateTimeField(
        label=gettext_lazy("New deadline"),
        help_text=gettext_lazy("Left empty: the period of its severity, from now."),
        required=False,
        widget=MomentInput,
    )
