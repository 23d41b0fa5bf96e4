from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import models

from accounts.audit.models import AuditEntry
from core.client_address import current_client_address, network_of
from core.request_ids import current_request_id

if TYPE_CHECKING:
    from accounts.models import User

ACTION = re.compile(r"[a-z_]+(\.[a-z_]+)+")
# By what a thing is called without naming a person: an entry must not keep the name of somebody who left.
IMPERSONAL_NAMES = ("number", "slug", "code")


def record_act(
    *,
    actor: User | None,
    action: str,
    target: models.Model | None = None,
    reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Write down, for good, what somebody did; in the transaction of the act itself, so that both stand or neither.

    `action` is dotted and in the past tense: "phone.revealed". `details` is JSON and never holds a secret or a number.
    `actor` is None for what the site does by itself. Of the address it came from only the network is kept: entries are for
    good. The whole one stands for a month in the log line of the request that `request_id` names.
    """
    if not ACTION.fullmatch(action):
        raise ValueError(f"An action is dotted and in lower case, such as phone.revealed, not {action!r}.")
    return AuditEntry.objects.create(
        actor=actor if actor is not None and actor.pk else None,
        action=action,
        target_type=target._meta.label_lower if target is not None else "",
        target_id=str(target.pk) if target is not None else "",
        target_label=_label(target) if target is not None else "",
        reason=reason.strip(),
        details=dict(details or {}),
        request_id=current_request_id(),
        network=network_of(current_client_address()),
    )


def _label(target: models.Model) -> str:
    for name in IMPERSONAL_NAMES:
        if isinstance(found := getattr(target, name, None), str) and found:
            return found[:200]
    return f"#{target.pk}"
