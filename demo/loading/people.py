from __future__ import annotations

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from accounts.models import User
from accounts.permissions import FINANCE, MODERATORS, SUPPORT
from accounts.services.follows import follow
from demo.content.employers import EMPLOYERS
from demo.content.farms import FARMS
from demo.content.people import DOMAIN, PASSWORD, PEOPLE, VIEWERS
from demo.content.shapes import PersonContent
from demo.loading.fair import Fair

STAFF = {"wu": MODERATORS, "shu": SUPPORT, "qian": FINANCE}


def build(fair: Fair) -> Iterator[None]:
    password = make_password(PASSWORD)  # slow on purpose, so once: nine accounts share one public password
    for person in PEOPLE:
        user = _create(person, password, fair)
        fair.remember("people", f"person:{person.key}", user)
        yield
    for key, group in STAFF.items():
        fair.person(key).groups.add(Group.objects.get_or_create(name=group)[0])


def _create(person: PersonContent, password: str, fair: Fair) -> User:
    user = User.objects.create_user(
        email=address_of(person),
        name=person.name,
        phone=person.phone or None,
        phone_verified=bool(person.phone),
        language=person.language if person.login else "",
        avatar=fair.picture(f"people/{person.picture}"),
        is_staff=person.key in STAFF or person.login == "admin",
        is_superuser=person.login == "admin",
    )
    if person.login:
        user.password = password
        user.save(update_fields=["password"])
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def address_of(person: PersonContent) -> str:
    return f"{person.login or person.key}@{DOMAIN}"


def follow_with_logins(fair: Fair) -> Iterator[None]:
    """Before the rooms open, so that their bells have rung."""
    for slug in ("li-dashan", "grandma-lan", "auntie-he"):
        follow(user=fair.person("mei"), organization=fair.organization(slug))
    follow(user=fair.person("a-qiang"), organization=fair.organization("hengyuan-parts"))
    yield


def follow_with_viewers(fair: Fair) -> Iterator[None]:
    slugs = [farm.slug for farm in FARMS] + [employer.slug for employer in EMPLOYERS]
    for number, key in enumerate(VIEWERS):
        for place, slug in enumerate(slugs):
            if place == 0 or (number + place) % (place + 1) == 0:  # Dashan is everybody's, the others are some people's
                follow(user=fair.person(key), organization=fair.organization(slug))
    yield
