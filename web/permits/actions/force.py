"""The permit comes into force, and ends before its time."""

from django import forms
from django.utils.translation import gettext_lazy as _

from permits.lifecycle import Action
from permits.rules.force import REVOCATION_GROUNDS
from permits.services import force
from web.permits.actions.form import ActionForm
from web.permits.actions.inputs import long_text
from web.permits.facts import procedure_facts

GROUNDS = {
    "abuse_of_power": _("Granted by abuse of power or neglect of duty (art. 69(1)(1))"),
    "beyond_powers": _("Granted beyond the statutory powers (art. 69(1)(2))"),
    "procedure_violated": _("Granted in violation of the statutory procedure (art. 69(1)(3))"),
    "applicant_not_qualified": _("Granted to somebody not qualified or to an application not in form (art. 69(1)(4))"),
    "other_unlawful": _("Another case in which the law allows revocation (art. 69(1)(5))"),
    "fraud": _("Obtained by fraud, bribery or other improper means (art. 69(2))"),
}


class IssueForm(ActionForm):
    """Nothing to type: make the certificate and serve it."""

    action = Action.ISSUE
    does = _(
        "The certificate is made and served: the permit is in force. Where traffic is closed or restricted, "
        "the public notice is published at once; an earlier permit of the same works gives way."
    )
    done = _("Issued and served. The permit is in force.")
    previews = "D09"

    def background(self):
        return [*super().background(), *procedure_facts(self.actor, self.subject)]

    def act(self, number, version):
        return force.issue_permit(self.actor, number, version=version)


class _EndingForm(ActionForm):
    danger = True

    reason = long_text(_("Reason"))


class RevokeForm(_EndingForm):
    """撤销: on which ground of article 69."""

    action = Action.REVOKE
    does = _("The permit was unlawfully granted or obtained by fraud: it is revoked, and its documents say so at once.")
    done = _("The permit is revoked.")

    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=[(ground, GROUNDS[ground]) for ground in REVOCATION_GROUNDS],
        widget=forms.RadioSelect,
    )
    field_order = ("ground", "reason")

    def act(self, number, version):
        return force.revoke_permit(self.actor, number, version=version, **self.cleaned_data)


class RecallForm(_EndingForm):
    """撤回: what has changed."""

    action = Action.RECALL
    does = _(
        "The facts or the law the permit rested on have changed: it is recalled, and its documents say so "
        "at once. Losses may have to be compensated (art. 8(2))."
    )
    done = _("The permit is recalled.")

    def act(self, number, version):
        return force.recall_permit(self.actor, number, version=version, **self.cleaned_data)


class CancelForm(_EndingForm):
    """注销: why it is struck off."""

    action = Action.CANCEL
    does = _("The permit is struck off the register; its documents say so at once.")
    done = _("The permit is cancelled.")

    def act(self, number, version):
        return force.cancel_permit(self.actor, number, version=version, **self.cleaned_data)
