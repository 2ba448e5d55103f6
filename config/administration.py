"""Django's administration under the platform's name; its pages' frame is web/templates/admin/base_site.html."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class Administration(AdminSite):
    """The one administration site: every `admin.site` is this."""

    site_title = _("Road Works Supervision Platform")
    site_header = _("Road Works Supervision Platform")
    index_title = _("Administration")
