from marketplace.catalogue.forms.products import ProductForm, VariantForm
from marketplace.catalogue.forms.stock import BatchForm, NewBatchForm, StockForm

__all__ = ["BatchForm", "NewBatchForm", "ProductForm", "StockForm", "VariantForm"]
