"""Task: the project and its parties."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import uscc
from web.permits.apply.editing import TaskForm, task_page
from web.shell.once import once


class PartiesForm(TaskForm):
    """Who has what built, who builds it, who answers for it."""

    project_name = forms.CharField(label=gettext_lazy("Project"), max_length=200, required=False)
    purpose = forms.CharField(
        label=gettext_lazy("What is done and why"),
        help_text=gettext_lazy("For example: a rainwater pipe is replaced; the outer lane is dug up."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )
    client_name = forms.CharField(
        label=gettext_lazy("Client"),
        help_text=gettext_lazy("The organisation the works are carried out for."),
        max_length=120,
        required=False,
    )
    client_uscc = forms.CharField(
        label=gettext_lazy("Unified social credit code of the client"), max_length=40, required=False
    )
    contractor_name = forms.CharField(
        label=gettext_lazy("Contractor"),
        help_text=gettext_lazy("The organisation that works on the road."),
        max_length=120,
        required=False,
    )
    contractor_uscc = forms.CharField(
        label=gettext_lazy("Unified social credit code of the contractor"), max_length=40, required=False
    )
    agent_name = forms.CharField(
        label=gettext_lazy("Agent"),
        help_text=gettext_lazy("Who handles this application and is asked when something is unclear."),
        max_length=60,
        required=False,
    )
    agent_phone = forms.CharField(label=gettext_lazy("Telephone of the agent"), max_length=30, required=False)
    site_manager_name = forms.CharField(
        label=gettext_lazy("Person in charge on site"),
        help_text=gettext_lazy("Must be reachable while the road is occupied."),
        max_length=60,
        required=False,
    )
    site_manager_phone = forms.CharField(
        label=gettext_lazy("Telephone of the person in charge"), max_length=30, required=False
    )

    def clean_client_uscc(self):
        return uscc.normalised(self.cleaned_data["client_uscc"])

    def clean_contractor_uscc(self):
        return uscc.normalised(self.cleaned_data["contractor_uscc"])


@login_required
@once
def parties(request: HttpRequest, number: str) -> HttpResponse:
    """The parties of an application."""
    return task_page(
        request,
        number,
        PartiesForm,
        "permits/apply/parties.html",
        title=_("Works and parties"),
        following="application-place",
    )
