"""A case: one administrative procedure about a works, with one life."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin

from permits.lifecycle import CaseLife, Kind, Stage
from permits.models.place import Place
from permits.models.versioned import Versioned

USER = settings.AUTH_USER_MODEL


class Recommendation(models.TextChoices):
    """What the reviewer recommends to the leader."""

    GRANT = "grant", _("to grant")
    REFUSE = "refuse", _("to refuse")


class Application(models.Model):
    """What the applicant says, beyond place and dates."""

    client_uscc = models.CharField(_("credit code of the client"), max_length=18, blank=True)
    contractor_uscc = models.CharField(_("credit code of the contractor"), max_length=18, blank=True)
    agent_name = models.CharField(_("agent"), max_length=60, blank=True)
    agent_phone = models.CharField(_("agent's telephone"), max_length=30, blank=True)
    site_manager_name = models.CharField(_("site manager"), max_length=60, blank=True)
    site_manager_phone = models.CharField(_("site manager's telephone"), max_length=30, blank=True)
    detour_line = models.JSONField(_("line of the detour"), null=True, blank=True)
    affects_bus = models.BooleanField(_("buses are affected"), default=False)
    affects_signals = models.BooleanField(_("signals are affected"), default=False)
    government_approval = models.BooleanField(_("approved by the government"), default=False)
    plan = models.JSONField(_("traffic-organization plan"), default=dict, blank=True)
    plan_check = models.JSONField(_("check of the plan"), default=dict, blank=True)
    declared_at = models.DateTimeField(_("declared"), null=True, blank=True)
    declared_by = models.ForeignKey(
        USER, models.PROTECT, verbose_name=_("declared by"), null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True


class Procedure(models.Model):
    """What the office did, with the legal clock. `*_by`: last day.

    A last day in a year without the State Council's notice is provisional: see rules.deadlines.is_provisional.

    due_on: last day of whoever's turn it is now, kept for the queues.
    """

    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    accept_by = models.DateField(_("last day to accept"), null=True, blank=True)
    correction_requested_on = models.DateField(_("correction requested on"), null=True, blank=True)
    correction_by = models.DateField(_("last day to correct"), null=True, blank=True)
    correction_reminded_on = models.DateField(_("reminded of the correction on"), null=True, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    deemed_accepted = models.BooleanField(_("accepted by lapse of time"), default=False)
    decide_by = models.DateField(_("last day to decide"), null=True, blank=True)
    extended_workdays = models.PositiveSmallIntegerField(_("extension in working days"), default=0)
    extension_reason = models.TextField(_("reason for the extension"), blank=True)
    revision_reason = models.TextField(_("what is to be revised"), blank=True)
    revision_requested_on = models.DateField(_("revision requested on"), null=True, blank=True)
    paused_workdays = models.PositiveSmallIntegerField(_("working days not counted"), default=0)
    reviewed_by = models.ForeignKey(
        USER, models.PROTECT, verbose_name=_("reviewed by"), null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    review_text = models.TextField(_("review opinion"), blank=True)
    review_recommends = models.CharField(_("review recommends"), max_length=6, blank=True, choices=Recommendation)
    review_overrides = models.JSONField(_("findings overruled by the reviewer"), default=dict, blank=True)
    legal_opinion_by = models.ForeignKey(
        USER, models.PROTECT, verbose_name=_("legal opinion by"), null=True, blank=True, related_name="+"
    )
    legal_opinion_at = models.DateTimeField(_("legal opinion given"), null=True, blank=True)
    legal_opinion = models.TextField(_("legal opinion"), blank=True)
    legal_opinion_agrees = models.BooleanField(_("legal reviewer agrees"), null=True, blank=True)
    decided_by = models.ForeignKey(
        USER, models.PROTECT, verbose_name=_("decided by"), null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decision_reason = models.TextField(_("reason for the decision"), blank=True)
    conditions = models.JSONField(_("conditions of the permit"), default=list, blank=True)
    issue_by = models.DateField(_("last day to issue"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    in_force_at = models.DateTimeField(_("in force since"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    end_reason = models.TextField(_("reason for the end"), blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)

    class Meta:
        abstract = True


class Case(ConcurrentTransitionMixin, CaseLife, Place, Application, Procedure, Versioned):
    """One procedure: new, variation, renewal or emergency. parent: the case whose permit it varies or renews."""

    number = models.CharField(_("number"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.NEW)
    works = models.ForeignKey("permits.Works", models.PROTECT, verbose_name=_("works"), related_name="cases")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("case it varies or renews"),
        null=True,
        blank=True,
        related_name="children",
    )
    organisation = models.ForeignKey(
        "core.Organisation", models.PROTECT, verbose_name=_("organisation"), related_name="cases"
    )
    squadron = models.ForeignKey(
        "core.Squadron", models.PROTECT, verbose_name=_("squadron"), null=True, blank=True, related_name="cases"
    )
    created_by = models.ForeignKey(USER, models.PROTECT, verbose_name=_("begun by"), related_name="+")
    creation_token = models.CharField(_("token against repeats"), max_length=64, null=True, blank=True, unique=True)
    search_text = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(due_on__isnull=False), name="case_queue"),
            models.Index(fields=["stage", "due_on", "id"], name="case_stage_queue"),
            models.Index(fields=["stage", "-id"], name="case_stage_newest"),
            models.Index(fields=["squadron", "stage", "due_on"], name="case_squadron_queue"),
            models.Index(fields=["organisation", "-id"], name="case_own"),
            models.Index(fields=["stage", "valid_until"], name="case_validity"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="case_stage_known"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
                name="case_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.DRAFT) | Q(received_on__isnull=False), name="case_submitted_has_receipt"
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.IN_FORCE) | Q(valid_from__isnull=False, valid_until__isnull=False),
                name="case_in_force_has_validity",
            ),
            models.UniqueConstraint(
                fields=["works"], condition=Q(stage=Stage.IN_FORCE), name="works_one_permit_in_force"
            ),
        ]

    def __str__(self):
        return self.number
