"""The admin over the whole demo fair: no page breaks, for nobody, and no list asks more for three rows than for one."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from demo.content.people import DOMAIN
from tests.config.staff.table import PAGES

LABELS = sorted(PAGES)
STAFF = ("support", "moderator", "finance", "admin")


def client_of(login):
    client = Client()
    client.force_login(User.objects.get(email=f"{login}@{DOMAIN}"))
    return client


def address(label, page, *args):
    return reverse(f"admin:{label.lower().replace('.', '_')}_{page}", args=args)


@pytest.mark.parametrize("login", STAFF)
@pytest.mark.parametrize("label", LABELS)
def test_pages_answer(fair, label, login):
    client = client_of(login)
    right = 200 if "v" in PAGES[label][("support", "moderator", "finance", "admin").index(login)] else 403
    assert client.get(address(label, "changelist"), {"q": "大山 7"}).status_code == right
    for row in apps.get_model(label)._default_manager.order_by("pk")[:2]:
        assert client.get(address(label, "change", row.pk)).status_code == right


@pytest.mark.parametrize("label", LABELS)
def test_lists_ask_as_often_for_three_rows_as_for_one(fair, monkeypatch, label):
    model = apps.get_model(label)
    rows = model._default_manager.count()
    client, page, counts = client_of("admin"), admin.site.get_model_admin(model), []
    for shown in (1, 3):
        monkeypatch.setattr(page, "list_per_page", shown)
        client.get(address(label, "changelist"))
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address(label, "changelist"))
        counts.append(len(queries))
        assert len(answer.context["cl"].result_list) <= min(shown, rows)
    assert counts[0] == counts[1]


@pytest.mark.parametrize("login", STAFF)
def test_the_first_page_and_its_lists(fair, login):
    client = client_of(login)
    context = client.get("/admin/").context
    shown = [*context["figures"], *context["charts"]]
    assert shown
    for panel in shown:
        assert client.get(panel.link).status_code == 200
    for group in context["sidebar_navigation"]:
        for item in group["items"]:
            assert client.get(item["link"]).status_code == 200
