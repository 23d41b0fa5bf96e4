"""Beat needs no file, and does the rare things at every start."""

from types import SimpleNamespace

import celery.beat
from django.conf import settings

from config.celery import app
from config.schedule import Scheduler
from config.worker import EmbeddedWorker


def test_everything_is_due_when_beat_starts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    scheduler = Scheduler(app)
    assert set(scheduler.schedule) >= set(settings.CELERY_BEAT_SCHEDULE)
    assert [name for name, entry in scheduler.schedule.items() if not entry.is_due().is_due] == []
    scheduler.sync()
    scheduler.close()
    assert list(tmp_path.iterdir()) == []


def test_celery_s_own_would_wait_an_hour_for_the_hourly():
    """The negative control."""
    scheduler = celery.beat.Scheduler(app)
    assert not scheduler.schedule["forget-what-is-old"].is_due().is_due


def test_it_is_the_site_s():
    assert settings.CELERY_BEAT_SCHEDULER == "config.schedule.Scheduler"
    assert app.conf.beat_scheduler == "config.schedule.Scheduler"


def test_also_beside_the_pages(monkeypatch):
    monkeypatch.setattr("config.worker._Worker", lambda ready: SimpleNamespace(start=lambda: None))
    assert isinstance(EmbeddedWorker()._beat.service.scheduler, Scheduler)


def test_celery_s_own_would_be_another():
    """The negative control."""
    assert celery.beat.EmbeddedService(app, thread=True).service.scheduler_cls is celery.beat.PersistentScheduler
