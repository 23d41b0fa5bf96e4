"""What stands on an employer's face and desk. The apps above register their panels; employers never imports them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recruiting.employers.models import Employer


class FacePanel:
    """A part of the page that workers see. `template_name` is included with the context as `panel`."""

    template_name: str
    position = 0

    def context(self, *, employer: Employer, user: Any) -> dict[str, Any]:
        """An empty dict shows nothing."""
        return {}


class DeskPanel:
    """A part of the desk's first page. Lower positions come first: what cannot wait."""

    template_name: str
    position = 0

    def context(self, *, user: Any) -> dict[str, Any]:
        """Over all employers that this person manages. An empty dict shows nothing."""
        return {}


_face_panels: dict[str, FacePanel] = {}
_desk_panels: dict[str, DeskPanel] = {}


def register_face_panel(panel: FacePanel) -> None:
    _face_panels[panel.template_name] = panel


def register_desk_panel(panel: DeskPanel) -> None:
    _desk_panels[panel.template_name] = panel


def face_panels(*, employer: Employer, user: Any) -> list[tuple[str, dict[str, Any]]]:
    """`(template name, context)` of what there is to show, in order."""
    ordered = sorted(_face_panels.values(), key=lambda panel: panel.position)
    shown = ((panel.template_name, panel.context(employer=employer, user=user)) for panel in ordered)
    return [(template_name, context) for template_name, context in shown if context]


def desk_panels(*, user: Any) -> list[tuple[str, dict[str, Any]]]:
    ordered = sorted(_desk_panels.values(), key=lambda panel: panel.position)
    shown = ((panel.template_name, panel.context(user=user)) for panel in ordered)
    return [(template_name, context) for template_name, context in shown if context]
