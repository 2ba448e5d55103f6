"""Task: the materials this case needs, each with why, handed in, looked at, replaced and removed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import RuleViolated
from core.file_contents import EXTENSIONS, PDF
from core.files import DOCUMENTS, PICTURES
from permits.models import Case, Material
from permits.rules.materials import MaterialItem
from permits.selectors.materials import materials_needed, visible_materials
from permits.services.materials import add_material, remove_material
from web.permits.apply.editing import asked_of, editable_case, task_context, version_shown
from web.permits.words import language_code
from web.shell import sentences
from web.shell.once import once, seen_version
from web.shell.parts import FileRow

ACCEPT = ",".join(sorted(extension for kind in DOCUMENTS for extension in EXTENSIONS[kind]))
#: What a browser shows by itself; everything else is only ever downloaded.
SHOWN = PICTURES | {PDF}


@login_required
def materials(request: HttpRequest, number: str) -> HttpResponse:
    """The list of this case."""
    return _page(request, editable_case(request, number))


@login_required
@require_POST
@once
def upload(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """Hand in a file for one item; `?replaces=ID` takes the earlier one out."""
    case = editable_case(request, number)
    chosen = next(iter(request.FILES.values()), None)
    if chosen is None:
        return _page(request, case, {code: [_("Choose a file first.")]})
    earlier = request.GET.get("replaces", "")
    try:
        with transaction.atomic():
            add_material(request.user, number, code, chosen, version=seen_version(request))
            if earlier.isdecimal() and len(earlier) < 19:
                remove_material(request.user, number, int(earlier))
    except RuleViolated as refused:
        return _page(request, case, {code: [sentences.sentence(violation) for violation in refused.violations]})
    messages.success(request, _("%(file)s is uploaded.") % {"file": chosen.name})
    return redirect(reverse("application-materials", args=[number]) + f"#material-{code}")


@login_required
@require_POST
@once
def remove(request: HttpRequest, number: str, material: int) -> HttpResponse:
    """Take a file out of the list."""
    remove_material(request.user, number, material, version=seen_version(request))
    messages.success(request, _("The file is removed."))
    return redirect("application-materials", number)


def _page(request: HttpRequest, case: Case, problems: dict[str, list[str]] | None = None) -> HttpResponse:
    context = task_context(request, case, _("Materials")) | {
        "groups": _groups(request, case, version_shown(request, case), problems or {}),
        "problems": problems,
        "accept": ACCEPT,
    }
    return render(request, "permits/apply/materials.html", context, status=422 if problems else 200)


def _groups(request: HttpRequest, case: Case, version: int, problems: dict[str, list[str]]) -> list[dict]:
    """Each item of the list with its files; a file handed in for an item no longer needed stays in sight."""
    files: dict[str, list[Material]] = {}
    for file in visible_materials(request.user, case):
        files.setdefault(file.code, []).append(file)
    needed = {item.code: item for item in materials_needed(case)}
    groups = [_group(case, item, files.get(code, []), version, problems.get(code, [])) for code, item in needed.items()]
    for code in sorted(files.keys() - needed.keys()):
        name = _("%(code)s, no longer needed") % {"code": code}
        groups.append({"code": code, "rows": [_row(case, file, version, name=name) for file in files[code]]})
    return groups


def _group(case: Case, item: MaterialItem, files: list[Material], version: int, problems: list[str]) -> dict:
    name = f"{item.code} {item.name_en if language_code() == 'en' else item.name_zh}"
    first, *others = files or [None]
    head = _row(case, first, version, name=name, item=item, problems=problems)
    more = FileRow(
        name=_("One more file for %(name)s") % {"name": name},
        required=False,
        upload_url=reverse("application-material-upload", args=[case.number, item.code]),
        input_name=f"{item.code}-more",
        accept=ACCEPT,
        version=version,
    )
    return {
        "code": item.code,
        "rows": [head, *(_row(case, file, version, name=name) for file in others)],
        "more": more if files else None,
        "asked": asked_of(case, item.code),
        "basis": item.basis,
        "previews": [_preview(case, file) for file in files if file.content_type in SHOWN],
    }


def _row(
    case: Case, file: Material | None, version: int, *, name: str, item: MaterialItem | None = None, problems=()
) -> FileRow:
    """One file, or the place of one; item: what may be handed in or replaced here, None where nothing may."""
    facts = {"name": name, "problems": problems, "version": version, "accept": ACCEPT, "required": item is None}
    if item is not None:
        facts |= {
            "why": item.why_en if language_code() == "en" else item.why_zh,
            "required": item.required,
            "input_name": item.code,
            "upload_url": reverse("application-material-upload", args=[case.number, item.code]),
        }
    if file is None:
        return FileRow(**facts)
    if item is not None:
        facts["upload_url"] += f"?replaces={file.pk}"
    return FileRow(
        **facts,
        file_name=file.original_name,
        size_bytes=file.size_bytes,
        open_url=reverse("case-material", args=[case.number, file.pk]),
        remove_url=reverse("application-material-remove", args=[case.number, file.pk]),
    )


def _preview(case: Case, file: Material) -> dict:
    return {
        "name": file.original_name,
        "url": reverse("case-material", args=[case.number, file.pk]),
        "picture": file.content_type in PICTURES,
    }
