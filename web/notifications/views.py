"""The inbox: what happened that concerns this person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from notifications import selectors
from notifications.addresses import path_to
from notifications.services import reading
from web.shell.parts import CursorPage, Tab


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """One page of news, newest first; `?unread=1` leaves out what was read."""
    unread_only = request.GET.get("unread") == "1"
    found = selectors.inbox(request.user, cursor=request.GET.get("cursor", ""), unread_only=unread_only)
    unread = selectors.unread_count(request.user)
    here = reverse("inbox")
    context = {
        "rows": found.rows,
        "pages": CursorPage(found.rows, next_cursor=found.older, previous_cursor=found.newer),
        "tabs": [
            Tab(_("All"), here, current=not unread_only),
            Tab(_("Unread"), f"{here}?unread=1", current=unread_only, count=unread),
        ],
        "unread": unread,
        "unread_only": unread_only,
        "newest": max((row.pk for row in found.rows), default=0),
    }
    return render(request, "notifications/inbox.html", context)


@login_required
@require_safe
def open_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """Go to what an item is about; having opened it, the person has read it."""
    item = reading.mark_read(request.user, item_id)
    return redirect(path_to(item.event or item.account_event))


@login_required
@require_POST
def read(request: HttpRequest, item_id: int) -> HttpResponse:
    """Mark one item as read and stay on the page."""
    reading.mark_read(request.user, item_id)
    return redirect(_back(request))


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read, but for what came after the person looked."""
    newest = request.POST.get("newest", "")
    seen = int(newest) if newest.isascii() and newest.isdigit() and len(newest) < 19 else 0
    count = reading.mark_all_read(request.user, up_to=seen)
    words = ngettext("%(count)d item marked as read.", "%(count)d items marked as read.", count) % {"count": count}
    messages.success(request, words)
    return redirect("inbox")


def _back(request: HttpRequest) -> str:
    """The page of the inbox the person stood on."""
    query = request.POST.get("page", "")
    return f"{reverse('inbox')}?{query}" if query else reverse("inbox")
