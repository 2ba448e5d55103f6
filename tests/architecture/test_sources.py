"""No source file breaks the rules of the house, and every rule is able to find what breaks it."""

import shutil
import subprocess

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from tests.architecture import source_rules as rules
from tests.architecture.source_rules import PACKAGES, ROOT, Source

PRODUCT = tuple(rules.sources(*PACKAGES))
TESTS = tuple(rules.sources("tests"))


def broken(rule, files, *arguments):
    return [place for file in files for place in rule(file, *arguments)]


def sample(text, path="permits/sample.py"):
    return Source(path, text)


def test_modules_are_short():
    assert broken(rules.too_long, PRODUCT, 300) == []
    assert broken(rules.too_long, TESTS, 400) == []
    assert rules.too_long(sample("\n" * 301), 300) == ["permits/sample.py has 301 lines"]


def test_modules_are_named_for_what_they_are_about():
    assert broken(rules.nameless, PRODUCT + TESTS) == []
    assert rules.nameless(sample("", "core/utils.py")) == ["core/utils.py"]


def test_imports_stand_at_the_top():
    assert broken(rules.imports_inside_functions, PRODUCT + TESTS) == []
    assert rules.imports_inside_functions(sample("def f():\n    def g():\n        import os\n")) == [
        "permits/sample.py:3"
    ]


def test_there_is_one_clock():
    assert broken(rules.other_clocks, PRODUCT) == []


@pytest.mark.parametrize(
    "line",
    [
        "x = timezone.now()",
        "x = Field(default=timezone.now)",
        "x = datetime.datetime.now()",
        "x = dt.date.today()",
        "x = time.time()",
        "x = timezone.localdate()",
        "x = models.DateTimeField(auto_now_add=True)",
        "from django.utils.timezone import now",
        "from django.db.models.functions import Now",
    ],
)
def test_every_other_clock_is_found(line):
    assert rules.other_clocks(sample(line)) == ["permits/sample.py:1"]
    assert rules.other_clocks(sample(line, "core/clock.py")) == []


def test_our_own_clock_and_durations_are_not_other_clocks():
    assert rules.other_clocks(sample("clock.now(); time.monotonic(); case.time; timezone.localtime(moment)")) == []


def test_the_environment_is_read_in_one_place():
    assert broken(rules.environment_readers, PRODUCT) == []
    assert rules.environment_readers(sample("import os\nos.environ['X']\nos.getenv('X')\n")) == [
        "permits/sample.py:2",
        "permits/sample.py:3",
    ]
    assert rules.environment_readers(sample("os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'x')")) == []
    assert rules.environment_readers(sample("os.environ.setdefault('SECRET', 'x')")) != []


def test_no_stage_is_written_past_the_lifecycle():
    assert broken(rules.stages_written_past_the_lifecycle, rules.sources("permits", "inspections", "web", "api")) == []


@pytest.mark.parametrize(
    "line",
    [
        "Case.objects.create(stage=Stage.GRANTED)",
        "Works.objects.filter(pk=1).update(state='ended')",
        "Case.objects.update_or_create(number=1, stage='x')",
    ],
)
def test_every_way_past_the_lifecycle_is_found(line):
    assert rules.stages_written_past_the_lifecycle(sample(line)) == ["permits/sample.py:1"]


def test_tasks_are_doors():
    doors = [file for file in PRODUCT if file.path.endswith("/tasks.py")]
    assert doors
    assert broken(rules.long_tasks, doors) == []
    room = '@shared_task(name="x")\ndef room():\n    """Words."""\n' + "    work()\n" * 11
    assert rules.long_tasks(sample(room)) == ["permits/sample.py:2"]


def tracked_files():
    """Every text file of the repository, or of the folder when it is no repository."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        paths = [ROOT / name for name in listed.split("\0") if name]
    else:
        left_out = {".venv", "node_modules", "var"}
        paths = [path for path in ROOT.rglob("*") if not left_out & set(path.relative_to(ROOT).parts)]
    for path in paths:
        if path.is_file():
            content = path.read_bytes()
            if b"\0" not in content:
                yield path.relative_to(ROOT).as_posix(), content.decode("utf-8", errors="replace")


def test_no_file_names_a_package_index():
    assert [place for path, text in tracked_files() for place in rules.index_addresses(path, text)] == []


@pytest.mark.parametrize("line", ["https://py" + "pi.org/simple", "--index" + "-url https://x", '"res' + 'olved": "x"'])
def test_every_package_index_is_found(line):
    assert len(rules.index_addresses("f", f"a\n{line}")) == 1


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-node.txt"])
def test_requirements_are_pinned_with_hashes(name):
    entries = (ROOT / name).read_text().replace("\\\n", " ").splitlines()
    pinned = [entry for entry in entries if entry and not entry.lstrip().startswith("#")]
    assert pinned
    assert [entry for entry in pinned if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_the_development_lock_adds_to_the_main_one_and_changes_nothing():
    def pins(name):
        lines = (ROOT / name).read_text().splitlines()
        return {line.split(";")[0].rstrip(" \\") for line in lines if "==" in line and not line.startswith((" ", "#"))}

    assert pins("requirements.txt") - pins("requirements-dev.txt") == set()


def test_migrations_are_complete(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.fixture
def forgotten_model():
    """A model of `core` for which nobody made a migration."""

    class Meta:
        app_label = "core"

    fields = {"__module__": "core.models", "Meta": Meta, "name": models.CharField(max_length=5)}
    yield type("Forgotten", (models.Model,), fields)
    del apps.all_models["core"]["forgotten"]
    apps.clear_cache()


def test_a_missing_migration_is_found(db, forgotten_model):
    with pytest.raises(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)
