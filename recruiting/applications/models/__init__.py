from recruiting.applications.models.applications import Application
from recruiting.applications.models.moves import ApplicationMove
from recruiting.applications.models.reveals import PhoneReveal

__all__ = ["Application", "ApplicationMove", "PhoneReveal"]
