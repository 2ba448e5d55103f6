"""The road register, the sensitive places and the embargo calendar, as the administrator keeps them."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.admin_parts import AdministratorsOnly
from permits.admin.surroundings_forms import EmbargoForm, PlaceForm, RoadForm
from permits.models import Embargo, RoadSegment, SensitivePlace
from permits.services.surroundings import save_embargo, save_place, save_road

RUNNING, COMING, OVER = "running", "coming", "over"


class Kept(AdministratorsOnly):
    """What describes the city may be taken out again; Django's own log keeps who did it."""

    show_full_result_count = False

    def has_delete_permission(self, request, obj=None):
        return self.has_module_permission(request)


@admin.register(RoadSegment)
class RoadSegmentAdmin(Kept):
    """The road register; most of it comes by import_roads."""

    form = RoadForm
    list_display = [
        "ref", "name", "road_class", "oneway", "lanes", "speed_limit_kmh", "opened_on", "overhauled_on", "metres",
    ]  # fmt: skip
    list_filter = ["road_class", "road_kind", "oneway", ("overhauled_on", admin.EmptyFieldListFilter)]
    search_fields = ["ref", "name", "name_en"]

    @admin.display(description=gettext_lazy("length in metres"), ordering="length_m")
    def metres(self, road):
        return round(road.length_m)

    def save_model(self, request, obj, form, change):
        save_road(obj)


@admin.register(SensitivePlace)
class SensitivePlaceAdmin(Kept):
    """Schools, hospitals and fire stations."""

    form = PlaceForm
    list_display = ["name", "kind", "ref", "source"]
    list_filter = ["kind"]
    search_fields = ["ref", "name", "name_en"]

    def save_model(self, request, obj, form, change):
        save_place(obj)


class WhenFilter(admin.SimpleListFilter):
    """Running, coming or over, by today's date."""

    title = gettext_lazy("when")
    parameter_name = "when"

    def lookups(self, request, model_admin):
        return [(RUNNING, _("running")), (COMING, _("coming")), (OVER, _("over"))]

    def queryset(self, request, queryset: QuerySet[Embargo]) -> QuerySet[Embargo]:
        today = clock.today()
        wanted = {
            RUNNING: Q(starts_on__lte=today, ends_on__gte=today),
            COMING: Q(starts_on__gt=today),
            OVER: Q(ends_on__lt=today),
        }
        return queryset.filter(wanted[self.value()]) if self.value() in wanted else queryset


@admin.register(Embargo)
class EmbargoAdmin(Kept):
    """The embargo calendar: examinations, festivals, races."""

    form = EmbargoForm
    list_display = ["name", "kind", "starts_on", "ends_on", "hours", "when"]
    list_filter = [WhenFilter, "kind"]
    search_fields = ["name", "name_en", "ground"]
    ordering = ["-ends_on", "-starts_on"]

    @admin.display(description=gettext_lazy("hours"))
    def hours(self, embargo):
        if embargo.daily_from is None:
            return _("whole day")
        return f"{embargo.daily_from:%H:%M}–{embargo.daily_to:%H:%M}"

    @admin.display(description=gettext_lazy("when"))
    def when(self, embargo):
        today = clock.today()
        if embargo.ends_on < today:
            return _("over")
        if embargo.starts_on <= today:
            return _("running")
        return _("in %(days)s days") % {"days": (embargo.starts_on - today).days}

    def save_model(self, request, obj, form, change):
        save_embargo(obj)
