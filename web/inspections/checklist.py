"""The checklist of a site as a form: one choice an item, with note, severity and photos of what is at fault."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import User
from inspections.lifecycle import Severity, VisitState
from inspections.models import ChecklistResult, Photo, Visit
from inspections.rules.visit import Answer
from inspections.selectors.checklists import checklist_of
from inspections.selectors.rounds import colleagues
from inspections.selectors.visits import ItemLine, VisitPage
from web.inspections.fields import ColleagueField, PhotosField
from web.inspections.words import in_language

#: What stands together on the page: heading → groups of domain/inspection_checklist.csv, in the order of a walk round.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    _("Put right since last time"): ("rectification",),
    _("Permit and conditions"): ("permit", "condition", "organisation", "notice"),
    _("Signs and lights"): ("signs", "lighting"),
    _("Closing off the works"): ("separation",),
    _("People and vehicles"): ("people", "vehicles"),
    _("Walking and cycling"): ("walking_cycling",),
    _("Road and facilities"): ("surface", "facilities", "tidiness", "completion"),
    _("Emergencies"): ("emergency",),
}
#: Shorter than the result's own name, for a thumb.
CHOICES = (
    (ChecklistResult.Result.OK, _("OK")),
    (ChecklistResult.Result.NOT_OK, _("Not OK")),
    (ChecklistResult.Result.NOT_APPLICABLE, _("N/A")),
)


@dataclass(frozen=True)
class AskedItem:
    """One item on the page: what is looked at, its fields, and the photos that are already kept."""

    code: str
    text: str
    basis: str
    certainty: str
    result: forms.BoundField
    note: forms.BoundField
    severity: forms.BoundField
    photo: forms.BoundField
    photos: tuple[Photo, ...]

    @property
    def errors(self) -> list[str]:
        """Everything that is wrong with this item."""
        return [error for field in (self.result, self.note, self.severity, self.photo) for error in field.errors]


class ChecklistForm(forms.Form):
    """Fields of an item C05: results_C05, note_C05, severity_C05, photo_C05; completeness is for the rules to judge."""

    def __init__(self, *args, actor: User, page: VisitPage, **kwargs):
        super().__init__(*args, **kwargs)
        self.page = page
        self.lines = _asked_lines(page)
        for line in self.lines:
            self._add_item(line)
        self.fields["second_officer"] = ColleagueField(
            colleagues(actor), initial=_partner(actor, page.visit), label=_("Second officer")
        )
        self.fields["photo_site"] = PhotosField(label=_("Photo of the site"), required=False)
        self.fields["remarks"] = forms.CharField(
            label=_("Remarks"), required=False, widget=forms.Textarea(attrs={"rows": 2})
        )

    def _add_item(self, line: ItemLine) -> None:
        code, item = line.code, line.item
        graver = [(value, label) for value, label in Severity.choices if value != item.severity]
        own = _("%(severity)s (as in the list)") % {"severity": Severity(item.severity).label}
        self.fields[f"results_{code}"] = forms.ChoiceField(
            label=code, choices=CHOICES, required=False, widget=forms.RadioSelect
        )
        self.fields[f"note_{code}"] = forms.CharField(
            label=_("What is wrong"), required=False, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields[f"severity_{code}"] = forms.ChoiceField(
            label=_("Severity"), choices=[("", own), *graver], required=False
        )
        self.fields[f"photo_{code}"] = PhotosField(label=_("Photo of the fault"), required=False)

    def show_photos_of(self, page: VisitPage) -> None:
        """Take over the photos that were kept while the form was being worked on."""
        self.page, self.lines = page, _asked_lines(page)

    def photo_fields(self) -> list[tuple[str, str]]:
        """(field, item code) of everything photos can be chosen in; the code is "" for the site as a whole."""
        return [*((f"photo_{line.code}", line.code) for line in self.lines), ("photo_site", "")]

    def answers(self) -> list[Answer]:
        """What was answered; items left open are left out."""
        return [
            Answer(
                line.code,
                self.cleaned_data[f"results_{line.code}"],
                self.cleaned_data[f"note_{line.code}"],
                self.cleaned_data[f"severity_{line.code}"],
            )
            for line in self.lines
            if self.cleaned_data[f"results_{line.code}"]
        ]

    def groups(self) -> list[tuple[str, list[AskedItem]]]:
        """The items under their headings, empty headings left out."""
        heading_of = {group: heading for heading, groups in HEADINGS.items() for group in groups}
        found: dict[str, list[AskedItem]] = {heading: [] for heading in HEADINGS}
        for line in self.lines:
            found[heading_of[line.item.group]].append(self._asked(line))
        return [(heading, items) for heading, items in found.items() if items]

    def _asked(self, line: ItemLine) -> AskedItem:
        code, item = line.code, line.item
        return AskedItem(
            code=code,
            text=in_language(item.text_zh, item.text_en),
            basis=item.basis,
            certainty=item.certainty,
            result=self[f"results_{code}"],
            note=self[f"note_{code}"],
            severity=self[f"severity_{code}"],
            photo=self[f"photo_{code}"],
            photos=line.photos,
        )


def _asked_lines(page: VisitPage) -> Sequence[ItemLine]:
    """The items that are asked; of a visit somebody else has recorded meanwhile, those it would ask now."""
    if page.visit.state != VisitState.RECORDED:
        return page.lines
    return [ItemLine(item.code, item, None, None, ()) for item in checklist_of(page.visit.works)]


def _partner(actor: User, visit: Visit) -> str:
    """The other one of the round's pair; "" outside the rounds."""
    if visit.round is None:
        return ""
    pair = [visit.round.officer, visit.round.second_officer]
    others = [person.username for person in pair if person != actor]
    return others[0] if len(others) == 1 else ""
