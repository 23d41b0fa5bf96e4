import json
import re

import pytest
from django.utils import timezone

from core.localized import LocalizedText
from core.money import Money
from marketplace.catalogue.models import Product
from marketplace.catalogue.states import ProductState
from tests.factories.catalogue import BatchFactory, ProductFactory, VariantFactory
from tests.factories.storefronts import DiaryEntryFactory, PlotFactory
from tests.factories.uploads import PictureFactory

pytestmark = pytest.mark.django_db


def page_of(product: Product, size: str = "") -> str:
    return f"/products/{product.slug}/" + (f"?size={size}" if size else "")


def structured_data(html: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])


@pytest.fixture
def batch(farm):
    return BatchFactory(
        variant__product__farm=farm, variant__product__picture=PictureFactory(), plot=PlotFactory(farm=farm)
    )


@pytest.fixture
def product(batch) -> Product:
    return batch.variant.product


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_speak_both_languages(client, product, batch, language):
    for url in ("/products/", page_of(product), batch.get_absolute_url()):
        response = client.get(url, headers={"Accept-Language": language})
        assert response.status_code == 200
        assert product.name.in_language(language) in response.text


def test_a_draft_has_no_page(client, product, batch):
    urls = [page_of(product), batch.get_absolute_url()]
    for state, status in [(state, 404 if state == ProductState.DRAFT else 200) for state in ProductState]:
        Product.objects.update(state=state)
        assert [client.get(url).status_code for url in urls] == [status, status], state
    assert client.get("/products/nothing/").status_code == 404
    assert client.get("/batches/NOTHING/").status_code == 404


def test_the_box_tells_where_it_comes_from(client, product, batch):
    for html in (client.get(page_of(product)).text, client.get(batch.get_absolute_url()).text):
        assert batch.code in html
        assert str(batch.plot) in html
        assert "10 left of 10" in html
        assert '<time datetime="2026-11-20">' in html


def test_the_page_behind_the_code_shows_the_diary_of_its_plot(client, farm, batch):
    entry = DiaryEntryFactory(farm=farm, plot=batch.plot)
    other = DiaryEntryFactory(farm=farm, plot=PlotFactory(farm=farm))
    html = client.get(batch.get_absolute_url()).text
    assert str(entry.title) in html
    assert str(other.title) not in html


def test_the_form_buys_the_chosen_size(client, product, batch):
    large = VariantFactory(product=product, price=Money(7200), weight_grams=10_000, name=LocalizedText.of("10 kg"))
    BatchFactory(variant=large, free=3, code="LARGE")
    html = client.get(page_of(product)).text
    assert f'name="variant" value="{batch.variant.pk}"' in html
    assert 'max="10"' in html
    html = client.get(page_of(product, large.sku)).text
    assert f'name="variant" value="{large.pk}"' in html
    assert 'max="3"' in html
    assert "Buy now · ¥72.00" in html
    assert "LARGE" in html
    assert 'action="/cart/lines/"' in html


def test_the_basket_takes_what_the_page_offers(client, product, batch):
    response = client.post("/cart/lines/", {"variant": batch.variant.pk, "quantity": 2})
    assert response.status_code == 303
    assert str(product.name) in client.get("/cart/").text


def test_a_size_that_is_left_comes_before_one_that_is_gone(client, product, batch):
    gone = VariantFactory(product=product, weight_grams=100)
    assert client.get(page_of(product)).context["chosen"] == batch.variant
    response = client.get(page_of(product, gone.sku))
    assert response.context["chosen"] == gone
    assert "All boxes went home" in response.text
    assert 'name="variant"' not in response.text
    assert client.get(page_of(product, "nonsense")).context["chosen"] == batch.variant


@pytest.mark.parametrize("state", [ProductState.PAUSED, ProductState.RETIRED])
def test_what_is_not_on_the_stall_cannot_be_bought(client, product, state):
    assert 'name="variant"' in client.get(page_of(product)).text
    Product.objects.update(state=state)
    html = client.get(page_of(product)).text
    assert "Not on the stall now" in html
    assert 'name="variant"' not in html
    assert structured_data(html)["offers"][0]["availability"] == "https://schema.org/OutOfStock"


def test_a_withdrawn_size_is_not_shown(client, product):
    VariantFactory(product=product, name=LocalizedText.of("Old size"), withdrawn_at=timezone.now())
    assert "Old size" not in client.get(page_of(product)).text


def test_a_product_without_any_size_still_has_a_page(client):
    response = client.get(page_of(ProductFactory(state=ProductState.RETIRED)))
    assert (response.status_code, response.context["chosen"]) == (200, None)


def test_structured_data_says_what_the_page_says(client, farm, product, batch):
    html = client.get(page_of(product)).text
    seller = {"@type": "Organization", "name": str(farm), "url": f"http://testserver/farms/{farm.slug}/"}
    url = f"http://testserver/products/{product.slug}/"
    assert structured_data(html) == {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": str(product.name),
        "url": url,
        "brand": seller,
        "image": f"http://testserver{product.picture.url}",
        "offers": [
            {
                "@type": "Offer",
                "sku": batch.variant.sku,
                "name": "5 kg",
                "price": "39.90",
                "priceCurrency": "CNY",
                "availability": "https://schema.org/InStock",
                "url": f"{url}?size={batch.variant.sku}",
                "seller": seller,
            }
        ],
    }


def test_what_farmers_write_is_shown_as_text(client, farm):
    attack = LocalizedText.of("</script><img src=x onerror=alert(1)>")
    batch = BatchFactory(variant__product__farm=farm, variant__product__name=attack, variant__name=attack, note=attack)
    for url in ("/products/", page_of(batch.variant.product), batch.get_absolute_url(), f"/farms/{farm.slug}/"):
        assert "<img src=x" not in client.get(url).text


def test_the_list_is_searched_and_paged(client, farm):
    for _ in range(30):
        VariantFactory(product__farm=farm)
    lemon = VariantFactory(product__name=LocalizedText.of("Lemons", "柠檬")).product
    assert (len(client.get("/products/").context["page"]), len(client.get("/products/?page=2").context["page"])) == (
        24,
        7,
    )
    assert client.get("/products/?page=2&q=navel").context["page"].paginator.count == 30
    for text in ("lemon", "柠檬"):
        assert list(client.get("/products/", {"q": text}).context["page"]) == [lemon]
    response = client.get("/products/", {"q": "<b>durian</b>" * 40})
    assert "Nobody has that on the stall today" in response.text
    assert "<b>durian" not in response.text


@pytest.mark.parametrize(("path", "cost"), [("/products/", 2), ("product", 4), ("batch", 2)])
def test_one_or_three_of_everything_cost_the_same_queries(client, farm, batch, path, cost, django_assert_num_queries):
    url = {"product": page_of(batch.variant.product), "batch": batch.get_absolute_url()}.get(path, path)

    def fill() -> None:
        BatchFactory(variant__product__farm=farm, variant__product__picture=PictureFactory())
        BatchFactory(variant=VariantFactory(product=batch.variant.product), plot=PlotFactory(farm=farm))
        DiaryEntryFactory(farm=farm, plot=batch.plot, picture=PictureFactory())

    with django_assert_num_queries(cost):
        client.get(url)
    fill()
    fill()
    with django_assert_num_queries(cost):
        client.get(url)
