"""Every model of recruiting has a list that opens, can be searched, and asks as often for one row as for three."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.localized import LocalizedText
from recruiting.applications.models import Application
from recruiting.applications.services.reveals import reveal_phone
from recruiting.recruitment_sessions.services.questions import ask_question
from recruiting.recruitment_sessions.services.sessions import schedule_session
from tests.factories.recruiting import ApplicationFactory, JobFactory

LABELS = ["employers", "jobs", "applications", "recruitment_sessions"]
MODELS = [
    model for label in LABELS for model in apps.get_app_config(label).get_models() if not model._meta.auto_created
]


@pytest.fixture
def boss(client, db):
    user = User.objects.create_superuser(email="admin@example.com", password="pass-word-1", name="Admin")
    client.force_login(user)
    return client


@pytest.fixture
def rows(employer, owner, stranger):
    """One more of most things each time it is called."""

    def add():
        job = JobFactory(employer=employer)
        reveal_phone(application=ApplicationFactory(job=job), viewer=owner)
        session = schedule_session(
            employer=employer, host=owner, title=LocalizedText.of("Walk the line"), starts_at=timezone.now(), jobs=[job]
        )
        ask_question(session=session, author=stranger, body="How many beds?")

    return add


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_list_opens_can_be_searched_and_counts_its_queries(boss, rows, model):
    assert model in admin.site._registry
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    counts = []
    for size in (1, 2):
        for _row in range(size):
            rows()
        with CaptureQueriesContext(connection) as queries:
            assert boss.get(address).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert boss.get(address, {"q": "手机 5"}).status_code == 200
    row = model.objects.first()
    if row is not None:
        edit = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
        assert boss.get(edit).status_code == 200


def test_numbers_are_masked_in_the_admin_too(boss, job):
    application = ApplicationFactory(job=job, phone="+8613900007788")

    page = boss.get(reverse("admin:applications_application_change", args=[application.pk])).content.decode()
    page += boss.get(reverse("admin:applications_application_changelist")).content.decode()

    assert "139••••7788" in page
    assert "13900007788" not in page
    assert Application.objects.get().token not in page
