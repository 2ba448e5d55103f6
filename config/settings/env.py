"""The only reader of the process environment."""

from pathlib import Path

import environ

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
#: Everything that is made at run time and must survive a restart; one city each.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()

PORT = env.int("PORT", default=8000)
#: Set to 0: an empty city instead of the demo city.
DEMO = env.bool("DEMO", default=True)
