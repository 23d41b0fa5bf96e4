from django.db import transaction

from accounts.models import User
from core.uploads.models import Picture


@transaction.atomic
def change_profile(*, user: User, name: str | None = None, language: str | None = None) -> User:
    """What is None stays as it is."""
    changed = {field: value for field, value in (("name", name), ("language", language)) if value is not None}
    for field, value in changed.items():
        setattr(user, field, value)
    user.save(update_fields=[*changed])
    return user


@transaction.atomic
def choose_avatar(*, user: User, picture: Picture | None) -> User:
    """The caller has seen that the picture is this person's own. None takes the portrait away."""
    user.avatar = picture
    user.save(update_fields=["avatar"])
    return user
