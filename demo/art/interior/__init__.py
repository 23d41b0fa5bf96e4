"""Rooms and halls, and the things that stand in them."""
