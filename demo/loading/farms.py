from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.states import OrganizationKind
from core.money import Money
from demo.content.shapes import BatchContent, FarmContent, ProductContent
from demo.loading.fair import Fair
from demo.loading.organizations import build_organization
from marketplace.catalogue.models import Variant
from marketplace.catalogue.services.products import add_product, publish_product
from marketplace.catalogue.services.stock import add_batch
from marketplace.catalogue.services.variants import add_variant
from marketplace.storefronts.models import Farm, Plot
from marketplace.storefronts.services.chapters import add_chapter
from marketplace.storefronts.services.diary import write_entry
from marketplace.storefronts.services.farms import open_farm
from marketplace.storefronts.services.plots import add_plot


def build(content: FarmContent, fair: Fair) -> Iterator[None]:
    owner = fair.person(content.members[0][0])
    farm = open_farm(
        organization=build_organization(content, OrganizationKind.FARM, fair),
        actor=owner,
        tagline=content.tagline,
        about=content.about,
        place=content.place,
        latitude=content.latitude,
        longitude=content.longitude,
        cover=fair.picture(content.cover),
    )
    plots = {
        plot.key: add_plot(farm=farm, actor=owner, name=plot.name, description=plot.description)
        for plot in content.plots
    }
    _tell_the_story(farm, owner, content, plots, fair)
    # The newest product stands first on the stall.
    for product in reversed(content.products):
        _build_product(farm, owner, product, plots, fair)
        yield


def _tell_the_story(farm: Farm, owner: User, content: FarmContent, plots: dict[str, Plot], fair: Fair) -> None:
    for chapter in content.chapters:
        picture = fair.picture(chapter.picture)
        add_chapter(farm=farm, actor=owner, title=chapter.title, body=chapter.body, picture=picture)
    for entry in sorted(content.diary, key=lambda entry: -entry.days_ago):
        write_entry(
            farm=farm,
            actor=owner,
            date=timezone.localdate() - timedelta(days=entry.days_ago),
            title=entry.title,
            body=entry.body,
            crop=entry.crop,
            weather=entry.weather,
            picture=fair.picture(entry.picture) if entry.picture else None,
            plot=plots[entry.plot] if entry.plot else None,
            loss=entry.loss,
        )


def _build_product(farm: Farm, owner: User, content: ProductContent, plots: dict[str, Plot], fair: Fair) -> None:
    product = add_product(
        farm=farm,
        actor=owner,
        slug=content.slug,
        name=content.name,
        description=content.description,
        picture=fair.picture(content.picture),
    )
    for size in content.sizes:
        variant = add_variant(
            product=product,
            actor=owner,
            name=size.name,
            weight_grams=size.grams,
            price=Money(size.price),
            compare_at=Money(size.before) if size.before else None,
        )
        for batch in size.batches:
            _build_batch(variant, owner, batch, plots)
    publish_product(product=product, actor=owner)


def _build_batch(variant: Variant, owner: User, content: BatchContent, plots: dict[str, Plot]) -> None:
    picked = timezone.localdate() - timedelta(days=content.picked_days_ago)
    details: dict[str, Any] = {"plot": plots[content.plot]} if content.plot else {}
    if content.keeps_days:
        details["best_before"] = picked + timedelta(days=content.keeps_days)
    add_batch(
        variant=variant,
        actor=owner,
        quantity=content.quantity,
        code=content.code.format(week=f"{picked.isocalendar().week:02}"),
        harvested_on=picked,
        note=content.note,
        **details,
    )
