"""The public front: what is closed, where, until when. No login."""

from django.core.paginator import Paginator
from django.db.models import Case, Q, QuerySet, When
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from core.files import open_stored
from permits.lifecycle import State
from permits.selectors.public import get_public_works, public_notices, public_rows, public_works
from web.public.rows import feature_of, row_of
from web.public.search import matching
from web.shell.parts import Crumb, CursorPage, KeyValue, Tab

PAGE_ROWS = 20


def home(request: HttpRequest) -> HttpResponse:
    """Map and list of current and coming works, searched by road."""
    query = request.GET.get("q", "").strip()[:60]
    wanted = request.GET.get("when", "")
    found = _found(public_works(), query)
    chosen = found.filter(coming=wanted == "coming") if wanted in ("now", "coming") else found
    order = "starts_on" if wanted == "coming" else "-starts_on"
    pages = Paginator(public_rows(chosen.order_by("coming", order, "-pk")), PAGE_ROWS)
    page = pages.get_page(request.GET.get("cursor"))
    prefix = f"?q={query}&when=" if query else "?when="
    context = {
        "query": query,
        "wanted": wanted,
        "rows": [row_of(facts) for facts in page.object_list],
        "found_count": pages.count,
        "tabs_items": [
            Tab(_("All"), prefix, wanted not in ("now", "coming")),
            Tab(_("On the road now"), prefix + "now", wanted == "now"),
            Tab(_("Coming"), prefix + "coming", wanted == "coming"),
        ],
        "cursor_page": CursorPage(
            next_cursor=str(page.next_page_number()) if page.has_next() else "",
            previous_cursor=str(page.previous_page_number()) if page.has_previous() else "",
            total_text=_("%(first)s–%(last)s of %(total)s")
            % {"first": page.start_index(), "last": page.end_index(), "total": pages.count},
        ),
    }
    return render(request, "public/home.html", context)


def _found(works: QuerySet, query: str) -> QuerySet:
    """The works a search finds, each marked `coming` when it is not on the road yet."""
    not_yet = When(state=State.PLANNED, starts_on__gt=clock.today(), then=True)
    works = works.annotate(coming=Case(not_yet, default=False))
    if not query:
        return works
    names = works.exclude(road_name="").order_by().values_list("road_name", flat=True).distinct()
    wide = Q(place_text__icontains=query) | Q(project_name__icontains=query) | Q(number__iexact=query)
    return works.filter(wide | Q(road_name__in=matching(query, names)))


def works(request: HttpRequest, number: str) -> HttpResponse:
    """One works, for those who live or drive there."""
    row = row_of(get_public_works(number))
    facts = row.facts
    named = [
        KeyValue(_("When"), row.when),
        KeyValue(_("What is closed"), row.closure),
        KeyValue(_("Where"), facts["place_text"]),
        KeyValue(_("Project"), facts["title"]),
        KeyValue(_("What is done"), facts["purpose"]),
        KeyValue(_("Client"), facts["client_name"]),
        KeyValue(_("Carried out by"), facts["contractor_name"]),
        KeyValue(_("Supervised by"), facts["squadron_name"]),
    ]
    context = {
        "row": row,
        "facts": [one for one in named if one.value],
        "crumbs": [Crumb(_("Works in the city"), "/"), Crumb(number)],
    }
    return render(request, "public/works.html", context)


def works_feature(request: HttpRequest, number: str) -> JsonResponse:
    """The one works as a GeoJSON FeatureCollection, for the map of its page."""
    features = [feature_of(row_of(get_public_works(number)))]
    return JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")


def notices(request: HttpRequest) -> HttpResponse:
    """The public notices that hold."""
    pages = Paginator(public_notices(), PAGE_ROWS)
    page = pages.get_page(request.GET.get("cursor"))
    context = {
        "notices": page.object_list,
        "cursor_page": CursorPage(
            next_cursor=str(page.next_page_number()) if page.has_next() else "",
            previous_cursor=str(page.previous_page_number()) if page.has_previous() else "",
        ),
    }
    return render(request, "public/notices.html", context)


def notice_file(request: HttpRequest, code: str) -> FileResponse:
    """A public notice as the PDF that was published."""
    notice = public_notices().filter(verify_code=code).exclude(path="").first()
    if notice is None:
        raise NotFound("document", code)
    return FileResponse(open_stored(notice.path), content_type="application/pdf", filename=f"{notice.number}.pdf")
