"""Eight codes are asked for at once, each over a connection of its own, and five may go out.

The control reads and then writes, as one would at first, and must send more: so the test can fail.
"""

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import TextCount
from accounts.services.texts import Limit, TextRefused, claim_text
from tests.marketplace.orders.services.test_race import PATIENCE_SECONDS, let_loose

pytestmark = pytest.mark.django_db(transaction=True)
ASKERS, BUDGET = 8, 5


@pytest.fixture(autouse=True)
def _limits(settings) -> None:
    settings.DAJI_SMS_PER_DAY = settings.DAJI_SMS_PER_NUMBER = BUDGET
    settings.DAJI_SMS_PREFIX_PERCENT = 100
    # The day is new: what eight at once find left over from yesterday is cleared away by all of them.
    yesterday = timezone.localdate() - timedelta(days=1)
    TextCount.objects.bulk_create(TextCount(day=yesterday, key=str(number), sent=1) for number in range(20))


def ask(number: int, to: str) -> str:
    try:
        claim_text(to=to, address=f"198.51.100.{number}", now=timezone.now())
    except TextRefused:
        return "refused"
    return "sent"


def counted(name: str, of: str = "") -> int:
    key = Limit(name, of, 0, "").key
    return TextCount.objects.get(day=timezone.localdate(), key=key).sent


def test_the_budget_of_the_day() -> None:
    answers = let_loose(lambda number: ask(number, f"+86139{number:04}7788"), range(ASKERS))
    assert answers == {"sent": BUDGET, "refused": ASKERS - BUDGET}
    assert counted("all") == BUDGET
    assert TextCount.objects.filter(day__lt=timezone.localdate()).count() == 0


def test_the_share_of_one_number(settings) -> None:
    settings.DAJI_SMS_PER_DAY = 100
    answers = let_loose(lambda number: ask(number, "+8613912347788"), range(ASKERS))
    assert answers == {"sent": BUDGET, "refused": ASKERS - BUDGET}
    # What is refused leaves nothing behind, in the counts above it neither.
    assert (counted("number", "+8613912347788"), counted("all")) == (BUDGET, BUDGET)


def test_reading_and_then_writing_sends_too_many() -> None:
    has_read = threading.Barrier(ASKERS, timeout=PATIENCE_SECONDS)
    key = Limit("all", "", 0, "").key
    day = timezone.localdate()
    TextCount.objects.create(day=day, key=key)

    def claim_naively(number: int) -> str:
        count = TextCount.objects.get(day=day, key=key)
        has_read.wait()
        if count.sent >= BUDGET:
            return "refused"
        TextCount.objects.filter(pk=count.pk).update(sent=count.sent + 1)
        return "sent"

    assert let_loose(claim_naively, range(ASKERS)) == {"sent": ASKERS}
