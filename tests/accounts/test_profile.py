"""The name and the portrait that others see, as a browser without JavaScript sends them."""

import pytest
from django.core import signing
from django.test import Client

from accounts.models import User
from core.uploads.forms.pictures import KEPT_SALT
from core.uploads.models import Picture
from core.uploads.services.pictures import store_picture
from tests.factories.accounts import UserFactory
from tests.factories.uploads import uploaded

pytestmark = pytest.mark.django_db
PAGE = "/me/profile/"


@pytest.fixture
def user() -> User:
    return UserFactory(name="Mei")


@pytest.fixture
def mine(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def portrait_of(user: User) -> Picture:
    picture = store_picture(uploaded_by=user, file=uploaded())
    User.objects.filter(pk=user.pk).update(avatar=picture)
    return picture


def test_a_chosen_picture_is_the_portrait_wherever_the_name_stands(mine: Client, user: User) -> None:
    before = mine.get(PAGE).content.decode()
    assert '<span class="avatar avatar--xl"><span aria-hidden="true">M</span></span>' in before
    response = mine.post(PAGE, {"name": "Mei", "avatar": uploaded()})
    assert (response.status_code, response.url) == (303, PAGE)
    user.refresh_from_db()
    assert user.avatar.uploaded_by == user
    for path in (PAGE, "/me/", f"/people/{user.pk}/"):
        assert user.avatar.file.url in mine.get(path).content.decode(), path


def test_saving_the_name_alone_leaves_the_portrait(mine: Client, user: User) -> None:
    picture = portrait_of(user)
    assert mine.post(PAGE, {"name": "Mei Mei"}).status_code == 303
    user.refresh_from_db()
    assert (user.name, user.avatar) == ("Mei Mei", picture)


def test_a_portrait_is_taken_away(mine: Client, user: User) -> None:
    kept = signing.dumps(portrait_of(user).pk, salt=KEPT_SALT)
    mine.post(PAGE, {"name": "Mei", "avatar-kept": kept, "avatar-removed": "on"})
    user.refresh_from_db()
    assert user.avatar is None


def test_a_refused_file_is_answered_beside_the_box_and_changes_nothing(mine: Client, user: User) -> None:
    picture = portrait_of(user)
    response = mine.post(PAGE, {"name": "Typed", "avatar": uploaded(b"no picture", "photo.png")})
    assert response.status_code == 422
    sentence = "This is no picture that we can read. Send a JPEG, PNG, WebP or AVIF file."
    assert response.context["form"].errors == {"avatar": [sentence]}
    page = response.content.decode()
    box = page[page.index('id="id_avatar_error"') :]
    assert sentence in box[: box.index("</div>")]
    assert 'aria-describedby="id_avatar_helptext id_avatar_error"' in page
    assert 'value="Typed"' in page
    user.refresh_from_db()
    assert (user.name, user.avatar) == ("Mei", picture)


@pytest.mark.parametrize("is_own", [True, False])
def test_a_box_of_another_form_gives_only_pictures_of_ones_own(mine: Client, user: User, is_own: bool) -> None:
    other = store_picture(uploaded_by=user if is_own else UserFactory(), file=uploaded())
    response = mine.post(PAGE, {"name": "Mei", "avatar-kept": signing.dumps(other.pk, salt=KEPT_SALT)})
    user.refresh_from_db()
    assert (response.status_code, user.avatar) == ((303, other) if is_own else (422, None))


def test_a_name_may_not_be_longer_than_its_place(mine: Client, user: User) -> None:
    response = mine.post(PAGE, {"name": "x" * 61})
    assert response.status_code == 422
    user.refresh_from_db()
    assert user.name == "Mei"


def test_the_page_is_for_whoever_is_logged_in(client: Client) -> None:
    assert client.post(PAGE, {"name": "Nobody"}).url == f"/accounts/login/?next={PAGE}"
