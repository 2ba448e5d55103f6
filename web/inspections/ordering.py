"""Orders on the spot: to rectify by a date, or to stop at once, from what a recorded visit found."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.models import User
from inspections import moves, policy
from inspections.lifecycle import Action
from inspections.models import Finding, Order
from inspections.rules import rectification
from inspections.selectors.checklists import site_facts
from inspections.selectors.rounds import colleagues
from inspections.selectors.visits import VisitPage, visit_page
from inspections.services.issuing_orders import issue_order, issue_stop_order
from web.inspections.attempts import attempted
from web.inspections.fields import ColleagueField, KeysField, MomentInput, SignatureField
from web.inspections.visit_words import fact_of
from web.inspections.words import Badge, moment, severity_badge, site_name
from web.shell.errors import remember
from web.shell.once import once, seen_version
from web.shell.parts import Crumb


@dataclass(frozen=True)
class FindingChoice:
    """A finding that can be ordered, with the article it breaks and what will be demanded."""

    finding: Finding
    fact: str
    severity: Badge
    chosen: bool


class StopOrderForm(forms.Form):
    """Which findings, who stands beside, and who took it on the spot."""

    action = Action.ISSUE_STOP_ORDER

    findings = KeysField(label=gettext_lazy("Findings"))
    requirement = forms.CharField(
        label=gettext_lazy("What else is demanded"),
        help_text=gettext_lazy("What each finding demands is in the order by itself."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    received_by = forms.CharField(
        label=gettext_lazy("Received by"),
        help_text=gettext_lazy("Who takes the order for the contractor on the spot; empty when nobody is there."),
        required=False,
        max_length=60,
    )
    signature = SignatureField(label=gettext_lazy("Signature"), required=False)

    def __init__(self, *args, actor: User, page: VisitPage, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor, self.page = actor, page
        self.open_findings = [
            line.finding for line in page.lines if line.finding is not None and line.finding.order_id is None
        ]
        named = [(finding.pk, fact_of(finding)) for finding in self.open_findings]
        self.fields["findings"].choices = named
        self.fields["findings"].initial = [pk for pk, _name in named]
        self.fields["second_officer"] = ColleagueField(
            colleagues(actor), initial=_other_officer(actor, page), label=_("Second officer")
        )

    def choices(self) -> list[FindingChoice]:
        """The findings as rows of the page."""
        chosen = {str(pk) for pk in self["findings"].value() or ()}
        return [
            FindingChoice(finding, fact_of(finding), severity_badge(finding.severity), str(finding.pk) in chosen)
            for finding in self.open_findings
        ]

    def issue(self, version: int | None) -> Order:
        """Call the service with what was typed."""
        return issue_stop_order(self.actor, self.page.visit.pk, version=version, **self.cleaned_data)


class OrderForm(StopOrderForm):
    """With a deadline; left empty, the period of the gravest finding (domain/rectification_defaults.csv)."""

    action = Action.ISSUE_ORDER

    deadline_at = forms.DateTimeField(label=gettext_lazy("Deadline"), required=False, widget=MomentInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deadline_at"].help_text = self._usual_deadline()

    def _usual_deadline(self) -> str:
        if not self.open_findings:
            return ""
        gravest = rectification.gravest([finding.severity for finding in self.open_findings])
        affected = site_facts(self.page.visit.works).takes_carriageway
        period = rectification.periods()[gravest, affected]
        said = {"severity": severity_badge(gravest).label}
        if not period.amount:
            return _("Left empty: at once (%(severity)s; a setting of the brigade).") % said
        said["at"] = moment(rectification.deadline(gravest, affected, clock.local(clock.now())))
        return _("Left empty: %(at)s (%(severity)s; a setting of the brigade).") % said

    def issue(self, version: int | None) -> Order:
        """Call the service with what was typed."""
        return issue_order(self.actor, self.page.visit.pk, version=version, **self.cleaned_data)


@login_required
@once
def order(request: HttpRequest, visit_id: int, form_class: type[StopOrderForm]) -> HttpResponse:
    """Issue an order on a recorded visit."""
    page, actor = visit_page(request.user, visit_id), request.user
    policy.require(actor, form_class.action, page.visit)
    if request.method != "POST":
        moves.require_possible(page.visit, form_class.action)
        return _show(request, form_class(actor=actor, page=page))
    form = form_class(request.POST, request.FILES, actor=actor, page=page)
    remember(request, form)
    if not form.is_valid():
        return _show(request, form, status=422)
    with attempted(form, actor, form_class.action, page.visit) as attempt:
        made = form.issue(seen_version(request))
    if attempt.done:
        messages.success(
            request, _("Order %(number)s is issued. Its document is being made.") % {"number": made.number}
        )
        return redirect("order", made.number)
    return _show(request, form, status=attempt.status, changed=attempt.changed)


def _show(request: HttpRequest, form: StopOrderForm, *, status: int = 200, **more) -> HttpResponse:
    visit = form.page.visit
    context = {
        "form": form,
        "visit": visit,
        "name": site_name(visit.works),
        "choices": form.choices(),
        "stops": form.action == Action.ISSUE_STOP_ORDER,
        "title": form.action.label,
        "crumbs": [Crumb(site_name(visit.works), reverse("visit", args=[visit.pk])), Crumb(form.action.label)],
        **more,
    }
    return render(request, "inspections/ordering.html", context, status=status)


def _other_officer(actor: User, page: VisitPage) -> str:
    """The other one of the two who recorded the visit."""
    pair = [page.visit.officer, page.visit.second_officer]
    others = [person.username for person in pair if person is not None and person != actor]
    return others[0] if len(others) == 1 else ""
