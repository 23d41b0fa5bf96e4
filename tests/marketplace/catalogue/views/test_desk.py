import datetime

import pytest
from django.urls import reverse

from core.localized import LocalizedText
from core.money import Money
from marketplace.catalogue.models import Batch, Product, StockMovement, Variant
from marketplace.catalogue.states import MovementReason, ProductState
from marketplace.storefronts.models import Farm
from tests.factories.catalogue import BatchFactory, ProductFactory, VariantFactory
from tests.factories.storefronts import FarmFactory, PlotFactory
from tests.factories.uploads import PictureFactory, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, owner):
    client.force_login(owner)
    return client


def urls(farm: Farm, names: list[str]) -> list[str]:
    batch = BatchFactory(variant__product__farm=farm)
    keys = {"slug": batch.variant.product.slug, "sku": batch.variant.sku, "code": batch.code}
    return [
        reverse(f"catalogue:{name}", args=[keys[key]] if key else []) for name, key in (n.split(":") for n in names)
    ]


LISTS = ["goods:", "new-product:"]
PAGES = ["goods-product:slug", "words:slug", "new-size:slug", "size:sku", "new-batch:sku", "goods-batch:code",
         "batch-details:code"]  # fmt: skip
VERBS = ["state:slug", "size-withdrawal:sku"]


def test_every_page_opens_in_both_languages(desk, farm):
    for language in ("en", "zh-hans"):
        for url in urls(farm, LISTS + PAGES):
            assert desk.get(url, headers={"Accept-Language": language}).status_code == 200, url


def test_members_without_the_role_and_strangers_find_nothing(client, farm, outsider):
    client.force_login(outsider)
    for url in urls(farm, LISTS + PAGES + VERBS):
        assert (client.get(url).status_code, client.post(url).status_code) == (404, 404), url


def test_another_farms_goods_are_not_found(desk):
    only_read, *others = urls(FarmFactory(), PAGES + VERBS)
    assert desk.get(only_read).status_code == 404
    for url in others:
        assert desk.post(url, {"to": "retired", "name_en": "Mine", "quantity": 1}).status_code == 404, url
    assert Product.objects.get().state == ProductState.ON_SALE


def test_who_is_not_signed_in_is_asked_to(client, farm):
    for url in urls(farm, LISTS + PAGES + VERBS):
        response = client.post(url)
        assert (response.status_code, response.url) == (302, f"/accounts/login/?next={url}")


def test_verbs_are_for_posts(desk, farm):
    for url in urls(farm, VERBS):
        assert desk.get(url).status_code == 405


def test_from_nothing_to_a_box_on_the_stall(desk, client, farm, owner):
    plot = PlotFactory(farm=farm)
    response = desk.post("/sell/goods/new/", {"name_en": "Oranges", "name_zh_hans": "橙子", "picture": uploaded()})
    product = Product.objects.get()
    assert (response.status_code, response.url) == (303, "/sell/goods/oranges/")
    assert (product.farm, product.state, product.picture.uploaded_by) == (farm, ProductState.DRAFT, owner)
    response = desk.post("/sell/goods/oranges/sizes/new/", {"name_en": "5 kg", "price": "39.90", "weight_grams": 5000})
    variant = Variant.objects.get()
    assert (response.url, variant.price) == ("/sell/sizes/oranges-5000/batches/new/", Money(3990))
    desk.post(response.url, {"quantity": 40, "harvested_on": "2026-11-20", "plot": plot.pk, "note_en": "Sweet"})
    batch = Batch.objects.get()
    assert (batch.free, batch.plot, batch.harvested_on, str(batch.note)) == (
        40,
        plot,
        datetime.date(2026, 11, 20),
        "Sweet",
    )
    assert client.get("/products/oranges/").status_code == 404
    desk.post("/sell/goods/oranges/state/", {"to": "on_sale"})
    assert "40 left" in client.get("/products/oranges/").text


def test_what_cannot_happen_is_said_and_does_not_happen(desk, farm):
    product = ProductFactory(farm=farm, state=ProductState.DRAFT)
    url = reverse("catalogue:state", args=[product.slug])
    response = desk.post(url, {"to": "on_sale"}, follow=True)
    assert "Give it a size and a price first" in response.text
    assert desk.post(url, {"to": "nonsense"}).status_code == 409
    assert desk.post(url, {}).status_code == 409
    assert Product.objects.get().state == ProductState.DRAFT


def test_words_sizes_and_batches_are_edited(desk, farm):
    batch = BatchFactory(variant__product__farm=farm)
    variant, product = batch.variant, batch.variant.product
    desk.post(reverse("catalogue:words", args=[product.slug]), {"name_en": "Lemons", "description_en": "Sour"})
    desk.post(
        reverse("catalogue:size", args=[variant.sku]),
        {"name_en": "1 kg", "price": "9", "compare_at": "10", "weight_grams": 1000},
    )
    desk.post(
        reverse("catalogue:batch-details", args=[batch.code]),
        {"harvested_on": "2026-11-01", "best_before": "2026-12-01"},
    )
    for row in (batch, variant, product):
        row.refresh_from_db()
    assert (product.name, product.description) == (LocalizedText.of("Lemons"), LocalizedText.of("Sour"))
    assert (str(variant.name), variant.price, variant.compare_at) == ("1 kg", Money(900), Money(1000))
    assert (batch.harvested_on, batch.best_before) == (datetime.date(2026, 11, 1), datetime.date(2026, 12, 1))


def test_a_size_is_taken_off_and_put_back(desk, farm):
    product = ProductFactory(farm=farm)
    first, last = VariantFactory(product=product), VariantFactory(product=product)
    desk.post(reverse("catalogue:size-withdrawal", args=[first.sku]))
    assert list(product.variants.offered()) == [last]
    response = desk.post(reverse("catalogue:size-withdrawal", args=[last.sku]), follow=True)
    assert "This is the only size on the stall" in response.text
    desk.post(reverse("catalogue:size-withdrawal", args=[first.sku]), {"back": "1"})
    assert product.variants.offered().count() == 2


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"price": "0"}, "price", "more than nothing"),
        ({"price": "-3"}, "price", "more than nothing"),
        ({"price": "cheap"}, "price", "Enter a number|Write an amount"),
        ({"price": "1.234"}, "price", "2 decimal places"),
        ({"price": ""}, "price", "This is still missing."),
        ({"compare_at": "39.90"}, "compare_at", "higher than the price now"),
        ({"weight_grams": "0"}, "weight_grams", "at least a gram|greater than"),
        ({"weight_grams": "-1"}, "weight_grams", "greater than or equal to"),
        ({"name_en": ""}, "name", "at least one language"),
    ],
)
def test_a_wrong_size_comes_back_as_typed(desk, farm, wrong, field, sentence):
    product = ProductFactory(farm=farm)
    form = {"name_en": "Typed 5 kg", "price": "39.90", "weight_grams": "5000", **wrong}
    response = desk.post(reverse("catalogue:new-size", args=[product.slug]), form)
    assert response.status_code == 422
    assert any(part in response.context["form"].errors[field][0] for part in sentence.split("|"))
    assert f'value="{form["weight_grams"]}"' in response.text
    assert not Variant.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"harvested_on": "2999-01-01"}, "harvested_on", "That day has not come yet"),
        ({"best_before": "2026-11-19"}, "best_before", "cannot spoil before"),
        ({"quantity": "0"}, "quantity", "greater than or equal to 1"),
        ({"quantity": "1000001"}, "quantity", "less than or equal to 1000000"),
        ({"plot": "999999"}, "plot", "Select a valid choice"),
    ],
)
def test_a_wrong_batch_comes_back_as_typed(desk, farm, wrong, field, sentence):
    variant = VariantFactory(product__farm=farm)
    form = {"quantity": "40", "harvested_on": "2026-11-20", "note_en": "Typed note", **wrong}
    response = desk.post(reverse("catalogue:new-batch", args=[variant.sku]), form)
    assert response.status_code == 422
    assert sentence in response.context["form"].errors[field][0]
    assert "Typed note" in response.text
    assert not Batch.objects.exists()


def test_the_count_is_corrected_with_a_reason(desk, farm, owner):
    batch = BatchFactory(variant__product__farm=farm, free=10)
    url = reverse("catalogue:goods-batch", args=[batch.code])
    form = {"direction": "fewer", "quantity": 3, "reason": MovementReason.SPOILED, "note": "frost"}
    assert desk.post(url, form).status_code == 303
    batch.refresh_from_db()
    movement = StockMovement.objects.get()
    assert (batch.free, movement.change, movement.reason, movement.note, movement.actor) == (
        7,
        -3,
        "spoiled",
        "frost",
        owner,
    )
    response = desk.post(url, {**form, "quantity": 8})
    assert response.status_code == 422
    assert response.context["form"].errors == {"quantity": ["Only 7 are free; the others are promised or sold."]}
    assert 'value="frost"' in response.text
    desk.post(url, {**form, "direction": "more", "quantity": 1})
    batch.refresh_from_db()
    assert (batch.free, batch.stocked) == (8, 8)


def test_a_correction_sent_twice_is_done_once(desk, farm):
    batch = BatchFactory(variant__product__farm=farm, free=10)
    form = {"direction": "fewer", "quantity": 3, "reason": "count", "idempotency_key": "k"}
    statuses = [desk.post(reverse("catalogue:goods-batch", args=[batch.code]), form).status_code for _ in range(2)]
    batch.refresh_from_db()
    assert (statuses, batch.free) == ([303, 303], 7)


def test_today_says_what_runs_out(desk, farm):
    scarce = BatchFactory(variant__product__farm=farm, free=2).variant
    gone = VariantFactory(product__farm=farm)
    BatchFactory(variant__product__farm=farm, free=50)
    VariantFactory(product=ProductFactory(farm=farm, state=ProductState.DRAFT))
    said = [str(task.text) for task in desk.get("/sell/").context["tasks"]]
    assert said == [f"{gone}: sold out", f"{scarce}: 2 left"]


@pytest.mark.parametrize("path", ["/sell/", "/sell/goods/", "product", "batch"])
def test_one_or_three_rows_cost_the_same_queries(
    desk, farm, path, django_assert_num_queries, django_assert_max_num_queries
):
    batch = BatchFactory(variant__product__farm=farm, free=2)
    url = {
        "product": reverse("catalogue:goods-product", args=[batch.variant.product.slug]),
        "batch": reverse("catalogue:goods-batch", args=[batch.code]),
    }.get(path, path)

    def fill() -> None:
        BatchFactory(variant__product__farm=farm, variant__product__picture=PictureFactory(), free=1)
        BatchFactory(variant=VariantFactory(product=batch.variant.product), plot=PlotFactory(farm=farm))
        StockMovement.objects.create(batch=batch, change=1, reason="count", actor=farm.organization.members.first())

    fill()
    with django_assert_max_num_queries(14) as captured:
        desk.get(url)
    cost = len(captured.captured_queries)
    fill()
    fill()
    with django_assert_num_queries(cost):
        desk.get(url)
