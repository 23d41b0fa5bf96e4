from django.db import models
from django.utils.translation import gettext_lazy as _


class MovementKind(models.TextChoices):
    """What happened to units of a flash deal: held for a buyer, given back, or sold."""

    CLAIMED = "claimed", _("Held for a buyer")
    RELEASED = "released", _("Given back")
    SOLD = "sold", _("Sold")
