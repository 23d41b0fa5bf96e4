"""The admin's first page: what waits for somebody, and how the days went, as far as this person's rights reach."""

from config.staff.dashboard.page import fill

__all__ = ["fill"]
