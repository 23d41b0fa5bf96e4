"""Seeded SVG busts for the demo's people: no photographs, no real faces."""

from demo.art.portraits.drawing import portrait

__all__ = ["portrait"]
