"""The parts of the fair in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from demo.content.chat import SCRIPTS
from demo.content.employers import EMPLOYERS
from demo.content.farms import FARMS
from demo.content.people import PEOPLE
from demo.content.rooms import ROOMS
from demo.loading import applications, chat, employers, farms, orders, people, pictures, replay, rooms, verifications
from demo.loading.fair import Fair


@dataclass(frozen=True, kw_only=True)
class Part:
    """`build` yields after each of its `steps`. A part `in_one_piece` is one transaction; any other may run twice."""

    name: str
    label: str
    steps: int
    build: Callable[[Fair], Iterator[None]]
    in_one_piece: bool = True


def all_parts() -> list[Part]:
    recruiting = [room for room in ROOMS if room.kind == "recruitment"]
    jobs = [job for employer in EMPLOYERS for job in employer.jobs]
    selling = [room for room in ROOMS if room.kind == "sale"]
    return [
        Part(name="pictures", label="pictures", steps=len(pictures.names()), build=pictures.build),
        Part(name="people", label="people", steps=len(PEOPLE), build=people.build),
        *(
            Part(name=farm.slug, label=f"farm {farm.slug}", steps=len(farm.products), build=partial(farms.build, farm))
            for farm in FARMS
        ),
        *(
            Part(
                name=employer.slug,
                label=f"employer {employer.slug}",
                steps=len(employer.jobs),
                build=partial(employers.build, employer),
            )
            for employer in EMPLOYERS
        ),
        Part(name="job-board", label="job board", steps=len(jobs), build=employers.open_jobs),
        Part(name="papers", label="papers", steps=len(verifications.ROUNDS), build=verifications.build),
        Part(name="follows-of-logins", label="followers", steps=1, build=people.follow_with_logins),
        Part(
            name="recruitment-rooms",
            label="recruitment sessions",
            steps=len(recruiting),
            build=partial(rooms.build, recruiting),
        ),
        Part(name="sale-rooms", label="sale rooms", steps=len(selling), build=partial(rooms.build, selling)),
        Part(name="follows-of-viewers", label="followers", steps=1, build=people.follow_with_viewers),
        Part(name="chat", label="chat", steps=len(SCRIPTS), build=chat.build),
        Part(name="applications", label="applications", steps=applications.STEPS, build=applications.build),
        Part(name="orders", label="orders", steps=orders.STEPS, build=orders.build, in_one_piece=False),
        Part(name="replay", label="replay", steps=1, build=replay.build, in_one_piece=False),
    ]
