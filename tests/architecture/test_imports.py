"""Imports only point down: the contracts of pyproject.toml hold here, and break where they should."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_rules import ROOT

LINTER = Path(sys.executable).with_name("lint-imports")
#: The smallest house the contracts can look at.
HOUSE = """
config/__init__.py config/broker.py config/supervisor/__init__.py api/__init__.py web/__init__.py
notifications/__init__.py inspections/__init__.py permits/__init__.py core/__init__.py core/queue.py core/tasks.py
core/workdays.py core/geo.py core/pdf/__init__.py permits/services/__init__.py permits/selectors/__init__.py
permits/policy.py permits/messages.py permits/models/__init__.py permits/lifecycle.py permits/documents/__init__.py
permits/plan/__init__.py permits/rules/__init__.py permits/tasks.py inspections/rules/__init__.py
inspections/planning/__init__.py inspections/documents/__init__.py inspections/models/__init__.py
"""


def lint(folder: Path) -> subprocess.CompletedProcess:
    return subprocess.run([LINTER, "--no-cache"], cwd=folder, capture_output=True, text=True, timeout=120)


@pytest.fixture
def house(tmp_path):
    """A house that keeps the contracts; tests add the import that breaks one."""
    for name in HOUSE.split():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold():
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


def test_the_smallest_house_keeps_them(house):
    (house / "core" / "tasks.py").write_text("import celery\n")
    (house / "core" / "queue.py").write_text("import celery, kombu\n")
    (house / "permits" / "services" / "__init__.py").write_text("import core.queue, permits.models, permits.rules\n")
    result = lint(house)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("core/geo.py", "import permits.rules", "only downward"),
        ("permits/services/__init__.py", "import inspections", "only downward"),
        ("web/__init__.py", "import api", "strangers"),
        ("permits/models/__init__.py", "import permits.services", "Inside permits"),
        ("permits/rules/__init__.py", "import permits.plan", "Inside permits"),
        ("permits/rules/__init__.py", "import django.db", "know no framework"),
        ("permits/models/__init__.py", "import rest_framework", "API framework"),
        ("permits/services/__init__.py", "import celery", "know Celery"),
        ("config/supervisor/__init__.py", "import permits.models", "nothing they do not need"),
    ],
)
def test_each_contract_can_break(house, module, line, contract):
    (house / module).write_text(f"{line}\n")
    result = lint(house)
    assert result.returncode == 1, result.stdout
    (broken,) = [row for row in result.stdout.splitlines() if row.endswith("BROKEN")]
    assert contract in broken
