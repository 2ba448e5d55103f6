"""The page of every action: shows its form, previews its document, acts once, and keeps what was typed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from core.errors import StaleCase
from core.models import User
from permits import moves, policy
from permits.models import Case, Works
from permits.selectors.cases import get_case
from permits.selectors.visibility import visible_cases, visible_works
from permits.selectors.works import get_works
from permits.services.preview import preview_document
from web.permits.actions import acceptance, application, decision, force, review, survey, works_life
from web.permits.actions.form import ActionForm
from web.permits.words import DOCUMENT_KINDS, document_name
from web.shell.errors import remember, shown_on
from web.shell.once import once, seen_version
from web.shell.parts import Crumb

CASE_FORMS: tuple[type[ActionForm], ...] = (
    acceptance.AcceptForm,
    acceptance.RequestCorrectionForm,
    acceptance.DeclineForm,
    application.WithdrawForm,
    survey.RecordSurveyForm,
    review.AskOpinionForm,
    review.GiveOpinionForm,
    review.RequestRevisionForm,
    review.CloseReviewForm,
    decision.GiveLegalOpinionForm,
    decision.GrantForm,
    decision.RefuseForm,
    decision.ReturnToReviewForm,
    decision.ExtendProcessingForm,
    force.IssueForm,
    force.RevokeForm,
    force.RecallForm,
    force.CancelForm,
)
WORKS_FORMS: tuple[type[ActionForm], ...] = (
    works_life.StartForm,
    works_life.ReportEmergencyStartForm,
    works_life.AbandonForm,
    works_life.SuspendForm,
    works_life.ResumeForm,
    works_life.RequestAcceptanceForm,
    works_life.SignAcceptanceForm,
    works_life.ReturnToWorksForm,
    works_life.ArchiveForm,
)


@login_required
@once
def case_action(request: HttpRequest, number: str, form_class: type[ActionForm]) -> HttpResponse:
    """One action on a case."""
    return _page(request, get_case(request.user, number), form_class)


@login_required
@once
def works_action(request: HttpRequest, number: str, form_class: type[ActionForm]) -> HttpResponse:
    """One action on a works."""
    return _page(request, get_works(request.user, number), form_class)


def _page(request: HttpRequest, subject: Case | Works, form_class: type[ActionForm]) -> HttpResponse:
    if request.method != "POST":
        policy.require(request.user, form_class.action, subject)
        moves.require_possible(subject, form_class.action)
        return _show(request, form_class(actor=request.user, subject=subject))
    form = form_class(request.POST, request.FILES, actor=request.user, subject=subject)
    remember(request, form)
    if getattr(form, "asks_for_rows", False):
        return _show(request, form, errors=False)
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        with shown_on(form, **form.names) as outcome:
            if "preview" in request.POST:
                return _preview(form, seen_version(request))
            form.act(subject.number, seen_version(request))
    except StaleCase as changed:
        # The person may still want it: the form comes back as typed, over the case as it is now.
        if policy.refusal(request.user, form.action, subject) or not moves.possible(subject, form.action):
            raise
        return _show(request, form, status=409, changed=changed)
    if not outcome.done:
        return _show(request, form, status=422)
    messages.success(request, form.done)
    return redirect(_home(subject) if _still_sees(request.user, subject) else "desk")


def _still_sees(actor: User, subject: Case | Works) -> bool:
    """An agency that returned completed works no longer knows of them."""
    visible = visible_cases(actor) if isinstance(subject, Case) else visible_works(actor)
    return visible.filter(pk=subject.pk).exists()


def _preview(form: ActionForm, version: int | None) -> HttpResponse:
    number = form.subject.number
    content = preview_document(DOCUMENT_KINDS, form.previews, lambda: form.rehearse(number, version))
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{form.previews}-{number}-preview.pdf"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


def _show(
    request: HttpRequest,
    form: ActionForm,
    *,
    status: int = 200,
    changed: StaleCase | None = None,
    errors: bool = True,
) -> HttpResponse:
    subject = form.subject
    context = {
        "form": form,
        "subject": subject,
        "title": form.action.label,
        "background": form.background(),
        "changed": changed,
        "show_errors": errors,
        "previews": document_name(form.previews) if form.previews else "",
        "files_lost": bool(request.FILES),
        "home_url": _home(subject),
        "crumbs": [
            Crumb(_("My desk"), reverse("desk")),
            Crumb(subject.number, _home(subject)),
            Crumb(form.action.label),
        ],
    }
    return render(request, form.template, context, status=status)


def _home(subject: Case | Works) -> str:
    return reverse("case" if isinstance(subject, Case) else "works", args=[subject.number])


def _path(stem: str, view, form_class: type[ActionForm]) -> URLPattern:
    action = form_class.action.value
    return path(f"{stem}/<str:number>/{action}/", view, {"form_class": form_class}, name=f"{stem}-{action}")


urlpatterns = [
    *(_path("cases", case_action, form_class) for form_class in CASE_FORMS),
    *(_path("works", works_action, form_class) for form_class in WORKS_FORMS),
]
