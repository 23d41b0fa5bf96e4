"""What has been made so far, by the keys of the content."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from django.db.models import Model

from accounts.models import Organization, User
from core.uploads.models import Picture
from demo.models import LoadedPart
from live.rooms.models import Room
from marketplace.catalogue.models import Product
from recruiting.jobs.models import JobPosting


class Fair:
    """Looks rows up by content key in this load and in earlier ones. KeyError for what was never made."""

    def __init__(self) -> None:
        self._made: dict[str, dict[str, int]] = defaultdict(dict)
        for name, made in LoadedPart.objects.values_list("name", "made"):
            self._made[name] = made
        self.person = cache(self._person)
        self.picture = cache(self._picture)

    def made_by(self, part: str) -> dict[str, int]:
        return self._made[part]

    def remember(self, part: str, key: str, row: Model) -> None:
        self._made[part][key] = row.pk

    def primary_key(self, kind: str, key: str) -> int:
        """Of a person, picture, job or room."""
        wanted = f"{kind}:{key}"
        for made in self._made.values():
            if wanted in made:
                return made[wanted]
        raise KeyError(wanted)

    def _person(self, key: str) -> User:
        return User.objects.select_related("avatar").get(pk=self.primary_key("person", key))

    def _picture(self, name: str) -> Picture:
        return Picture.objects.get(pk=self.primary_key("picture", name))

    def organization(self, slug: str) -> Organization:
        return Organization.objects.get(slug=slug)

    def product(self, slug: str) -> Product:
        return Product.objects.select_related("farm__organization").get(slug=slug)

    def job(self, key: str) -> JobPosting:
        return JobPosting.objects.select_related("employer__organization").get(pk=self.primary_key("job", key))

    def room(self, key: str) -> Room:
        return Room.objects.select_related("organization", "host").get(pk=self.primary_key("room", key))
