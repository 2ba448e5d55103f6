"""Administration of people, organisations, squadrons and the calendar; whatever has a rule is saved by its service."""

from django.contrib import admin, messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.accounts import deactivate_member, open_account, record
from core.admin_forms import AgencyForm, CalendarYearForm, NewOfficerForm, PersonForm, SquadronForm
from core.admin_parts import AdministratorsOnly, ReadOnly, columns
from core.errors import IllegalTransition, RuleViolated
from core.messages import action_label, sentence
from core.models import AccountEvent, CalendarYear, Organisation, Squadron, User
from core.organisations import approve_organisation, open_agency
from core.working_calendar import enter_year

CHANGE_SQUADRON, CHANGE_ACCOUNT = "change_squadron", "change_account"


@admin.register(CalendarYear)
class CalendarYearAdmin(AdministratorsOnly):
    """The years of the working calendar, typed from the State Council's notice."""

    form = CalendarYearForm
    list_display = ["year", "provisional", "notice"]
    ordering = ["-year"]

    def get_fields(self, request, obj=None):
        known = ["year", "provisional"] if obj else ["year"]
        return [*known, "notice", "holidays", "makeup_workdays"]

    def get_readonly_fields(self, request, obj=None):
        return ["year", "provisional"] if obj else []

    def save_model(self, request, obj, form, change):
        enter_year(request.user, obj.year, form.days, obj.notice)


@admin.register(Squadron)
class SquadronAdmin(AdministratorsOnly):
    """Squadrons and the areas in which they act."""

    form = SquadronForm
    fields = SquadronForm.Meta.fields
    list_display = ["name", "name_en", "code", "phone"]

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        record(CHANGE_SQUADRON, request.user, data={"squadron": obj.code, "changed": form.changed_data})


@admin.register(Organisation)
class OrganisationAdmin(AdministratorsOnly):
    """Organisations; contractors register themselves, partner agencies are entered here."""

    form = AgencyForm
    list_display = ["name", "uscc", "kind", "status", "registered_at"]
    list_filter = ["status", "kind"]
    search_fields = ["name", "uscc"]
    actions = ["approve"]

    def has_change_permission(self, request, obj=None):
        # The list needs it for its action; an organisation itself is only looked at.
        return obj is None and super().has_change_permission(request)

    def get_fields(self, request, obj=None):
        return columns(Organisation) if obj else AgencyForm.Meta.fields

    def save_model(self, request, obj, form, change):
        obj.pk = open_agency(request.user, form.registration(), obj.kind).pk

    @admin.action(description=gettext_lazy("Approve the selected organisations"))
    def approve(self, request, chosen):
        approved = 0
        for organisation in chosen:
            try:
                approve_organisation(request.user, organisation.pk)
                approved += 1
            except IllegalTransition:
                refusal = _("%(organisation)s is not waiting for approval.") % {"organisation": organisation}
                self.message_user(request, refusal, messages.ERROR)
        if approved:
            self.message_user(request, _("%(count)s organisations approved.") % {"count": approved})


@admin.register(User)
class UserAdmin(AdministratorsOnly):
    """Accounts of everybody; officers' are opened here."""

    list_display = ["username", "display_name", "role", "organisation", "squadron", "is_active"]
    list_filter = ["role", "is_active", "squadron"]
    search_fields = ["username", "display_name", "email", "badge_number"]
    list_select_related = ["organisation", "squadron"]
    actions = ["close"]
    readonly_fields = ["username", "role", "organisation", "is_active", "last_login", "date_joined"]

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **kwargs | {"form": PersonForm if obj else NewOfficerForm})

    def get_fields(self, request, obj=None):
        return [*self.readonly_fields, *PersonForm.Meta.fields] if obj else [*NewOfficerForm.Meta.fields, "password"]

    def get_readonly_fields(self, request, obj=None):
        return self.readonly_fields if obj else []

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
            record(CHANGE_ACCOUNT, request.user, subject_user=obj, data={"changed": form.changed_data})
            return
        belonging = {name: form.cleaned_data[name] for name in ("squadron", "organisation", "badge_number")}
        obj.pk = open_account(request.user, form.account(), obj.role, **belonging).pk

    @admin.action(description=gettext_lazy("Close the selected accounts"))
    def close(self, request, chosen):
        for person in chosen.filter(is_active=True):
            try:
                deactivate_member(request.user, person.pk)
            except RuleViolated as refused:
                for violation in refused.violations:
                    self.message_user(request, f"{person}: {sentence(violation)}", messages.ERROR)


@admin.register(AccountEvent)
class AccountEventAdmin(ReadOnly):
    """The trail of accounts and organisations."""

    words = {"action": action_label}
    list_display = ["at", "action", "actor", "subject_user", "organisation"]
    list_filter = ["action"]
    list_select_related = ["actor", "subject_user", "organisation"]
    date_hierarchy = "at"
