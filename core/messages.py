"""Codes of this floor → sentences in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Violation

_CALENDAR = {
    "calendar_year_impossible": gettext_lazy("Enter a year from %(first)s to %(last)s."),
    "calendar_notice_missing": gettext_lazy("Enter the number of the State Council's notice for %(year)s."),
    "calendar_holiday_missing": gettext_lazy("%(day)s is a public holiday every year and is missing."),
    "calendar_holidays_too_few": gettext_lazy(
        "Only %(entered)s holidays are entered; the law gives at least %(least)s days."
    ),
    "calendar_day_outside_year": gettext_lazy("%(day)s does not belong to %(year)s."),
    "calendar_day_repeated": gettext_lazy("%(day)s is entered twice."),
    "calendar_kind_unknown": gettext_lazy("%(day)s is neither a holiday nor a make-up working day."),
    "calendar_makeup_on_weekday": gettext_lazy("%(day)s is an ordinary working day and cannot be a make-up day."),
    "calendar_line_unreadable": gettext_lazy(
        "Line “%(line)s” cannot be read. Write a day or the first and the last day, then the festival."
    ),
}
_GEOMETRY = {
    "geometry_malformed": gettext_lazy("This is not a place drawn as GeoJSON. Draw it on the map again."),
    "geometry_member_unknown": gettext_lazy("The geometry has unknown members: %(members)s."),
    "geometry_type_unknown": gettext_lazy("Geometry of type %(type)s is not accepted here, only %(allowed)s."),
    "geometry_empty": gettext_lazy("Nothing is drawn yet. Draw the place on the map."),
    "vertices_too_many": gettext_lazy("The drawing has too many points; at most %(allowed)s are accepted."),
    "coordinate_not_finite": gettext_lazy("A coordinate is not a number."),
    "coordinates_swapped": gettext_lazy("Longitude and latitude are the wrong way round; write %(lon)s, %(lat)s."),
    "coordinate_out_of_range": gettext_lazy("%(lon)s, %(lat)s is no place on the earth."),
    "line_too_short": gettext_lazy("A line needs at least two points."),
    "line_without_length": gettext_lazy("All points of the line are the same."),
    "polygon_not_closed": gettext_lazy("The outline of the area is not closed."),
    "geometry_self_crossing": gettext_lazy("The drawing crosses itself."),
}
_FILES = {
    "file_name_unsafe": gettext_lazy(
        "Rename the file: a plain name of at most %(allowed)s characters, without path or control characters."
    ),
    "file_empty": gettext_lazy("The file is empty."),
    "file_too_large": gettext_lazy("The file has %(size_mb)s MB; at most %(allowed_mb)s MB are accepted."),
    "file_type_not_accepted": gettext_lazy(
        "By its content this is a file of type “%(found)s”. Accepted are: %(accepted)s."
    ),
    "file_extension_contradicting": gettext_lazy(
        "The name ends in %(extension)s but the content is %(found)s. Rename or export the file again."
    ),
    "file_damaged": gettext_lazy("The file is damaged or incomplete. Export or scan it again."),
    "file_encrypted": gettext_lazy("The file is protected by a password and cannot be checked. Remove the protection."),
    "file_with_active_content": gettext_lazy(
        "The file contains something that runs or hides other files (%(what)s). Save it without."
    ),
    "archive_bomb_found": gettext_lazy("The file would unpack to far more than a document has. It is refused."),
    "archive_path_unsafe": gettext_lazy("The file contains paths that lead out of it. It is refused."),
    "picture_too_many_pixels": gettext_lazy(
        "The picture has too many pixels; at most %(allowed_megapixels)s million are accepted."
    ),
    "picture_moving": gettext_lazy("Moving pictures are not accepted. Send a still picture."),
    "picture_with_script": gettext_lazy("There is a script inside the picture. It is refused."),
}
_ORGANISATIONS = {
    "organisation_name_missing": gettext_lazy("Enter the full name of the organisation."),
    "organisation_name_too_long": gettext_lazy("The name has more than %(allowed)s characters."),
    "uscc_length_wrong": gettext_lazy(
        "A unified social credit code has %(required)s characters; this one has %(length)s."
    ),
    "uscc_character_wrong": gettext_lazy(
        "These characters cannot stand where they stand in a unified social credit code: %(characters)s."
    ),
    "uscc_check_character_wrong": gettext_lazy(
        "The unified social credit code does not agree with its check character “%(given)s”. Look for a typing error."
    ),
    "uscc_registered": gettext_lazy("An organisation with this unified social credit code is registered already."),
    "licence_missing": gettext_lazy("Add a scan or photo of the business licence."),
    "contractor_opened_by_administrator": gettext_lazy("A contractor registers itself."),
    "reason_missing": gettext_lazy("Say why."),
    "reason_too_long": gettext_lazy("The reason has more than %(allowed)s characters."),
}
_ACCOUNTS = {
    "username_malformed": gettext_lazy(
        "A user name has at most 150 letters, digits and the signs @ . + - _, and no blanks."
    ),
    "username_taken": gettext_lazy("Somebody has this user name already."),
    "name_missing": gettext_lazy("Enter the person's name."),
    "email_malformed": gettext_lazy("This is not a mail address."),
    "email_registered": gettext_lazy("There is an account with this mail address already."),
    "phone_malformed": gettext_lazy("This is not a telephone number."),
    "password_too_short": gettext_lazy("The password needs at least %(min_length)s characters."),
    "password_too_common": gettext_lazy("Many people use this password; choose another."),
    "password_entirely_numeric": gettext_lazy("A password of digits only is too weak."),
    "password_too_similar": gettext_lazy("The password is too much like the name or the mail address."),
    "applicant_opened_by_administrator": gettext_lazy("Applicants register themselves or are invited."),
    "squadron_missing": gettext_lazy("This role needs a squadron."),
    "squadron_superfluous": gettext_lazy("This role belongs to no squadron."),
    "organisation_missing": gettext_lazy("This role needs an organisation."),
    "organisation_superfluous": gettext_lazy("This role belongs to no organisation."),
    "own_account_closed": gettext_lazy("You cannot close your own account."),
    "last_manager_leaving": gettext_lazy(
        "This is the last manager; make one of the other %(members)s people a manager first."
    ),
    "membership_unknown": gettext_lazy("“%(given)s” is neither manager nor member."),
    "invitation_accepted": gettext_lazy("This invitation has been accepted already."),
    "invitation_withdrawn": gettext_lazy("This invitation has been withdrawn. Ask for a new one."),
    "invitation_expired": gettext_lazy("This invitation has expired. Ask for a new one."),
}
SENTENCES: Mapping[str, Any] = _CALENDAR | _GEOMETRY | _FILES | _ORGANISATIONS | _ACCOUNTS

REASONS: Mapping[str, Any] = {
    "role_not_entitled": gettext_lazy("Your role does not include this."),
    "manager_required": gettext_lazy("Only a manager of your organisation may do this."),
    "organisation_not_approved": gettext_lazy("Your organisation is still waiting for the approval of the window."),
}

ACTION_LABELS: Mapping[str, Any] = {
    "register_organisation": gettext_lazy("Register organisation"),
    "correct_registration": gettext_lazy("Correct registration"),
    "approve_organisation": gettext_lazy("Approve organisation"),
    "reject_organisation": gettext_lazy("Reject organisation"),
    "open_agency": gettext_lazy("Enter partner agency"),
    "invite_member": gettext_lazy("Invite member"),
    "withdraw_invitation": gettext_lazy("Withdraw invitation"),
    "accept_invitation": gettext_lazy("Accept invitation"),
    "open_account": gettext_lazy("Open account"),
    "change_account": gettext_lazy("Change account"),
    "change_password": gettext_lazy("Change password"),
    "change_squadron": gettext_lazy("Change squadron"),
    "deactivate_member": gettext_lazy("Close account"),
    "enter_calendar_year": gettext_lazy("Enter calendar year"),
    "store_file": gettext_lazy("Store file"),
}


def sentence(violation: Violation) -> str | None:
    """Why an action is not possible, None for a code of another floor."""
    words = SENTENCES.get(violation.code)
    return str(words) % _readable(violation.data) if words else None


def reason(code: str, data: dict) -> str | None:
    """Why this person may not do it, None for a code of another floor."""
    words = REASONS.get(code)
    return str(words) % _readable(data) if words else None


def action_label(action: str) -> str | None:
    """What an action on accounts, organisations or the calendar is called."""
    words = ACTION_LABELS.get(action)
    return str(words) if words else None


def _readable(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with lists joined, and sizes also in the units people read."""
    words = {}
    for key, value in data.items():
        words[key] = _(", ").join(str(item) for item in value) if isinstance(value, list | tuple) else value
        if key.endswith("_bytes"):
            words[key.removesuffix("_bytes") + "_mb"] = round(value / 1024 / 1024, 1)
    if "pixels" in data:
        words["allowed_megapixels"] = data["allowed"] // 1_000_000
    return words
