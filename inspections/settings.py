"""The brigade's own choices about its rounds: the defaults of planning.settings with those of the installation."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from inspections.planning.settings import PlanningSettings, SettingInvalid, with_overrides


def planning_settings() -> PlanningSettings:
    """The settings in force. Raises ImproperlyConfigured naming what settings.INSPECTION_ROUNDS has wrong."""
    try:
        return with_overrides(getattr(settings, "INSPECTION_ROUNDS", {}))
    except SettingInvalid as wrong:
        raise ImproperlyConfigured(f"INSPECTION_ROUNDS: {wrong}")
