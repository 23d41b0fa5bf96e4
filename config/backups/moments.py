"""Moments as people write them and as file names bear them."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from config.backups.errors import BackupFailed

STAMP = "%Y%m%dT%H%M%S.%fZ"


def stamp_of(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime(STAMP)


def seconds_of(stamp: str) -> float:
    return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC).timestamp()


def shown(seconds: float) -> str:
    """In the site's time zone, to the hundredth."""
    return timezone.localtime(datetime.fromtimestamp(seconds, UTC)).strftime("%Y-%m-%d %H:%M:%S.%f")[:-4]


def end_of(text: str) -> float:
    """The first moment that is too late: "10:15:07" means all of that second; "10:15:07.5" ends where it says.

    Without an offset the site's time zone is meant. Raises BackupFailed.
    """
    try:
        moment = parse_datetime(text.strip())
    except ValueError:
        moment = None
    if moment is None:
        raise BackupFailed(f'"{text}" is no moment. Write it like "2026-11-21 10:15:07", in the site\'s time zone.')
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    return (moment if moment.microsecond else moment + timedelta(seconds=1)).timestamp()
