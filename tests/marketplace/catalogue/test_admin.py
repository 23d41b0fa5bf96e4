import pytest
from django.apps import apps
from django.urls import reverse

from accounts.models import User
from core.uploads.models import Picture
from tests.factories.catalogue import BatchFactory
from tests.factories.storefronts import ChapterFactory, DiaryEntryFactory, PlotFactory
from tests.factories.uploads import PictureFactory

pytestmark = pytest.mark.django_db

MODELS = [
    Picture,
    *(model for label in ("storefronts", "catalogue") for model in apps.get_app_config(label).get_models()),
]


@pytest.fixture
def office(client):
    client.force_login(User.objects.create_superuser("admin@example.com", "pass-word-1", name="Yu"))
    batch = BatchFactory(plot=PlotFactory())
    batch.movements.create(change=10, reason="harvest")
    ChapterFactory(picture=PictureFactory())
    DiaryEntryFactory()
    return client


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_is_listed_searched_and_opened(office, model):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    assert office.get(reverse(f"{name}_changelist")).status_code == 200
    assert office.get(reverse(f"{name}_changelist"), {"q": "橙 x"}).status_code == 200
    assert office.get(reverse(f"{name}_change", args=[model.objects.first().pk])).status_code == 200


def test_goods_are_found_by_name_in_both_languages(office):
    product = BatchFactory().variant.product
    for text in (product.name["en"], product.name["zh-hans"]):
        response = office.get(reverse("admin:catalogue_product_changelist"), {"q": text})
        assert product in response.context["cl"].queryset


def test_stock_is_read_not_written(office):
    batch = BatchFactory()
    form = office.get(reverse("admin:catalogue_batch_change", args=[batch.pk])).context["adminform"].form
    assert not {"stocked", "free", "reserved", "sold"} & set(form.fields)
    assert office.get(reverse("admin:catalogue_stockmovement_add")).status_code == 403
