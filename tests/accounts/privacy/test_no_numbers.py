"""After people joined, ordered and applied by the pages, no table holds a number that could be read."""

import pytest
from django.db import connection

from accounts.models import User
from tests.accounts.privacy.test_erasure import an_open_job, everything_that_says_a_name
from tests.factories.orders import TYPED_CONTACT, put_in_basket, variant_of

pytestmark = pytest.mark.django_db
DIGITS = "13900007788"


def test_no_row_of_any_table_holds_the_digits(client, django_capture_on_commit_callbacks):
    job = an_open_job()
    with django_capture_on_commit_callbacks(execute=True):
        user = User.objects.create_user(phone=f"+86{DIGITS}", phone_verified=True, name="A-Qiang")
        client.force_login(user)
        put_in_basket(client, variant_of())
        answer = client.post("/checkout/", TYPED_CONTACT | {"phone": "139 0000 7788", "idempotency_key": "key-1"})
        assert answer.status_code == 303
        headers = {"HX-Request": "true", "Idempotency-Key": "key-2"}
        client.post(f"/jobs/{job.slug}/apply/", {"name": "A-Qiang", "phone": DIGITS}, headers=headers)
    assert user.order_groups.get().phone == user.applications.get().phone == f"+86{DIGITS}"
    left = everything_that_says_a_name()
    assert "A-Qiang" in left  # negative control: the dump sees what is written plainly
    for written in (DIGITS, "139 0000 7788"):
        assert written not in left
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM accounts_user WHERE id = %s", [user.pk])
        assert cursor.fetchone()[0].startswith("e1:")
