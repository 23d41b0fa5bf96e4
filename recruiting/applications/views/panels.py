"""Leads that wait, on the desk's first page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from recruiting.applications.queries.leads import leads_of, waiting_too_long
from recruiting.applications.states import ApplicationState
from recruiting.employers.kinds import DeskPanel

LEADS_ON_THE_DESK = 5


class WaitingLeads(DeskPanel):
    template_name = "recruiting/applications/_desk_panel.html"
    position = 10

    def context(self, *, user: Any) -> dict[str, Any]:
        found = leads_of(user=user)
        new = found.filter(state=ApplicationState.NEW)
        return {
            "new": new.count(),
            "late": waiting_too_long(leads=found, now=timezone.now()).count(),
            "leads": list(new.order_by("state_since", "pk")[:LEADS_ON_THE_DESK]),
        }
