"""The permit in force: issued, taken away, ended."""

from rest_framework import serializers

from api.doors import Door
from api.inputs import ActionInput, TextField
from api.v1.permits.actions import only_the_clock
from permits.lifecycle import Action
from permits.rules.force import REVOCATION_GROUNDS
from permits.services import force


class IssueInput(ActionInput):
    """Make the certificate and serve it."""


class RevokeInput(ActionInput):
    """撤销: the ground the law names, and the facts."""

    ground = serializers.ChoiceField(REVOCATION_GROUNDS)
    reason = TextField()


class RecallInput(ActionInput):
    """撤回: what has changed."""

    reason = TextField()


class CancelInput(ActionInput):
    """注销: why it is struck off."""

    reason = TextField()


class SupersedeInput(ActionInput):
    """Nobody's: a variation or renewal that comes into force does it."""


class ExpireInput(ActionInput):
    """Nobody's: the clock does it."""


DOORS = (
    Door(Action.ISSUE, IssueInput, force.issue_permit),
    Door(Action.SUPERSEDE, SupersedeInput, only_the_clock(Action.SUPERSEDE)),
    Door(Action.EXPIRE, ExpireInput, only_the_clock(Action.EXPIRE)),
    Door(Action.REVOKE, RevokeInput, force.revoke_permit),
    Door(Action.RECALL, RecallInput, force.recall_permit),
    Door(Action.CANCEL, CancelInput, force.cancel_permit),
)
