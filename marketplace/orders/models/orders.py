"""One checkout is an `OrderGroup` with one payment; in it an `Order` for each seller. What was agreed is copied."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core.encryption import EncryptedPhoneField
from core.localized import LocalizedTextField
from core.money import Money, MoneyField
from core.phones import mask_phone
from marketplace.catalogue.models import Batch, Variant
from marketplace.orders.states import SENDING_STATES, OrderState

# The one order in which batches are locked everywhere, so that two buyers never wait for each other in a circle.
BATCH_ORDER = ("variant_id", F("batch__best_before").asc(nulls_last=True), "batch__harvested_on", "batch_id", "pk")


class OrderGroup(models.Model):
    number = models.CharField(_("number"), max_length=20, unique=True)
    buyer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="order_groups",
        verbose_name=_("buyer"),
    )
    contact_name = models.CharField(_("name"), max_length=60)
    phone = EncryptedPhoneField(_("phone number"))
    province = models.CharField(_("province"), max_length=40)
    city = models.CharField(_("city"), max_length=40)
    district = models.CharField(_("district or county"), max_length=40, blank=True)
    street = models.CharField(_("street, building, door"), max_length=200)
    note = models.CharField(_("a word for the farms"), max_length=300, blank=True)
    total = MoneyField(_("total"))
    idempotency_scope = models.CharField(max_length=60, editable=False)
    idempotency_key = models.CharField(max_length=100, editable=False)
    placed_at = models.DateTimeField(_("placed"), default=timezone.now, editable=False)
    pay_until = models.DateTimeField(_("to be paid until"))
    paid_at = models.DateTimeField(_("paid"), null=True, blank=True)
    payment = models.OneToOneField(
        "payments.Payment",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("paid by"),
    )

    class Meta:
        verbose_name = _("checkout")
        verbose_name_plural = _("checkouts")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["idempotency_scope", "idempotency_key"], name="one_order_group_per_idempotency_key"
            ),
            models.CheckConstraint(
                condition=Q(payment__isnull=True, paid_at__isnull=True)
                | Q(payment__isnull=False, paid_at__isnull=False),
                name="paid_order_group_names_its_payment",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("orders:order", args=[self.number])

    @property
    def address(self) -> str:
        return " ".join(part for part in (self.province, self.city, self.district, self.street) if part)

    @property
    def addressee(self) -> str:
        return self.contact_name or str(_("Someone who left"))

    @property
    def masked_phone(self) -> str:
        return mask_phone(str(self.phone))


class OrderQuerySet(QuerySet["Order"]):
    def sold_by(self, user: User) -> OrderQuerySet:
        """Paid orders of the farms this person works at. An unpaid one is no farm's business."""
        return self.filter(seller__memberships__user=user, group__paid_at__isnull=False)


class Order(models.Model):
    group = models.ForeignKey(OrderGroup, on_delete=models.PROTECT, related_name="orders", verbose_name=_("checkout"))
    seller = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+", verbose_name=_("seller"))
    seller_name = LocalizedTextField(_("seller's name"), max_length=80)
    number = models.CharField(_("number"), max_length=24, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=OrderState, default=OrderState.PENDING)
    goods = MoneyField(_("goods"))
    shipping = MoneyField(_("post"))
    total = MoneyField(_("total"))
    commission_basis_points = models.PositiveIntegerField(
        _("commission rate"), help_text=_("In hundredths of a percent, frozen at placing.")
    )
    commission = MoneyField(_("commission"))

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["seller", "state", "-id"], name="order_by_seller_and_state")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OrderState.values), name="order_state_known"),
            models.CheckConstraint(condition=Q(total=F("goods") + F("shipping")), name="order_total_adds_up"),
            models.UniqueConstraint(fields=["group", "seller"], name="one_order_per_seller_and_group"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("orders:order", args=[self.number])

    @property
    def is_being_sent(self) -> bool:
        return self.state in SENDING_STATES

    @property
    def seller_gets(self) -> Money:
        return self.total - self.commission


class OrderLineQuerySet(QuerySet["OrderLine"]):
    def in_batch_order(self) -> OrderLineQuerySet:
        return self.order_by(*BATCH_ORDER)


class OrderLine(models.Model):
    """What came from one batch. A variant taken from two batches has two lines."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines", verbose_name=_("order"))
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+", verbose_name=_("size"))
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="order_lines", verbose_name=_("batch"))
    product_name = LocalizedTextField(_("product"), max_length=120)
    variant_name = LocalizedTextField(_("size"), max_length=60)
    batch_code = models.CharField(_("batch code"), max_length=40)
    unit_price = MoneyField(_("unit price"))
    quantity = models.PositiveIntegerField(_("quantity"))
    total = MoneyField(_("total"))
    commission = MoneyField(_("commission"))
    deal_reference = models.CharField(_("deal"), max_length=60, blank=True)
    room_id = models.BigIntegerField(_("live room"), null=True, blank=True, db_index=True)

    objects = OrderLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="order_line_quantity_positive"),
            models.CheckConstraint(condition=Q(total=F("unit_price") * F("quantity")), name="order_line_total_adds_up"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_name}"
