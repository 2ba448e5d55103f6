"""Celery, its broker and the periodic jobs' clock."""

from config.settings.env import env

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="")
CELERY_TIMEZONE = "Asia/Shanghai"
