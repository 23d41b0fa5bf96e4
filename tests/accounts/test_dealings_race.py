"""A block, or the closing, at the very moment in which somebody writes or orders: it waits until that is written, and then
nothing more gets in. The controls leave out the lock, and the word comes after the block.

PostgreSQL alone lets two write at once; SQLite's single writer keeps the same order by itself.
"""

import threading
from contextlib import suppress

import pytest
from django.db import connection

from accounts.models import Organization, User
from accounts.services import dealings
from accounts.services.closing import Unfinished, close_organization
from accounts.services.dealings import Excluded
from accounts.services.exclusions import exclude_person
from live.chat.models import Message
from live.chat.services import messages
from live.rooms.models import Room
from marketplace.orders.models import Order
from marketplace.orders.services import checkout
from marketplace.storefronts.models import Farm
from tests.factories.accounts import UserFactory
from tests.factories.orders import CONTACT, cart_with, farm_of, variant_of
from tests.factories.sale_rooms import sale_room_of
from tests.marketplace.orders.services.test_race import PATIENCE_SECONDS, let_loose

pytestmark = pytest.mark.django_db(transaction=True)
ON_POSTGRESQL = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="one writer at a time")
WHO_WAITS_FOR_ME = "SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"


class Meeting:
    """One has written and not yet committed when the other begins. It commits when the other waits for it; in a control,
    where nobody waits, when the other is done."""

    def __init__(self, *, is_control: bool) -> None:
        self.is_control = is_control
        self.has_written, self.other_is_done = threading.Event(), threading.Event()

    def in_the_middle(self, publish):
        def publish_and_linger(*args, **kwargs):
            publish(*args, **kwargs)
            self.has_written.set()
            if self.is_control:
                assert self.other_is_done.wait(PATIENCE_SECONDS)
            elif connection.vendor == "postgresql":
                while not self._somebody_waits():
                    pass

        return publish_and_linger

    def _somebody_waits(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(WHO_WAITS_FOR_ME)
            return bool(cursor.fetchone()[0]) or self.other_is_done.is_set()

    def after(self, act):
        def run():
            assert self.has_written.wait(PATIENCE_SECONDS)
            try:
                return act()
            finally:
                self.other_is_done.set()

        return run


def without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dealings, "hold_shared", lambda *, found: list(found))


@pytest.fixture
def owner(transactional_db) -> User:
    return UserFactory()


@pytest.fixture
def farm(owner: User) -> Farm:
    return farm_of(owner)


@pytest.fixture
def room(farm: Farm, owner: User) -> Room:
    return sale_room_of(farm, host=owner, state="open").room


def say(room: Room, author: User, body: str) -> str:
    messages.post_message(room=room, author=author, body=body, client_id=body)
    return "written"


def block_while_writing(monkeypatch, room: Room, owner: User, author: User, *, is_control: bool) -> int:
    """How many messages stood in the room when the block was over."""
    meeting = Meeting(is_control=is_control)
    monkeypatch.setattr(messages, "publish", meeting.in_the_middle(messages.publish))
    seen = []

    def block() -> str:
        exclude_person(organization=room.organization, actor=owner, person=author, reason="Insults")
        seen.append(Message.objects.count())
        return "blocked"

    answers = let_loose(lambda act: act(), [lambda: say(room, author, "Hello"), meeting.after(block)])
    assert answers == {"written": 1, "blocked": 1}
    return seen[0]


def test_a_block_waits_for_the_word_that_is_being_written(monkeypatch, room: Room, owner: User, shopper: User) -> None:
    assert block_while_writing(monkeypatch, room, owner, shopper, is_control=False) == 1
    monkeypatch.undo()
    with pytest.raises(Excluded):
        say(room, shopper, "One more")


@ON_POSTGRESQL
def test_without_the_lock_a_word_comes_after_the_block(monkeypatch, room: Room, owner: User, shopper: User) -> None:
    without_the_lock(monkeypatch)
    assert block_while_writing(monkeypatch, room, owner, shopper, is_control=True) == 0
    assert Message.objects.count() == 1


def test_a_crowd_that_writes_is_silent_once_the_block_is_over(room: Room, owner: User, shopper: User) -> None:
    seen = []

    def block() -> str:
        exclude_person(organization=room.organization, actor=owner, person=shopper, reason="Insults")
        seen.append(Message.objects.count())
        return "blocked"

    def write(body: str):
        def act() -> str:
            with suppress(Excluded):
                say(room, shopper, body)
            return "done"

        return act

    answers = let_loose(lambda act: act(), [*[write(f"Word {n}") for n in range(4)], block])
    assert answers == {"done": 4, "blocked": 1}
    assert Message.objects.count() == seen[0]


def close_while_ordering(monkeypatch, farm: Farm, owner: User, *, is_control: bool):
    meeting = Meeting(is_control=is_control)
    monkeypatch.setattr(checkout, "publish", meeting.in_the_middle(checkout.publish))
    cart = cart_with((variant_of(farm), 1))

    def order() -> str:
        checkout.place_order(buyer=None, cart=cart, contact=CONTACT, idempotency_key="once")
        return "ordered"

    def close() -> str:
        try:
            close_organization(organization=farm.organization, actor=owner)
        except Unfinished:
            return "unfinished"
        return "closed"

    return let_loose(lambda act: act(), [order, meeting.after(close)])


def test_closing_waits_for_the_order_that_is_being_placed(monkeypatch, farm: Farm, owner: User) -> None:
    answers = close_while_ordering(monkeypatch, farm, owner, is_control=False)
    assert answers == {"ordered": 1, "unfinished": 1}
    assert Organization.objects.get(pk=farm.pk).state == "open"


@ON_POSTGRESQL
def test_without_the_lock_a_closed_farm_has_an_order(monkeypatch, farm: Farm, owner: User) -> None:
    without_the_lock(monkeypatch)
    assert close_while_ordering(monkeypatch, farm, owner, is_control=True) == {"ordered": 1, "closed": 1}
    assert Order.objects.filter(seller__state="closed", state="pending").count() == 1


@ON_POSTGRESQL
def test_who_begins_something_keeps_nobody_else_from_it(monkeypatch, room: Room, shopper: User, stranger: User) -> None:
    """Shared is shared: while one is being served, another is served too."""
    meeting = Meeting(is_control=True)
    linger = meeting.in_the_middle(messages.publish)
    real = messages.publish
    first = []

    def publish(event, *, actor):
        if actor == shopper and not first:
            first.append(actor)
            return linger(event, actor=actor)
        return real(event, actor=actor)

    monkeypatch.setattr(messages, "publish", publish)
    answers = let_loose(
        lambda act: act(),
        [lambda: say(room, shopper, "Hello"), meeting.after(lambda: say(room, stranger, "Me too"))],
    )
    assert answers == {"written": 2}
