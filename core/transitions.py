"""State machines are tables: `{state: {states it may move to}}`, kept in each app's `states.py`."""

from collections.abc import Mapping, Set

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class IllegalTransition(Refused):
    def __init__(self, old: str, new: str) -> None:
        super().__init__(_("This has already moved on. Reload the page to see where it stands."))
        self.old = old
        self.new = new

    def __repr__(self) -> str:
        return f"IllegalTransition({self.old!r} -> {self.new!r})"


def check_transition[S: str](table: Mapping[S, Set[S]], old: S | str, new: S | str) -> None:
    """Raise `IllegalTransition` unless the table allows `old -> new`. A state missing from the table is a bug: KeyError."""
    if new not in table[old]:  # type: ignore[index]
        raise IllegalTransition(old, new)
