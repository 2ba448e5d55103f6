"""The order section judges the plan; partner agencies say what they think of it."""

import datetime as dt
from dataclasses import replace

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core import clock
from permits.lifecycle import Action
from permits.models import Opinion
from permits.rules.phrases import CONDITIONS
from permits.selectors.people import agencies_to_ask
from permits.services import review
from web.permits.actions.form import ActionForm
from web.permits.actions.inputs import ONE_PER_LINE, choose_several, lines, long_text, merged, phrase_choices
from web.permits.cases.plans import Chip, finding_rows, phases_of, summary_of
from web.permits.conflict_panel import panel_of
from web.permits.facts import day, said
from web.permits.words import language_code
from web.shell.parts import FindingRow, KeyValue
from web.shell.widgets import DateInput

#: Calendar days an agency is given unless the reviewer says otherwise (设置).
OPINION_DAYS = 5
OVERRIDE = "override_"


class AskOpinionForm(ActionForm):
    """Which agency, what about, until when."""

    action = Action.ASK_OPINION
    does = _("The agency sees this case and is told until when to answer. Silence does not stop the case.")
    done = _("The agency has been asked.")

    organisation = forms.ModelChoiceField(label=_("Agency"), queryset=None)
    due_on = forms.DateField(label=_("Answer by"), widget=DateInput)
    question = forms.CharField(
        label=_("Question"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = agencies_to_ask(self.subject)
        self.fields["due_on"].initial = clock.today() + dt.timedelta(days=OPINION_DAYS)

    def act(self, number, version):
        data = {**self.cleaned_data, "organisation": self.cleaned_data["organisation"].pk}
        return review.ask_opinion(self.actor, number, version=version, **data)


class GiveOpinionForm(ActionForm):
    """An agency's answer."""

    action = Action.GIVE_OPINION
    does = _("Your agency's opinion goes to the order section. Until the review is closed you may change it.")
    done = _("Your opinion is in the file. Thank you.")

    verdict = forms.ChoiceField(label=_("Opinion"), choices=Opinion.Verdict.choices, widget=forms.RadioSelect)
    text = long_text(_("Conditions or reasons"), _("Needed unless you simply agree."), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = next(
            (one for one in self.subject.opinions.all() if one.organisation_id == self.actor.organisation_id), None
        )
        if self.asked is not None and self.asked.given_at:
            self.initial |= {"verdict": self.asked.verdict, "text": self.asked.text}

    def background(self):
        if self.asked is None:
            return super().background()
        question = [
            KeyValue(_now("Question"), self.asked.question),
            KeyValue(_now("Answer by"), day(self.asked.due_on)),
        ]
        return [*said(question), *super().background()]

    def act(self, number, version):
        return review.give_opinion(self.actor, number, version=version, **self.cleaned_data)


class RequestRevisionForm(ActionForm):
    """What in the plan must change."""

    action = Action.REQUEST_REVISION
    does = _(
        "The plan goes back to the applicant with your reasons. The legal clock runs on unless the city has "
        "set otherwise."
    )
    done = _("The applicant has been asked to revise the plan.")

    reason = long_text(_("What must change, and why"), rows=6)

    def act(self, number, version):
        return review.request_revision(self.actor, number, version=version, **self.cleaned_data)


class CloseReviewForm(ActionForm):
    """The reviewer's judgement: recommendation, conditions, and why findings may stand."""

    action = Action.CLOSE_REVIEW
    does = _("Your judgement goes to the leader. Whoever reviews does not decide.")
    done = _("The review is closed. The leader decides.")
    template = "permits/review.html"

    recommends = forms.ChoiceField(
        label=_("Recommendation"),
        choices=[("grant", _("Grant the permit")), ("refuse", _("Refuse the permit"))],
        widget=forms.RadioSelect,
    )
    text = long_text(_("Review opinion"), _("Geometry, signs, capacity, detour, conflicts: what you found."), rows=6)
    library = choose_several(_("Conditions"), _("From the library of the brigade."))
    conditions = long_text(_("Further conditions"), ONE_PER_LINE, required=False, rows=3)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["library"].choices = phrase_choices(CONDITIONS)
        known = {phrase.zh for phrase in CONDITIONS}
        kept = self.subject.conditions
        self.initial |= {
            "text": self.subject.review_text,
            "library": [condition for condition in kept if condition in known],
            "conditions": "\n".join(condition for condition in kept if condition not in known),
        }
        for rule, finding in self._overridable().items():
            self.fields[f"{OVERRIDE}{rule}"] = long_text(
                _now("Why rule %(rule)s may be left aside") % {"rule": rule},
                finding["message"][language_code()],
                required=False,
                rows=2,
            )
            self.initial[f"{OVERRIDE}{rule}"] = self.subject.review_overrides.get(rule, "")

    def finding_rows(self) -> list[FindingRow]:
        """What the check says of the plan, shown beside the form; what may be left aside leads to its reason."""
        rows = finding_rows(self.subject)
        return [replace(row, url=f"#id_{OVERRIDE}{row.message.split()[0]}") if row.overridable else row for row in rows]

    def chips(self) -> list[Chip]:
        """The plan in short, each word leading to its place on the case's page."""
        chips = summary_of(self.subject, phases_of(self.subject, {}), panel_of(self.actor, self.subject))
        page = reverse("case", args=[self.subject.number])
        return [replace(chip, href=f"{page}{chip.href}") for chip in chips]

    def _overridable(self) -> dict[str, dict]:
        findings = (self.subject.plan_check or {}).get("findings", ())
        return {one["rule"]: one for one in findings if one["level"] == "block" and one["overridable"]}

    def act(self, number, version):
        data = self.cleaned_data
        overrides = {
            name.removeprefix(OVERRIDE): why for name, why in data.items() if name.startswith(OVERRIDE) and why
        }
        return review.close_review(
            self.actor,
            number,
            recommends=data["recommends"],
            text=data["text"],
            conditions=merged(data["library"], lines(data["conditions"])),
            overrides=overrides,
            version=version,
        )
