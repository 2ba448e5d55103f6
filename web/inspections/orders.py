"""Orders: the lists, and the page on which the contractor answers and the officers verify or return."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from core.errors import NotFound
from core.models import Squadron, User
from core.roles import BRIGADE_ROLES, SQUADRON_ROLES, Role
from inspections import policy
from inspections.lifecycle import Action, OrderKind, Severity
from inspections.models import Order
from inspections.selectors.orders import (
    closed_orders,
    get_order,
    open_orders,
    order_page,
    orders_waiting_for,
    overdue_orders,
)
from inspections.services.settling_orders import answer_order, return_order, verify_order
from web.inspections.attempts import Attempt, attempted
from web.inspections.order_forms import AnswerForm, ReturnForm, VerifyForm
from web.inspections.order_words import page_context
from web.inspections.visit_words import order_lines
from web.shell.errors import remember
from web.shell.once import once, seen_version
from web.shell.parts import CursorPage, Tab

PAGE_ROWS = 50
VIEWS = {"open": open_orders, "mine": orders_waiting_for, "overdue": overdue_orders, "closed": closed_orders}


class OrderFilter(forms.Form):
    """Kind and severity, the squadron where there are several, and words."""

    q = forms.CharField(label=gettext_lazy("Number, road, contractor"), required=False, max_length=60)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[("", gettext_lazy("All")), *OrderKind.choices], required=False
    )
    severity = forms.ChoiceField(
        label=gettext_lazy("Severity"), choices=[("", gettext_lazy("All")), *Severity.choices], required=False
    )

    def __init__(self, *args, viewer: User, **kwargs):
        super().__init__(*args, **kwargs)
        if viewer.role in BRIGADE_ROLES:
            self.fields["squadron"] = forms.ModelChoiceField(
                Squadron.objects.all(), label=_("Squadron"), required=False, to_field_name="code", empty_label=_("All")
            )

    def narrowed(self, orders: QuerySet[Order]) -> QuerySet[Order]:
        """The orders that fit; a filter that means nothing leaves all and says so at its field."""
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("q"):
            words = chosen["q"].strip()
            named = Q(number__icontains=words) | Q(works__number__icontains=words)
            place = Q(works__road_name__icontains=words) | Q(works__place_text__icontains=words)
            orders = orders.filter(named | place | Q(works__contractor_name__icontains=words))
        if chosen.get("squadron"):
            orders = orders.filter(works__squadron=chosen["squadron"])
        return orders.filter(**{name: chosen[name] for name in ("kind", "severity") if chosen.get(name)})


@login_required
@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """The orders the person may know of: open, waiting for this person, overdue, closed."""
    wanted = request.GET.get("view", "")
    view = wanted if wanted in VIEWS else "open"
    form = OrderFilter(request.GET, viewer=request.user)
    pages = Paginator(form.narrowed(VIEWS[view](request.user)), PAGE_ROWS)
    page = pages.get_page(request.GET.get("cursor"))
    context = {
        "tabs": _tabs(request.user, view),
        "view": view,
        "form": form,
        "keep": "view",
        "count": _("%(count)s orders") % {"count": pages.count},
        "lines": order_lines(page.object_list),
        "filtered": any(form.cleaned_data.values()),
        "cursor_page": CursorPage(
            next_cursor=str(page.next_page_number()) if page.has_next() else "",
            previous_cursor=str(page.previous_page_number()) if page.has_previous() else "",
        ),
    }
    return render(request, "inspections/orders.html", context)


def _tabs(viewer: User, current: str) -> list[Tab]:
    own = _("To answer") if viewer.role == Role.APPLICANT else _("To re-inspect")
    named = {"open": _("Open"), "overdue": _("Overdue"), "closed": _("Closed")}
    if viewer.role in SQUADRON_ROLES or viewer.role == Role.APPLICANT:
        named = {"open": named["open"], "mine": own, "overdue": named["overdue"], "closed": named["closed"]}
    here = reverse("orders")
    return [Tab(label, f"{here}?view={name}", current=name == current) for name, label in named.items()]


@login_required
@require_safe
def order(request: HttpRequest, number: str) -> HttpResponse:
    """One order, with what this person can do about it now."""
    return _show(request, number)


def _show(request: HttpRequest, number: str, *, status: int = 200, **forms_and_more) -> HttpResponse:
    page = order_page(request.user, number)
    context = page_context(request.user, page) | forms_and_more
    return render(request, "inspections/order.html", context, status=status)


@login_required
@require_safe
def document(request: HttpRequest, number: str) -> HttpResponse:
    """The link to the order's document for its page: 200 once it is drawn, 202 while it is being made."""
    found = get_order(request.user, number).document
    if found is None:
        raise NotFound("document", number)
    context = {"document": found, "document_url": reverse("document", args=[found.verify_code])}
    return render(request, "inspections/document_link.html", context, status=200 if found.path else 202)


@login_required
@require_POST
@once
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """The contractor says what was done, and shows it."""
    form = AnswerForm(request.POST, request.FILES)
    with _tried(request, number, form, Action.ANSWER_ORDER) as attempt:
        if form.is_valid():
            answer_order(request.user, number, version=seen_version(request), **form.cleaned_data)
    return _after(request, number, attempt, _("Your answer has gone to the officers."), answer_form=form)


@login_required
@require_POST
@once
def verify(request: HttpRequest, number: str) -> HttpResponse:
    """An officer saw that it is put right."""
    form = VerifyForm(request.POST, page=order_page(request.user, number))
    with _tried(request, number, form, Action.VERIFY_ORDER, visit="visit_id") as attempt:
        if form.is_valid():
            verify_order(request.user, number, version=seen_version(request), **form.cleaned_data)
    return _after(request, number, attempt, _("The rectification is verified; the order is closed."), verify_form=form)


@login_required
@require_POST
@once
def send_back(request: HttpRequest, number: str) -> HttpResponse:
    """It is not put right: the answer goes back to the contractor."""
    form = ReturnForm(request.POST)
    with _tried(request, number, form, Action.RETURN_ORDER) as attempt:
        if form.is_valid():
            return_order(request.user, number, version=seen_version(request), **form.cleaned_data)
    return _after(request, number, attempt, _("The answer went back to the contractor."), return_form=form)


def _tried(request: HttpRequest, number: str, form: forms.Form, action: Action, **fields: str):
    """The attempt of an action on the order as it is at this moment."""
    remember(request, form)
    found = get_order(request.user, number)
    policy.require(request.user, action, found)
    return attempted(form, request.user, action, found, **fields)


def _after(request: HttpRequest, number: str, attempt: Attempt, done: str, **form) -> HttpResponse:
    if attempt.done and not any(one.errors for one in form.values()):
        messages.success(request, done)
        return redirect("order", number)
    return _show(request, number, status=attempt.status, changed=attempt.changed, **form)
