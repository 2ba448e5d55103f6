"""Administration of API keys: made here or by `manage.py api_key`, shown once, revoked for good."""

from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from api.keys import issue_key, revoke_keys
from api.models import ApiKey
from core.admin_parts import AdministratorsOnly


class ApiKeyForm(forms.ModelForm):
    """Whose key, what for, until when."""

    class Meta:
        model = ApiKey
        fields = ("user", "label", "expires_at")


@admin.register(ApiKey)
class ApiKeyAdmin(AdministratorsOnly):
    """Keys with which machines act as a person."""

    form = ApiKeyForm
    list_display = ("prefix", "user", "label", "created_at", "expires_at", "last_used_at", "revoked_at")
    list_select_related = ("user",)
    search_fields = ("prefix", "label", "user__username")
    actions = ("revoke",)

    def get_fields(self, request, obj=None):
        kept = ("prefix", "created_at", "created_by", "last_used_at", "revoked_at")
        return (*ApiKeyForm.Meta.fields, *kept) if obj else ApiKeyForm.Meta.fields

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)

    def save_model(self, request, obj, form, change):
        """A new key; this message is the only place where it is ever shown."""
        row, key = issue_key(obj.user, obj.label, expires_at=obj.expires_at, by=request.user)
        obj.pk, obj.prefix = row.pk, row.prefix
        messages.warning(request, _("The key, shown only now: %(key)s") % {"key": key})

    @admin.action(description=gettext_lazy("Revoke the chosen keys"), permissions=["view"])
    def revoke(self, request, queryset):
        """Calls with them are refused from now on."""
        messages.success(request, _("%(count)s keys revoked.") % {"count": revoke_keys(queryset)})
