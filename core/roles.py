"""The roles of PRODUCT.md; one role per person."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Who somebody is to the procedure. `policy.py` of each app says what a role may do."""

    APPLICANT = "applicant", _("Applicant")
    CLERK = "clerk", _("Window clerk")
    SQUADRON = "squadron", _("Squadron officer")
    INSPECTOR = "inspector", _("Inspector")
    REVIEWER = "reviewer", _("Order-section reviewer")
    LEGAL = "legal", _("Legal reviewer")
    LEADER = "leader", _("Brigade leader")
    AGENCY = "agency", _("Partner agency")
    COMMANDER = "commander", _("Command centre")
    ARCHIVIST = "archivist", _("Archivist")
    ADMIN = "admin", _("Administrator")


#: Roles whose holders act only inside their squadron's area.
SQUADRON_ROLES = frozenset({Role.SQUADRON, Role.INSPECTOR})

#: Roles that work for the traffic police and see every case from its submission on.
BRIGADE_ROLES = frozenset(
    {Role.CLERK, Role.REVIEWER, Role.LEGAL, Role.LEADER, Role.COMMANDER, Role.ARCHIVIST, Role.ADMIN}
)

#: Everyone in uniform or at the window: all but applicants and partner agencies.
OFFICER_ROLES = BRIGADE_ROLES | SQUADRON_ROLES
