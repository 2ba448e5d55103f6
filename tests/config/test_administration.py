"""The administration speaks the city's languages: its name, every application, model, column, filter and label."""

from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, label_for_field
from django.db.migrations.operations import AlterModelOptions
from django.db.migrations.state import ProjectState
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, override

from core.accounts import OPEN_ACCOUNT, record
from core.migration_words import AlterWords
from core.models import User
from core.roles import Role
from tests.city import build_city, case_in_force

pytestmark = pytest.mark.django_db
#: Apps whose migrations say what models and fields are called.
NAMED = ("core", "permits", "inspections", "notifications", "api")


@pytest.fixture
def administrator(client) -> User:
    person = User.objects.create(username="chief", role=Role.ADMIN, is_staff=True, display_name="周敏")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return person


@pytest.fixture
def request_of_administrator(rf, administrator):
    request = rf.get("/admin/")
    request.user = administrator
    return request


def labels(request, model, model_admin):
    """(where, label) of everything the administrator may see of one model, in the active language."""
    yield "app", str(apps.get_app_config(model._meta.app_label).verbose_name)
    yield "model", str(model._meta.verbose_name)
    yield "models", str(model._meta.verbose_name_plural)
    for column in model_admin.get_list_display(request):
        yield f"column {column}", str(label_for_field(column, model, model_admin))
    changelist = model_admin.get_changelist_instance(request)
    for found in changelist.filter_specs:
        yield "filter", str(found.title)
    for row in (None, model()):
        if row is None and not model_admin.has_add_permission(request):
            continue
        form = model_admin.get_form(request, row, change=row is not None)
        fieldsets = model_admin.get_fieldsets(request, row)
        yield from (("heading", str(heading)) for heading, _options in fieldsets if heading)
        for name in flatten_fieldsets(fieldsets):
            field = form.base_fields.get(name) if isinstance(name, str) else None
            yield f"form {name}", str(field.label if field else capfirst(label_for_field(name, model, model_admin)))
    for name, (_function, _name, description) in model_admin.get_actions(request).items():
        yield f"action {name}", str(description)


def seen(request):
    """What the administrator reaches; Django's own groups, schedules and log-in records are for nobody's role."""
    shown = {model: one for model, one in admin.site._registry.items() if one.has_view_permission(request)}
    assert {model._meta.app_label for model in shown} == {*NAMED}
    return shown


def test_no_label_of_the_administration_is_without_chinese(request_of_administrator):
    with override("zh-hans"):
        bare = [
            (model.__name__, where, label)
            for model, model_admin in seen(request_of_administrator).items()
            for where, label in labels(request_of_administrator, model, model_admin)
            if label.isascii()
        ]
    assert bare == []


def test_every_label_of_the_administration_is_english_in_sentence_case(request_of_administrator):
    with override("en"):
        wrong = [
            (model.__name__, where, label)
            for model, model_admin in seen(request_of_administrator).items()
            for where, label in labels(request_of_administrator, model, model_admin)
            if not label.isascii() or (where.startswith("form") and label[:1].islower())
        ]
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "platform", "city"),
    [("zh-hans", "道路施工监管平台", settings.CITY["name"]), ("en", None, settings.CITY["name_en"])],
)
def test_the_pages_carry_the_name_of_the_platform_and_the_city(client, administrator, language, platform, city):
    User.objects.update(language=language)
    page = client.get(reverse("admin:index"), headers={"accept-language": language}).content.decode()
    with override(language):
        assert gettext("Road Works Supervision Platform") in page and gettext("Administration") in page
    assert (platform or "Road Works Supervision Platform") in page and city in page
    assert "Django" not in page


def test_every_list_opens_and_so_does_a_row_of_each(client, administrator, run_tasks, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    case_in_force(build_city())
    record(OPEN_ACCOUNT, administrator, subject_user=administrator)
    run_tasks()
    opened = set()
    for model in admin.site._registry:
        if model._meta.app_label not in NAMED:
            continue
        names = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert client.get(reverse(f"{names}_changelist")).status_code == 200, model
        if row := model.objects.first():
            assert client.get(reverse(f"{names}_change", args=[row.pk])).status_code == 200, model
            opened.add(model.__name__)
    assert {"Works", "Case", "Event", "IssuedDocument", "Mail", "InboxItem", "AccountEvent", "Squadron"} <= opened


def test_codes_stand_in_words_and_geometry_behind_a_click(client, administrator, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    case = case_in_force(build_city())
    User.objects.update(language="zh-hans")
    page = client.get(reverse("admin:permits_event_changelist"), {"action": "grant"}).content.decode()
    assert "准予许可" in page and ">grant<" not in page and "GRANTED" not in page
    page = client.get(reverse("admin:permits_issueddocument_changelist")).content.decode()
    assert "准予" in page and ">D08<" not in page
    page = client.get(reverse("admin:permits_case_change", args=[case.pk])).content.decode()
    assert "<details><summary>" in page and "办理过程" in page


@pytest.mark.parametrize("app", NAMED)
def test_words_touch_no_table(app):
    (name,) = (path.stem for path in (settings.BASE_DIR / app / "migrations").glob("*_names_of_models.py"))
    operations = import_module(f"{app}.migrations.{name}").Migration.operations
    assert operations and {type(one) for one in operations} <= {AlterModelOptions, AlterWords}


def test_a_migration_of_words_changes_words_only():
    with pytest.raises(ValueError, match="max_length"):
        AlterWords({"works": {"number": {"verbose_name": "number", "max_length": 9}}})
    state = ProjectState.from_apps(apps)
    before = state.models["permits", "works"].fields["number"].deconstruct()[3]
    AlterWords({"works": {"number": {"verbose_name": "register number"}}}).state_forwards("permits", state)
    after = state.models["permits", "works"].fields["number"].deconstruct()[3]
    assert after == before | {"verbose_name": "register number"}
