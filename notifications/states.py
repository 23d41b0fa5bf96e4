from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    IN_APP = "in_app", _("On the site")
    EMAIL = "email", _("E-mail")


class DeliveryState(models.TextChoices):
    PENDING = "pending", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Given up")


DELIVERY_TRANSITIONS: dict[str, set[str]] = {
    DeliveryState.PENDING: {DeliveryState.SENT, DeliveryState.FAILED},
    DeliveryState.SENT: set(),
    DeliveryState.FAILED: {DeliveryState.PENDING},
}
