"""One settings module, built from one file per topic."""

from config.settings.api import *  # noqa: F403
from config.settings.base import *  # noqa: F403
from config.settings.cache import *  # noqa: F403
from config.settings.city import *  # noqa: F403
from config.settings.database import *  # noqa: F403
from config.settings.demo import *  # noqa: F403
from config.settings.i18n import *  # noqa: F403
from config.settings.logging import *  # noqa: F403
from config.settings.production import refuse_unfit
from config.settings.queue import *  # noqa: F403
from config.settings.security import *  # noqa: F403
from config.settings.storage import *  # noqa: F403

refuse_unfit(globals())
