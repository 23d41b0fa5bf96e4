from marketplace.catalogue.models.batches import Batch, StockMovement
from marketplace.catalogue.models.products import Product, Variant

__all__ = ["Batch", "Product", "StockMovement", "Variant"]
