"""Keeps the open demo rooms alive while the site is served: pictures, people, talk, deals."""

from demo.stage.stage import Stage

__all__ = ["Stage"]
