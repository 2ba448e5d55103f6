"""What a case or a works is about, as rows of a key-value list."""

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import User
from core.roles import OFFICER_ROLES
from permits.models import Case, Works
from permits.selectors.visibility import visible_cases
from web.shell.parts import KeyValue


def period(starts_on, ends_on) -> str:
    """From the first to the last day; "" when neither is known."""
    if not (starts_on or ends_on):
        return ""
    return f"{starts_on or '…'} – {ends_on or '…'}"


def metres(length: float | None) -> str:
    """A length with its unit."""
    return f"{length:,.0f} m" if length else ""


def day(value: dt.date | None) -> str:
    """A day as it is written everywhere; "" for none."""
    return value.isoformat() if value else ""


def said(rows: list[KeyValue]) -> list[KeyValue]:
    """The rows that have something to say."""
    return [row for row in rows if row.value not in (None, "")]


def case_facts(case: Case) -> list[KeyValue]:
    """The short form: what stands beside every decision."""
    return said(
        [
            KeyValue(_("Case"), case.number, url=reverse("case", args=[case.number])),
            KeyValue(_("Kind"), case.get_kind_display()),
            KeyValue(_("Project"), case.project_name),
            KeyValue(_("Road"), case.road_name),
            KeyValue(_("Place"), case.place_text),
            KeyValue(_("Time applied for"), period(case.starts_on, case.ends_on)),
            KeyValue(_("Closure"), case.get_closure_display()),
            KeyValue(_("Applicant"), case.organisation.name),
            KeyValue(_("Squadron"), str(case.squadron) if case.squadron_id else ""),
        ]
    )


def works_facts(viewer: User, works: Works) -> list[KeyValue]:
    """The short form of a works; its permit is a way to the case for who may know of that."""
    permit = works.permit_in_force
    known = permit is not None and visible_cases(viewer).filter(pk=permit.pk).exists()
    return said(
        [
            KeyValue(_("Works"), works.number, url=reverse("works", args=[works.number])),
            KeyValue(_("State"), works.get_state_display()),
            KeyValue(_("Project"), works.project_name),
            KeyValue(_("Road"), works.road_name),
            KeyValue(_("Place"), works.place_text),
            KeyValue(_("Time"), period(works.starts_on, works.ends_on)),
            KeyValue(_("Closure"), works.get_closure_display()),
            KeyValue(
                _("Permit in force"),
                permit.number if permit else "",
                url=reverse("case", args=[permit.number]) if known else "",
            ),
            KeyValue(_("Contractor"), works.contractor_name),
            KeyValue(_("Open orders"), works.open_orders or ""),
        ]
    )


def masked_phone(phone: str) -> str:
    """The first three and last four digits; less of a shorter number."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "*" * len(phone)


def application_facts(viewer: User, case: Case) -> list[KeyValue]:
    """Everything the application says, beyond `case_facts`; phones are masked outside the applicant's organisation."""
    own = viewer.organisation_id == case.organisation_id

    def contact(name: str, phone: str) -> str:
        return f"{name} {phone if own else masked_phone(phone)}".strip()

    rows = [
        KeyValue(_("What is done and why"), case.purpose),
        KeyValue(_("Client"), f"{case.client_name} {case.client_uscc}".strip()),
        KeyValue(_("Contractor"), f"{case.contractor_name} {case.contractor_uscc}".strip()),
        KeyValue(_("Agent"), contact(case.agent_name, case.agent_phone)),
        KeyValue(_("Site manager"), contact(case.site_manager_name, case.site_manager_phone)),
        KeyValue(_("Kind of road"), f"{case.get_road_kind_display()} {case.get_road_class_display()}".strip()),
        KeyValue(_("Length"), metres(case.length_m)),
        KeyValue(_("Area"), f"{case.area_m2:,.0f} m²" if case.area_m2 else ""),
        KeyValue(_("The road is dug up"), _("yes") if case.excavation else _("no")),
        KeyValue(_("Buses are affected"), _("yes") if case.affects_bus else ""),
        KeyValue(_("Signals are affected"), _("yes") if case.affects_signals else ""),
        KeyValue(_("Detour"), case.detour_text),
        KeyValue(_("Public notice"), case.notice_text),
    ]
    return said(rows)


def procedure_facts(viewer: User, case: Case) -> list[KeyValue]:
    """What the office has decided so far, as far as `viewer` may read it."""
    by_law = _("by law, unanswered in time") if case.deemed_accepted else ""
    rows = [
        KeyValue(_("Received on"), day(case.received_on)),
        KeyValue(_("Accepted on"), day(case.accepted_on), note=by_law),
        KeyValue(_("Revision wanted"), case.revision_reason if case.revision_requested_on else ""),
        KeyValue(_("Time extended"), _("%(days)s working days: %(reason)s")
                 % {"days": case.extended_workdays, "reason": case.extension_reason} if case.extended_workdays else ""),
        KeyValue(_("Validity"), period(case.valid_from, case.valid_until)),
        KeyValue(_("Ended because"), case.end_reason),
    ]  # fmt: skip
    if viewer.role in OFFICER_ROLES:
        agrees = {True: _("agrees with a refusal"), False: _("does not agree with a refusal"), None: ""}
        rows += [
            KeyValue(_("Review by"), str(case.reviewed_by or "")),
            KeyValue(_("Review recommends"), recommendation(case.review_recommends)),
            KeyValue(_("Review says"), case.review_text),
            KeyValue(_("Legal reviewer"), str(case.legal_opinion_by or "")),
            KeyValue(_("Legal opinion"), " — ".join(
                part for part in (agrees[case.legal_opinion_agrees], case.legal_opinion) if part)),
            KeyValue(_("Decided by"), str(case.decided_by or "")),
            KeyValue(_("Reason of the decision"), case.decision_reason),
        ]  # fmt: skip
    return said(rows)


def recommendation(code: str) -> str:
    """What the review recommends, in words."""
    return {"grant": _("to grant"), "refuse": _("to refuse")}.get(code, "")
