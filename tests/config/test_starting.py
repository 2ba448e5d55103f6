"""What a command says when the environment is unfit: every reason, before anything is touched."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def manage(folder, *words, **environment):
    environment = {"PATH": "/usr/bin:/bin", "VAR_DIR": str(folder / "var")} | environment
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)


def test_production_with_nothing_set_is_refused(tmp_path):
    refused = manage(tmp_path, "check", ENVIRONMENT="production")
    assert refused.returncode != 0
    for reason in ("SECRET_KEY", "DATABASE_URL", "CELERY_BROKER_URL", "PUBLIC_URL"):
        assert reason in refused.stderr


def test_a_production_fully_set_passes_djangos_own_deployment_checks(tmp_path):
    passed = manage(
        tmp_path,
        *("check", "--deploy", "--fail-level", "WARNING", "--tag", "security"),
        ENVIRONMENT="production",
        SECRET_KEY="k3y-" * 15 + "!?",
        DATABASE_URL="postgres://nobody@127.0.0.1:1/none",
        CELERY_BROKER_URL="amqp://127.0.0.1:1//",
        PUBLIC_URL="https://roadworks.example",
        ALLOWED_HOSTS="roadworks.example",
    )
    assert passed.returncode == 0, passed.stderr


def test_logs_are_json_lines_on_standard_error(tmp_path):
    code = "import logging, structlog; structlog.get_logger('a').info('works_started', number='W1'); "
    code += "logging.getLogger('b').warning('计划 %s', 7)"
    done = manage(tmp_path, "shell", "--no-imports", "--command", code)
    assert done.returncode == 0, done.stderr
    lines = {line["logger"]: line for line in map(json.loads, done.stderr.splitlines())}
    assert lines["a"]["event"] == "works_started"
    assert lines["a"]["number"] == "W1"
    assert lines["b"]["event"] == "计划 7"
    assert lines["b"]["level"] == "warning"
    assert "计划" in done.stderr
