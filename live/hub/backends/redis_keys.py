"""Names of a topic's keys. The braces keep them on one node of a cluster."""

import secrets

from live.hub.backends.base import TOPIC_FORGOTTEN_AFTER_SECONDS


def keys_of(prefix: str, topic: str) -> list[str]:
    """The three that every script works on."""
    return [f"{prefix}:{{{topic}}}", f"{prefix}:{{{topic}}}:frames", f"{prefix}:{{{topic}}}:latest"]


def channel_of(prefix: str, topic: str) -> str:
    return f"{prefix}:{topic}"


def fresh() -> list[str | int]:
    """An epoch in case the topic has none, and how long an idle topic lives."""
    return [secrets.token_hex(6), TOPIC_FORGOTTEN_AFTER_SECONDS]


def presence_key(prefix: str, topic: str) -> str:
    return f"{prefix}:{{{topic}}}:presence"
