import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

app = Celery("daji")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

import config.operations.tasks  # noqa: E402, F401  its signal handlers
