"""Brings `demo.content` into the database through the apps' own services."""

from demo.loading.loader import is_loaded, load_fair, steps_to_load

__all__ = ["is_loaded", "load_fair", "steps_to_load"]
