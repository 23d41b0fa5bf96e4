import pytest
from django.urls import reverse

from accounts.models import User
from accounts.privacy.models import Export
from accounts.privacy.services.consents import record_consent
from accounts.privacy.services.erasure import erase_account
from accounts.privacy.services.exports import pack, request_export
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    user = User.objects.create_superuser(email="boss@example.com", password="pass-word-1", name="Boss")
    client.force_login(user)
    return client


def test_the_admin_shows_what_happened_and_hands_out_no_archive(boss, shopper):
    record_consent(user=shopper, purpose="live_mail", decision="given", place="my data")
    pack(export_id=request_export(user=shopper).pk)
    erase_account(user=UserFactory(), actor=None)
    for model in ("consentreceipt", "erasure", "export"):
        assert boss.get(reverse(f"admin:privacy_{model}_changelist")).status_code == 200
        assert boss.get(reverse(f"admin:privacy_{model}_add")).status_code == 403
    export = Export.objects.get()
    page = boss.get(reverse("admin:privacy_export_change", args=[export.pk])).content.decode()
    assert "shopper" in page.lower() or "Mei" in page
    assert export.file.name not in page and ".zip" not in page
