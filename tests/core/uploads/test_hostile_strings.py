"""Hostile strings where people read them, in a real browser: one page of each surface, with every string on it.

Pages are under a content security policy that would stop most of it; `new_page` fails a test in which it had to. The archive
of a person's data is opened from the disk, where no policy helps.
"""

import json
import zipfile

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.privacy.services.exports import pack, request_export
from core.localized import LocalizedText
from live.chat.models import Message
from tests.core.uploads.corpus_strings import MARKUP, STRINGS
from tests.factories.accounts import MembershipFactory, OrganizationFactory
from tests.factories.catalogue import BatchFactory, ProductFactory, VariantFactory
from tests.factories.orders import farm_of
from tests.factories.recruiting import JobFactory, employer_of
from tests.factories.sale_rooms import sale_room_of
from tests.factories.storefronts import ChapterFactory, DiaryEntryFactory

RAN = "document.documentElement.dataset.ran"
HANDLERS = """() => [...document.querySelectorAll("*")].flatMap(one => [...one.attributes])
    .filter(one => one.name.startsWith("on")).map(one => one.name)"""
FOREIGN = '() => document.querySelectorAll(\'[href*="evil.example"], [action*="evil.example"], plaintext\').length'


def both(text: str, most: int = 200) -> LocalizedText:
    return LocalizedText.of(text[:most], text[:most])


def plain(text: str) -> str:
    """As `textContent` has it, without differences in white space."""
    return "".join(text.split())


def shown_as_written(page, address: str, strings: list[str]) -> None:
    dialogs = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message) or dialog.dismiss())
    answer = page.goto(address, wait_until="load")
    assert answer is None or answer.status == 200
    assert (page.evaluate(RAN), dialogs) == (None, [])
    assert (page.evaluate(HANDLERS), page.evaluate(FOREIGN)) == ([], 0)
    text = plain(page.evaluate("document.documentElement.textContent"))
    assert [string for string in strings if plain(string) not in text] == []
    assert page.evaluate(RAN) is None


@pytest.mark.parametrize("string", MARKUP)
def test_taken_for_markup_it_does_run(new_page, string):
    """The negative control: what each would do in a page that escapes nothing and has no policy."""
    page = new_page(may_fail=True)
    page.goto("about:blank")
    # Where each can close what it wants to close.
    page.set_content(f"<!doctype html><title>t</title><body><textarea></textarea><p>{string}</p>", wait_until="load")
    page.wait_for_function(f"{RAN} === '1'")


def test_there_are_enough_of_them_and_each_is_another():
    assert len({*STRINGS}) == len(STRINGS) >= 50


def test_a_farm_s_story_and_diary(new_page, shopper):
    farm = farm_of(shopper)
    for string in STRINGS:
        ChapterFactory(farm=farm, title=both(string, 80), body=both(string))
        DiaryEntryFactory(farm=farm, title=both(string, 80), body=both(string))
    page = new_page()
    shown_as_written(page, reverse("storefronts:story", args=[farm.slug]), STRINGS)
    first_ones = STRINGS[:-6:-1]
    shown_as_written(new_page(), reverse("storefronts:diary", args=[farm.slug]), first_ones)


def test_names_of_farms_and_goods(new_page, shopper):
    farm = farm_of(shopper)
    for string in MARKUP:
        product = ProductFactory(farm=farm, name=both(string, 80))
        BatchFactory(variant=VariantFactory(product=product, sku=f"sku-{product.pk}", name=both(string, 40)))
    organization = farm.organization
    organization.name = both(" ".join(MARKUP[:1]), 80)
    organization.save()
    shown_as_written(new_page(), reverse("storefronts:farm", args=[farm.slug]), MARKUP[:1])
    shown_as_written(new_page(), product.get_absolute_url(), MARKUP[-1:])


def test_jobs_and_what_is_searched_for(new_page, shopper):
    employer = employer_of(shopper)
    jobs = [
        JobFactory(employer=employer, title=both(string, 80), description=both(string), place=both(string, 60))
        for string in MARKUP
    ]
    shown_as_written(new_page(), jobs[0].get_absolute_url(), MARKUP[:1])
    page = new_page()
    for string in MARKUP[:6]:
        page.goto(f"{reverse('jobs:jobs')}?{'q'}={string.replace('<', '%3C').replace('>', '%3E')}")
        assert (page.evaluate(RAN), page.evaluate(HANDLERS)) == (None, [])
    shown_as_written(new_page(), reverse("jobs:jobs"), MARKUP[-3:])


def test_chat_in_a_live_room(new_page, shopper):
    room = sale_room_of(farm_of(shopper), host=shopper).room
    for number, string in enumerate(STRINGS[:40]):
        Message.objects.create(room=room, author=shopper, body=string, client_id=str(number))
    shopper.name = STRINGS[4]
    shopper.save()
    shown_as_written(new_page(), reverse("rooms:room", args=[room.pk]), STRINGS[20:40])


def test_the_admin_s_lists(new_page):
    for number, string in enumerate(STRINGS):
        User.objects.create_user(email=f"hostile{number}@example.com", name=string[:60])
    boss = User.objects.create_superuser(email="boss@example.com", password="pass-word-1", name="Boss")
    page = new_page(user=boss, may_fail=True)  # Unfold's own scripts
    shown_as_written(page, f"{reverse('admin:accounts_user_changelist')}?all=", [string[:60] for string in STRINGS])


def test_the_api_answers_with_json_and_never_with_a_page(new_page, shopper):
    farm = farm_of(shopper)
    for string in STRINGS[:20]:
        DiaryEntryFactory(farm=farm, title=both(string, 80), body=both(string))
    page = new_page(may_fail=True)
    answer = page.goto(f"/api/v1/farms/{farm.slug}/diary/?limit=20")
    assert (answer.headers["content-type"], answer.headers["x-content-type-options"]) == ("application/json", "nosniff")
    assert (page.evaluate("document.contentType"), page.evaluate(RAN)) == ("application/json", None)
    told = {row["title"]["en"] for row in json.loads(answer.text())["results"]}
    assert told == {string[:80].strip() for string in STRINGS[:20]}


def test_the_archive_of_ones_data_opened_from_the_disk(new_page, shopper, live_site, tmp_path):
    for number, string in enumerate(STRINGS):
        name = both(string, 80)
        MembershipFactory(organization=OrganizationFactory(slug=f"hostile-{number}", name=name), user=shopper)
    shopper.name = STRINGS[4][:60]
    shopper.save()
    export = request_export(user=shopper)
    live_site.wait_for_tasks()
    pack(export_id=export.pk)
    export.refresh_from_db()
    with export.file.open("rb") as file, zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path)
    shown_as_written(new_page(), f"file://{tmp_path}/daji/index.html", STRINGS[4:5])
