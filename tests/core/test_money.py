import pickle
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db.models import Sum, Value
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from core.money import CurrencyMismatch, Money, MoneyField, MoneyFormField
from core.templatetags.money import amount, money

amounts = st.integers(min_value=-(10**12), max_value=10**12)


@pytest.mark.parametrize(
    ("text", "minor"),
    [("39.9", 3990), ("39.90", 3990), ("0", 0), ("-1.5", -150), (39, 3900), (Decimal("0.01"), 1), (0.3, 30)],
)
def test_people_write_major_units(text, minor):
    assert Money.parse(text) == Money(minor)


@pytest.mark.parametrize("text", ["", "abc", "39.999", "1e400", "NaN", "Infinity", 0.1 + 0.2])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match="not an amount"):
        Money.parse(text)


def test_a_currency_without_decimals():
    yen = Money.parse("1230", "JPY")
    assert yen.minor == 1230
    assert yen.major == 1230
    with pytest.raises(ValueError, match="JPY"):
        Money.parse("1230.5", "JPY")


def test_arithmetic():
    assert Money(100) + Money(50) - Money(30) == Money(120)
    assert 3 * Money(100) == Money(100) * 3 == Money(300)
    assert -Money(5) == Money(-5)
    assert sum([Money(1), Money(2)], Money.zero()) == Money(3)
    assert sorted([Money(3), Money(1)]) == [Money(1), Money(3)]
    assert Money(1) and not Money(0)


@pytest.mark.parametrize(
    "mistake",
    [
        lambda: Money(1) + 1,
        lambda: Money(1) - 0.5,
        lambda: Money(1) < 2,
        lambda: Money(1) * 1.5,
        lambda: Money(1) * Money(1),
    ],
)
def test_money_and_bare_numbers_do_not_mix(mistake):
    with pytest.raises(TypeError):
        mistake()


def test_currencies_do_not_mix():
    for mistake in (
        lambda: Money(1) + Money(1, "EUR"),
        lambda: Money(1) < Money(1, "EUR"),
        lambda: Money(1) - Money(1, "EUR"),
    ):
        with pytest.raises(CurrencyMismatch):
            mistake()
    assert Money(1) != Money(1, "EUR")


@given(amounts, st.lists(st.integers(min_value=0, max_value=1000), min_size=1, max_size=20).filter(any))
def test_an_allocation_adds_up_and_is_fair(minor, ratios):
    parts = Money(minor).allocate(ratios)
    assert sum(parts, Money.zero()) == Money(minor)
    for part, ratio in zip(parts, ratios, strict=True):
        assert abs(part.minor - Decimal(minor) * ratio / sum(ratios)) < 1
        assert ratio or not part


def test_an_allocation_gives_what_is_left_to_the_largest_remainder_and_ties_to_the_first():
    assert [part.minor for part in Money(100).allocate([1, 1, 1])] == [34, 33, 33]
    assert [part.minor for part in Money(101).allocate([50, 30, 20])] == [51, 30, 20]


@pytest.mark.parametrize("ratios", [[], [0, 0], [1, -1], [2, -1]])
def test_an_allocation_needs_ratios(ratios):
    with pytest.raises(ValueError):
        Money(100).allocate(ratios)


@pytest.mark.parametrize(("minor", "share"), [(1000, 50), (1010, 51), (1009, 50), (-1010, -51), (0, 0)])
def test_a_share_is_rounded_half_up(minor, share):
    assert Money(minor).share(500) == Money(share)


@given(amounts)
def test_text_and_back(minor):
    assert Money.parse(Money(minor).major) == Money(minor)
    assert pickle.loads(pickle.dumps(Money(minor))) == Money(minor)


def test_shown_in_the_language_of_the_reader():
    assert str(Money(123990)) == "¥1,239.90"
    with translation.override("zh-hans"):
        assert str(Money(123990)) == "¥1,239.90"


@pytest.mark.parametrize(
    ("value", "shown"), [(Money(3990), "39.9"), (Money(3900), "39"), (Money(100000), "1000"), (None, "")]
)
def test_the_number_alone(value, shown):
    assert amount(value) == shown


def test_the_number_alone_keeps_the_zeros_of_a_currency_without_decimals():
    assert amount(Money(1230, "JPY")) == "1230"


def test_no_money_shows_nothing():
    assert money(None) == ""


@pytest.mark.django_db
def test_the_column_stores_minor_units_and_gives_money():
    User.objects.create_user(email="a@example.com")
    User.objects.create_user(email="b@example.com")
    priced = User.objects.annotate(price=Value(Money(3990), output_field=MoneyField()))
    assert list(priced.values_list("price", flat=True)) == [Money(3990), Money(3990)]
    assert priced.filter(price__gt=Money(3989)).count() == 2
    assert priced.filter(price__gt=Money(3990)).count() == 0
    assert priced.aggregate(total=Sum("price"))["total"] == Money(7980)
    assert priced.none().aggregate(total=Sum("price"))["total"] is None


def test_the_column_refuses_another_currency_and_nonsense():
    with pytest.raises(CurrencyMismatch):
        MoneyField().get_prep_value(Money(1, "EUR"))
    with pytest.raises(ValidationError):
        MoneyField().to_python("much")
    assert MoneyField().to_python("3990") == Money(3990)


@pytest.mark.django_db
def test_validators_look_at_minor_units():
    field = MoneyField(validators=[MinValueValidator(0)])
    assert field.clean(Money(1), None) == Money(1)
    with pytest.raises(ValidationError):
        field.clean(Money(-1), None)
    with pytest.raises(ValidationError):
        field.clean(Money(2**63), None)


def test_the_form_takes_major_units_and_shows_them():
    field = MoneyField().formfield()
    assert isinstance(field, MoneyFormField)
    assert field.clean("39.9") == Money(3990)
    assert field.prepare_value(Money(3990)) == Decimal("39.90")
    assert not field.has_changed(Money(3990), "39.9")
    assert field.has_changed(Money(3990), "39.91")
    for nonsense in ("39.999", "abc", ""):
        with pytest.raises(ValidationError):
            field.clean(nonsense)
