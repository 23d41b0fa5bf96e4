from typing import Any

from django.db import transaction

from accounts.models import User
from core.events import publish
from marketplace.storefronts.events import FarmChanged
from marketplace.storefronts.models import Chapter, Farm
from marketplace.storefronts.permissions import require_editor


@transaction.atomic
def add_chapter(*, farm: Farm, actor: User, **words: Any) -> Chapter:
    """A new last chapter; `words` are title, body and picture."""
    require_editor(actor, farm)
    _lock_story(farm)
    chapter = Chapter.objects.create(farm=farm, number=farm.chapters.count() + 1, **words)
    publish(FarmChanged(organization_id=farm.pk, part="chapter"), actor=actor)
    return chapter


@transaction.atomic
def change_chapter(*, chapter: Chapter, actor: User, **words: Any) -> Chapter:
    require_editor(actor, chapter.farm)
    for name, value in words.items():
        setattr(chapter, name, value)
    chapter.save(update_fields=words.keys())
    publish(FarmChanged(organization_id=chapter.farm_id, part="chapter"), actor=actor)
    return chapter


@transaction.atomic
def move_chapter(*, chapter: Chapter, actor: User, by: int) -> None:
    """Earlier (-1) or later (+1) in the story; past either end it stays where it is."""
    require_editor(actor, chapter.farm)
    _lock_story(chapter.farm)
    story = list(chapter.farm.chapters.all())
    place = story.index(chapter)
    story.insert(max(0, place + by), story.pop(place))
    _number(story)
    publish(FarmChanged(organization_id=chapter.farm_id, part="chapter"), actor=actor)


@transaction.atomic
def delete_chapter(*, chapter: Chapter, actor: User) -> None:
    require_editor(actor, chapter.farm)
    _lock_story(chapter.farm)
    chapter.delete()
    _number(list(chapter.farm.chapters.all()))
    publish(FarmChanged(organization_id=chapter.farm_id, part="chapter"), actor=actor)


def _lock_story(farm: Farm) -> None:
    """Two people numbering one story at once would leave a gap or two chapters three."""
    Farm.objects.select_for_update().filter(pk=farm.pk).first()


def _number(story: list[Chapter]) -> None:
    for number, chapter in enumerate(story, start=1):
        chapter.number = number
    Chapter.objects.bulk_update(story, ["number"])
