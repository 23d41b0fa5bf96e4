"""With the farm its goods leave the stall. The page of a batch stays: boxes with its code stand in kitchens."""

from accounts.kinds import Business, register_business
from accounts.models import Organization, User
from marketplace.catalogue.models import Product
from marketplace.catalogue.services.products import retire_product
from marketplace.catalogue.states import ProductState


def _retire(organization: Organization, actor: User) -> None:
    goods = Product.objects.filter(farm__organization=organization).exclude(state=ProductState.RETIRED)
    for product in goods.select_related("farm__organization").order_by("pk"):
        retire_product(product=product, actor=actor)


def register() -> None:
    register_business(Business(name="goods", wind_up=_retire))
