"""Where a person is logged in, and how they log out there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.events import LoginsEnded
from accounts.models import User
from accounts.queries import is_login_of
from core.events import publish

SEEN_KEY = "seen_at"
BEGAN_KEY = "began_at"
LONGEST_LOGIN = timedelta(days=90)
SEEN_AGAIN_AFTER = timedelta(hours=1)

BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
)
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Login:
    pk: int
    browser: str
    system: str
    address: str
    began_at: datetime
    seen_at: datetime
    is_current: bool


def logins_of(*, user: User, session_key: str | None, now: datetime) -> list[Login]:
    """The living logins, this one first, then the latest seen. Three queries, however many there are."""
    known = {row.session_key: row for row in UserSession.objects.filter(user=user)}
    living = {
        session.session_key
        for session in Session.objects.filter(session_key__in=known, expire_date__gt=now)
        if is_login_of(session=session, user=user)
    }
    rows = [_login(row, session_key) for key, row in known.items() if key in living]
    return sorted(rows, key=lambda login: (not login.is_current, -login.seen_at.timestamp()))


@transaction.atomic
def end_login(*, user: User, pk: int) -> None:
    """Raises UserSession.DoesNotExist for a login that is not theirs."""
    UserSession.objects.get(user=user, pk=pk).end()
    publish(LoginsEnded(user_id=user.pk), actor=user)


@transaction.atomic
def end_other_logins(*, user: User, session_key: str | None) -> int:
    """Everywhere but here. Returns how many it were."""
    others = UserSession.objects.filter(user=user).exclude(session_key=session_key)
    Session.objects.filter(session_key__in=list(others.values_list("session_key", flat=True))).delete()
    publish(LoginsEnded(user_id=user.pk))
    return others.delete()[0]


@transaction.atomic
def note_logout(*, user: User) -> None:
    """The session itself has just been emptied."""
    publish(LoginsEnded(user_id=user.pk), actor=user)


def note_login(*, session: SessionBase, now: datetime) -> None:
    session[BEGAN_KEY] = session[SEEN_KEY] = now.timestamp()


def note_seen(*, session: SessionBase, address: str, now: datetime) -> None:
    """Once an hour, so that a page seen costs no writing. Logins made before this was counted are left alone."""
    seen = session.get(SEEN_KEY)
    if seen is None or now.timestamp() - seen < SEEN_AGAIN_AFTER.total_seconds():
        return
    if now.timestamp() - session.get(BEGAN_KEY, seen) > LONGEST_LOGIN.total_seconds():
        session.flush()  # however often it was used: the next page asks who it is
        return
    session[SEEN_KEY] = now.timestamp()
    UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=now, ip=address)


def _login(row: UserSession, session_key: str | None) -> Login:
    return Login(
        pk=row.pk,
        browser=_first(BROWSERS, row.user_agent) or ("Safari" if "Safari" in row.user_agent else ""),
        system=_first(SYSTEMS, row.user_agent),
        address=str(row.ip),
        began_at=row.created_at,
        seen_at=row.last_seen_at,
        is_current=row.session_key == session_key,
    )


def _first(names: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for sign, name in names if sign in text), "")
