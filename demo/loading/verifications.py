"""What a moderator finds: papers that wait, papers that went back, and a badge whose days are counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import File
from django.utils import timezone

from accounts.models import Organization
from accounts.verification.models import Verification
from accounts.verification.services.decisions import approve, refuse
from accounts.verification.services.rounds import Facts, add_paper, begin_round, submit, write_facts
from accounts.verification.states import DocumentKind, LicenceKind
from demo.loading.fair import Fair
from demo.loading.pictures import FOLDER

APPROVED_FOR = timedelta(days=20)
NEXT_CHECK_IN = timedelta(days=6)
MODERATOR = "wu"


@dataclass(frozen=True, kw_only=True)
class Round:
    """`outcome`: "" waits, "approved" runs out soon, any other text is why it went back."""

    slug: str
    facts: Facts
    licence: str
    place: str
    outcome: str = ""


ROUNDS = (
    Round(
        slug="li-dashan",
        facts=Facts(
            licence_kind=LicenceKind.FAMILY_FARM,
            licence_number="91500236MA5U7K2L3X",
            holder="李大山",
            issued_by="奉节县农业农村委员会",
        ),
        licence="papers/licence-li-dashan",
        place="covers/li-oranges",
        outcome="approved",
    ),
    Round(
        slug="sister-luo",
        facts=Facts(
            licence_kind=LicenceKind.BUSINESS,
            licence_number="91520303MA6H3R9C25",
            holder="罗秀英",
            issued_by="遵义市市场监督管理局",
        ),
        licence="papers/licence-luo",
        place="covers/luo-chili",
        outcome="The photo of the licence is too dark to read the number. Take it again beside a window, please.\n"
        "执照的照片太暗，看不清编号。请在窗边重拍一张。",
    ),
    Round(
        slug="xiaoman-kitchen",
        facts=Facts(
            licence_kind=LicenceKind.BUSINESS,
            licence_number="91330782MA2E8Q4T61",
            holder="郭小满",
            issued_by="义乌市市场监督管理局",
            note="换了新门脸，执照地址没变。",
        ),
        licence="papers/licence-xiaoman",
        place="covers/canteen-xiaoman",
    ),
)


def build(fair: Fair) -> Iterator[None]:
    for content in ROUNDS:
        organization = fair.organization(content.slug)
        verification = _sent_in(content, organization)
        if content.outcome == "approved":
            _approve(verification, fair)
        else:
            Organization.objects.filter(pk=organization.pk).update(verified_at=None)  # nobody has found it real yet
            if content.outcome:
                wrong = verification.documents.filter(kind=DocumentKind.LICENCE_FRONT).values_list("pk", flat=True)
                moderator = fair.person(MODERATOR)
                refuse(verification=verification, actor=moderator, reason=content.outcome, wrong_papers=list(wrong))
        yield


def _sent_in(content: Round, organization: Organization) -> Verification:
    owner = organization.memberships.select_related("user").get(role="owner").user
    draft = begin_round(organization=organization, actor=owner)
    write_facts(verification=draft, actor=owner, facts=content.facts)
    for kind, name in ((DocumentKind.LICENCE_FRONT, content.licence), (DocumentKind.PREMISES, content.place)):
        with (FOLDER / f"{name}.webp").open("rb") as file:
            add_paper(verification=draft, actor=owner, kind=kind, file=File(file))
    return submit(verification=draft, actor=owner)


def _approve(verification: Verification, fair: Fair) -> None:
    today = timezone.localdate()
    approve(
        verification=verification,
        actor=fair.person(MODERATOR),
        valid_through=today + APPROVED_FOR,
        next_check=today + NEXT_CHECK_IN,
    )
