"""Taking an application back; the window closes one that was never corrected."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.roles import Role
from permits.lifecycle import Action
from permits.services.application import withdraw_case
from web.permits.actions.form import ActionForm
from web.permits.actions.inputs import long_text


class WithdrawForm(ActionForm):
    """The applicant need not say why; the window must."""

    action = Action.WITHDRAW
    done = _("Withdrawn. The case is closed.")
    danger = True

    reason = long_text(_("Reason"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = self.actor.role != Role.APPLICANT

    @property
    def does(self):
        if self.actor.role == Role.APPLICANT:
            return _now("The application is taken back and the case ends here. To apply again, copy it into a new one.")
        return _now("The corrections were not answered in time: the case ends here and the applicant is told.")

    def act(self, number, version):
        return withdraw_case(self.actor, number, reason=self.cleaned_data["reason"], version=version)
