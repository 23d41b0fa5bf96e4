import pytest

from accounts.access_tokens.models import AccessToken
from tests.factories.access_tokens import client_with, token_of

pytestmark = pytest.mark.django_db
FORM = {"name": "My stock list", "days": "90", "scopes": ["profile:read", "catalogue:read"]}


def test_the_secret_is_shown_once(client, shopper):
    client.force_login(shopper)
    made = client.post("/me/tokens/", FORM)
    assert made.status_code == 201
    secret = made.context["secret"]
    assert secret in made.content.decode()
    assert "no-store" in made["Cache-Control"]
    assert client_with(secret).get("/api/v1/me/").status_code == 200
    page = client.get("/me/tokens/").content.decode()
    assert "My stock list" in page and f"…{secret[-4:]}" in page and secret not in page


def test_what_is_missing_is_said_beside_it_and_the_rest_is_kept(client, shopper):
    client.force_login(shopper)
    page = client.post("/me/tokens/", FORM | {"scopes": []})
    assert page.status_code == 422
    assert page.context["form"].errors == {"scopes": ["Choose at least one right."]}
    assert 'value="My stock list"' in page.content.decode()
    assert not AccessToken.objects.exists()


def test_revoking(client, shopper):
    token, secret = token_of(shopper)
    client.force_login(shopper)
    assert client.post(f"/me/tokens/{token.pk}/revocation/")["Location"] == "/me/tokens/"
    assert client_with(secret).get("/api/v1/me/").status_code == 401
    assert "Revoked" in client.get("/me/tokens/").content.decode()


def test_a_stranger_finds_no_token(client, shopper, stranger):
    token, secret = token_of(shopper)
    client.force_login(stranger)
    assert client.post(f"/me/tokens/{token.pk}/revocation/").status_code == 404
    assert "Test" not in client.get("/me/tokens/").content.decode().split("<main")[1].split("<form")[0]
    assert client_with(secret).get("/api/v1/me/").status_code == 200


def test_nobody_is_sent_to_the_login(client, db):
    assert client.get("/me/tokens/")["Location"] == "/accounts/login/?next=/me/tokens/"
    assert client.post("/me/tokens/1/revocation/").status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_one_and_with_three(client, shopper, rows, django_assert_num_queries):
    for _row in range(rows):
        token_of(shopper)
    client.force_login(shopper)
    client.get("/me/tokens/")
    with django_assert_num_queries(5):
        client.get("/me/tokens/")
