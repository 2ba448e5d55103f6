"""The page of a visit: arrive, answer the checklist with photos, see what was found."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.errors import RuleViolated
from inspections import policy
from inspections.lifecycle import Action, VisitState
from inspections.selectors.visits import VisitPage, get_visit, visit_page
from inspections.services import visits
from permits.selectors.works import get_works
from web.inspections.attempts import attempted, is_open
from web.inspections.checklist import ChecklistForm
from web.inspections.photos import photo_url, tiles
from web.inspections.stops import features_of, stops_of
from web.inspections.visit_words import asked_texts, facts_of, found_groups, order_lines
from web.inspections.words import site_name, visit_badge
from web.shell import sentences
from web.shell.errors import put_on, remember, shown_on
from web.shell.once import FIELD, once, seen_version
from web.shell.parts import Crumb


class ArrivalForm(forms.Form):
    """Where the phone says it is, degrees WGS84; empty when it does not say."""

    lon = forms.FloatField(required=False, widget=forms.HiddenInput)
    lat = forms.FloatField(required=False, widget=forms.HiddenInput)


@login_required
@require_safe
def visit(request: HttpRequest, visit_id: int) -> HttpResponse:
    """One visit, as far as it has come."""
    return _show(request, visit_page(request.user, visit_id))


def _show(
    request: HttpRequest,
    page: VisitPage,
    *,
    arrival: ArrivalForm | None = None,
    checklist: ChecklistForm | None = None,
    status: int = 200,
    **more,
) -> HttpResponse:
    one, actor = page.visit, request.user
    if checklist is None and is_open(actor, Action.RECORD_VISIT, one) and one.arrived_at is not None:
        checklist = ChecklistForm(actor=actor, page=page)
    context = {
        "page": page,
        "visit": one,
        "name": site_name(one.works),
        "badge": visit_badge(one),
        "facts": facts_of(one),
        "arrival": arrival or (ArrivalForm() if is_open(actor, Action.START_VISIT, one) else None),
        "checklist": checklist,
        "item_count": len(page.lines),
        "preview": asked_texts(page),
        "found": found_groups(page) if one.state == VisitState.RECORDED else (),
        "site_photos": tiles(page.site_photos),
        "orders": order_lines(page.orders),
        "to_reinspect": order_lines(page.to_reinspect),
        "may_order": _may_order(page, actor),
        "works_url": reverse("works", args=[one.works.number]),
        "crumbs": [Crumb(_("Rounds"), reverse("inspect")), Crumb(site_name(one.works))],
        **more,
    }
    return render(request, "inspections/visit.html", context, status=status)


def _may_order(page: VisitPage, actor) -> bool:
    unordered = any(line.finding is not None and line.finding.order_id is None for line in page.lines)
    return unordered and is_open(actor, Action.ISSUE_ORDER, page.visit)


@login_required
@require_safe
def visit_features(request: HttpRequest, visit_id: int) -> JsonResponse:
    """The site of the visit as GeoJSON, for the map of its page."""
    stops = stops_of([get_visit(request.user, visit_id)])
    return JsonResponse(features_of(stops), content_type="application/geo+json")


@login_required
@require_POST
@once
def arrive(request: HttpRequest, visit_id: int) -> HttpResponse:
    """The officers are there; without a position the page says so and nothing is lost."""
    form = ArrivalForm(request.POST)
    if form.is_valid():
        with shown_on(form) as outcome:
            visits.start_visit(request.user, visit_id, **form.cleaned_data, version=seen_version(request))
        if outcome.done:
            return redirect(f"{reverse('visit', args=[visit_id])}#checklist")
    return _show(request, visit_page(request.user, visit_id), arrival=form, status=422)


@login_required
@require_POST
def photo(request: HttpRequest, visit_id: int) -> JsonResponse:
    """Keep one photo as soon as it is taken; the page's script sends it, and the same token again keeps it once."""
    upload = request.FILES.get("photo")
    if upload is None:
        get_visit(request.user, visit_id)
        return JsonResponse({"errors": [_("Please choose a photo.")]}, status=422)
    try:
        kept = visits.attach_photo(
            request.user,
            visit_id,
            upload=upload,
            item_code=request.POST.get("item_code", "")[:4],
            token=request.POST.get("token", "")[:64] or None,
        )
    except RuleViolated as refusal:
        return JsonResponse({"errors": [sentences.sentence(one) for one in refusal.violations]}, status=422)
    return JsonResponse({"url": photo_url(kept), "name": kept.original_name}, status=201)


@login_required
@require_POST
@once
def record(request: HttpRequest, visit_id: int) -> HttpResponse:
    """Save the checklist. Photos chosen without the script are kept first and stay, whatever becomes of the rest."""
    page = visit_page(request.user, visit_id)
    policy.require(request.user, Action.RECORD_VISIT, page.visit)
    form = ChecklistForm(request.POST, request.FILES, actor=request.user, page=page)
    remember(request, form)
    if form.is_valid():
        with attempted(form, request.user, Action.RECORD_VISIT, page.visit) as attempt:
            if is_open(request.user, Action.RECORD_VISIT, page.visit):
                _keep_photos(request, form)
            if not form.errors:
                visits.record_visit(
                    request.user,
                    visit_id,
                    second_officer=form.cleaned_data["second_officer"],
                    answers=form.answers(),
                    remarks=form.cleaned_data["remarks"],
                    version=seen_version(request),
                )
        if attempt.done and not form.errors:
            messages.success(request, _("The inspection is recorded."))
            return redirect("visit", visit_id)
        changed, status = attempt.changed, attempt.status
    else:
        changed, status = None, 422
    # The photos just kept belong on the page that comes back.
    fresh = visit_page(request.user, visit_id)
    form.show_photos_of(fresh)
    return _show(request, fresh, checklist=form, status=status, changed=changed)


def _keep_photos(request: HttpRequest, form: ChecklistForm) -> None:
    """Keep what was chosen in the form; a picture that is refused says why at its item."""
    sent = request.POST.get(FIELD, "")[:40]
    for name, code in form.photo_fields():
        for number, upload in enumerate(form.cleaned_data[name]):
            token = f"{sent}{code}-{number}" if sent else None
            try:
                visits.attach_photo(request.user, form.page.visit.pk, upload=upload, item_code=code, token=token)
            except RuleViolated as refusal:
                put_on(form, refusal.violations, photo=name, item_code=name)


@login_required
@once
def begin(request: HttpRequest, number: str) -> HttpResponse:
    """A visit outside the rounds: asked once, begun once; a site that is on a round of today leads to that visit."""
    works = get_works(request.user, number)
    policy.require(request.user, Action.BEGIN_UNPLANNED_VISIT, works)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        with shown_on(form):
            try:
                made = visits.begin_unplanned_visit(
                    request.user, number, token=request.POST.get(FIELD, "")[:64] or None
                )
                return redirect("visit", made.pk)
            except RuleViolated as refusal:
                there = _already_open(refusal)
                if there is None:
                    raise
                messages.info(request, _("This site is already being visited today: here is that visit."))
                return redirect("visit", there)
    context = {
        "form": form,
        "works": works,
        "name": site_name(works),
        "works_url": reverse("works", args=[number]),
        "crumbs": [Crumb(number, reverse("works", args=[number])), Crumb(_("Begin a visit"))],
    }
    return render(request, "inspections/begin.html", context, status=422 if form.errors else 200)


def _already_open(refusal: RuleViolated) -> int | None:
    """The visit of today that stands in the way, when nothing else does."""
    codes = {violation.code: violation.data for violation in refusal.violations}
    return codes["visit_already_open"]["visit"] if set(codes) == {"visit_already_open"} else None
