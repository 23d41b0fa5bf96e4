from django.db import models
from django.utils.translation import gettext_lazy as _


class ProductState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ON_SALE = "on_sale", _("On the stall")
    PAUSED = "paused", _("Paused")
    RETIRED = "retired", _("Retired")


PRODUCT_TRANSITIONS: dict[ProductState, frozenset[ProductState]] = {
    ProductState.DRAFT: frozenset({ProductState.ON_SALE, ProductState.RETIRED}),
    ProductState.ON_SALE: frozenset({ProductState.PAUSED, ProductState.RETIRED}),
    ProductState.PAUSED: frozenset({ProductState.ON_SALE, ProductState.RETIRED}),
    ProductState.RETIRED: frozenset(),
}


class MovementReason(models.TextChoices):
    """Why a farmer changed a batch's stock by hand. Sales are the orders' own record."""

    HARVEST = "harvest", _("Picked or made")
    COUNT = "count", _("Counted again")
    SPOILED = "spoiled", _("Spoiled")
    GIVEN_AWAY = "given_away", _("Given away or eaten")
    SOLD_ELSEWHERE = "sold_elsewhere", _("Sold elsewhere")
    OTHER = "other", _("Something else")
