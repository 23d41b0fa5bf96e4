import io
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Organization, User
from accounts.states import OrganizationKind
from accounts.verification.models import Verification
from core.localized import LocalizedTextField
from demo.content.people import DOMAIN, PASSWORD
from live.rooms.models import Room
from marketplace.catalogue.models import Batch, Product
from marketplace.orders.models import Order
from marketplace.sale_rooms.models import FlashDeal, Pin
from marketplace.storefronts.models import DiaryEntry, Farm
from notifications.models import Notification
from recruiting.applications.models import Application
from recruiting.employers.models import Employer
from recruiting.jobs.models import JobPosting
from recruiting.recruitment_sessions.models import JobPin, Question

LOGINS = ("shopper", "farmer", "host", "worker", "employer", "moderator", "support", "finance", "admin")
ROOT = Path(__file__).resolve().parents[2]


def row_counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def waiting_round() -> Verification:
    return Verification.objects.get(state="submitted")


def test_the_whole_fair_is_there_and_a_second_run_adds_nothing(fair: None) -> None:
    assert Farm.objects.count() == 4
    assert Product.objects.on_sale().count() == 19
    assert JobPosting.objects.open().count() == 20
    assert Employer.objects.count() == 3
    assert sorted(Room.objects.open().values_list("kind", flat=True)) == ["recruitment", "sale", "sale"]
    assert Room.objects.upcoming().count() == 4
    assert Room.objects.replays().count() == 1
    assert FlashDeal.objects.filter(ended_at=None).count() == 1
    assert Pin.objects.filter(unpinned_at=None, sale_room__room__state="open").count() == 2
    assert JobPin.objects.filter(unpinned_at=None).count() == 1
    assert Question.objects.unanswered().count() == 5
    assert Application.objects.count() == 12
    assert sorted(Order.objects.values_list("state", flat=True)) == [
        "delivered", "delivered", "packed", "paid", "paid", "shipped",
    ]  # fmt: skip
    for farm in Farm.objects.all():
        assert farm.chapters.count() >= 3
        assert farm.diary.count() >= 6
        assert farm.diary.filter(loss=True).count() == 1
    unchecked = Organization.objects.filter(verified_at=None).order_by("slug")
    assert list(unchecked.values_list("slug", flat=True)) == ["sister-luo", "xiaoman-kitchen"]
    assert [
        (round_.organization.slug, round_.state, bool(round_.reason), round_.documents.count())
        for round_ in Verification.objects.select_related("organization").order_by("pk")
    ] == [
        ("li-dashan", "approved", False, 2), ("sister-luo", "refused", True, 2), ("xiaoman-kitchen", "submitted", False, 2),
    ]  # fmt: skip
    told = Notification.objects.filter(kind="papers_arrived", url__endswith=f"/{waiting_round().pk}/change/")
    assert sorted(told.values_list("user__email", flat=True)) == [f"admin@{DOMAIN}", f"moderator@{DOMAIN}"]
    before = row_counts()
    said = io.StringIO()

    call_command("load_demo", stdout=said)

    assert row_counts() == before
    assert said.getvalue() == ""


def test_everybody_with_a_login_can_sign_in_and_nobody_else(fair: None) -> None:
    for name in LOGINS:
        response = Client().post("/accounts/login/", {"login": f"{name}@{DOMAIN}", "password": PASSWORD})
        assert response.status_code == 302, name
    can_sign_in = [user for user in User.objects.all() if user.has_usable_password()]
    assert sorted(user.email for user in can_sign_in) == sorted(f"{name}@{DOMAIN}" for name in LOGINS)
    assert User.objects.get(email=f"worker@{DOMAIN}").phone
    farmer = User.objects.get(email=f"farmer@{DOMAIN}")
    assert farmer.memberships.get(role="owner").organization.kind == OrganizationKind.FARM
    assert User.objects.get(email=f"host@{DOMAIN}").memberships.filter(role="host").count() == 2


def test_every_text_is_in_both_languages(fair: None) -> None:
    seen = 0
    for model in apps.get_models():
        fields = [field for field in model._meta.get_fields() if isinstance(field, LocalizedTextField)]
        if not fields:
            continue
        for row in model._default_manager.all():
            for field in fields:
                words = getattr(row, field.name)
                if words:
                    seen += 1
                    assert set(words) == {"en", "zh-hans"}, f"{model.__name__} {row.pk} {field.name}: {words}"
                elif not field.blank:
                    pytest.fail(f"{model.__name__} {row.pk} {field.name} is empty")
    assert seen > 300


def test_the_diary_ends_this_week_and_codes_name_the_week_of_the_harvest(fair: None) -> None:
    newest = DiaryEntry.objects.order_by("-date")[0]
    assert (timezone.localdate() - newest.date).days <= 1
    for batch in Batch.objects.all():
        assert batch.code.split("-")[1] == f"{batch.harvested_on.isocalendar().week:02}"
