"""Files handed in with an application."""

from core import clock
from core.errors import NotFound, Violation
from core.files import Upload, store
from core.models import User
from permits.lifecycle import Action
from permits.models import Case, Material
from permits.rules.materials import material_codes
from permits.services._step import case_step


def add_material(actor: User, number: str, code: str, upload: Upload, *, version: int | None = None) -> Material:
    """Hand a file in for one item of the list. Raises RuleViolated with every reason why the file is refused."""
    with case_step(Action.EDIT, actor, number, version) as step:
        step.silent = True
        if code not in material_codes():
            step.require([Violation("material_unknown", {"material": code}, "code")])
        stored = store(upload, f"cases/{number}/materials")
        return Material.objects.create(
            case=step.case,
            code=code,
            path=stored.path,
            original_name=stored.original_name,
            content_type=stored.content_type,
            size_bytes=stored.size_bytes,
            sha256=stored.sha256,
            uploaded_by=actor,
            uploaded_at=clock.now(),
        )


def remove_material(actor: User, number: str, material_id: int, *, version: int | None = None) -> Case:
    """Take a file out of the list; once it has been submitted it stays in the file, marked superseded."""
    with case_step(Action.EDIT, actor, number, version) as step:
        step.silent = True
        material = step.case.materials.filter(pk=material_id, superseded_at=None).first()
        if material is None:
            raise NotFound("material", str(material_id))
        if step.case.submitted_at is None:
            material.delete()
        else:
            material.superseded_at = clock.now()
            material.save(update_fields=["superseded_at"])
    return step.case
