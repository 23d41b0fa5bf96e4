"""Papers through the API: they go in, they are listed, and what is on them never comes out."""

import pytest
from django.core.files.storage import storages

from accounts.states import Role
from accounts.verification.models import Verification, VerificationDocument
from accounts.verification.services import rounds
from core.uploads.models import Document
from tests.factories.access_tokens import client_of
from tests.factories.accounts import MembershipFactory, OrganizationFactory, UserFactory
from tests.factories.uploads import image_bytes, uploaded
from tests.factories.verification import LICENCE_NUMBER, draft_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return MembershipFactory(organization=OrganizationFactory(), user=UserFactory(), role=Role.OWNER)


def url(owner, tail="papers/"):
    return f"/api/v1/organizations/{owner.organization.slug}/verification/{tail}"


def add(client, owner, *, kind="licence_front", file=None, **extra):
    return client.post(url(owner), {"file": file or uploaded(), "kind": kind}, format="multipart", **extra)


def test_the_first_paper_begins_the_draft(owner):
    client = client_of(owner.user)
    assert client.get(url(owner, "")).status_code == 404
    added = add(client, owner, file=uploaded(image_bytes((400, 300))))
    paper = VerificationDocument.objects.get()
    assert (added.status_code, added["Location"]) == (201, url(owner, f"papers/{paper.pk}/"))
    told = added.json()
    assert {name: told[name] for name in told if name != "uploaded_at"} == {
        "id": paper.pk,
        "kind": "licence_front",
        "width": 400,
        "height": 300,
        "is_wrong": False,
    }
    assert client.get(url(owner)).json()["results"] == [added.json()] == [client.get(added["Location"]).json()]
    draft = client.get(url(owner, "")).json()
    assert (draft["round"], draft["state"], draft["submitted_at"]) == (1, "draft", None)
    assert paper.document.uploaded_by == owner.user


def test_of_the_number_only_the_end_is_told(owner):
    draft_of(owner)
    answer = client_of(owner.user).get(url(owner, ""))
    assert answer.json()["licence_number"] == f"••••{LICENCE_NUMBER[-4:]}"
    assert LICENCE_NUMBER not in answer.content.decode()


def test_no_answer_leads_to_what_is_on_a_paper(owner):
    draft_of(owner)
    name = Document.objects.get().file.name
    for tail in ("", "papers/"):
        answer = client_of(owner.user).get(url(owner, tail)).content.decode()
        assert name not in answer and "http" not in answer.replace('"next":null', "")


@pytest.mark.parametrize("key", [None, "a-key"])
def test_what_is_no_paper_is_refused_and_begins_no_draft(owner, key):
    client, extra = client_of(owner.user), {"HTTP_IDEMPOTENCY_KEY": key} if key else {}
    refused = add(client, owner, file=uploaded(image_bytes(kind="PDF"), "licence.pdf"), **extra)
    assert refused.status_code == 409
    assert refused.json()["detail"].startswith("We cannot take a PDF.")
    wrong = add(client, owner, kind="passport", **extra)
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/kind")
    assert (Verification.objects.count(), Document.objects.count()) == (0, 0)


def test_what_is_with_us_is_not_changed(owner):
    rounds.submit(verification=draft_of(owner), actor=owner.user)
    client, paper = client_of(owner.user), VerificationDocument.objects.get()
    for refused in (add(client, owner), client.delete(url(owner, f"papers/{paper.pk}/"))):
        assert refused.status_code == 409
        assert refused.json()["detail"].startswith("These papers are with us already.")
    assert VerificationDocument.objects.count() == 1


def test_a_paper_taken_out_is_gone_from_the_disk(owner, django_capture_on_commit_callbacks):
    draft_of(owner)
    paper, name = VerificationDocument.objects.get(), Document.objects.get().file.name
    assert storages["private"].exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        assert client_of(owner.user).delete(url(owner, f"papers/{paper.pk}/")).status_code == 204
    assert (Document.objects.count(), storages["private"].exists(name)) == (0, False)


@pytest.mark.parametrize("role", [Role.HOST, Role.STAFF, None])
def test_who_does_not_manage_it_finds_nothing_and_nothing_is_decoded(owner, role, monkeypatch):
    draft_of(owner)
    decoded = []
    monkeypatch.setattr("accounts.verification.api.views.draw_document", lambda *, file: decoded.append(file))
    other = UserFactory()
    if role:
        MembershipFactory(organization=owner.organization, user=other, role=role)
    client, paper = client_of(other), VerificationDocument.objects.get()
    answers = [client.get(url(owner)), client.get(url(owner, "")), add(client, owner)]
    answers += [client.get(url(owner, f"papers/{paper.pk}/")), client.delete(url(owner, f"papers/{paper.pk}/"))]
    assert [answer.status_code for answer in answers] == [404] * 5
    assert (decoded, VerificationDocument.objects.count()) == ([], 1)


def test_a_paper_of_another_organisation_is_not_there(owner):
    draft_of(owner)
    mine = MembershipFactory(organization=OrganizationFactory(), user=UserFactory(), role=Role.OWNER)
    draft_of(mine)
    theirs = VerificationDocument.objects.get(verification__organization=owner.organization)
    client = client_of(mine.user)
    assert client.get(url(mine, f"papers/{theirs.pk}/")).status_code == 404
    assert client.delete(url(mine, f"papers/{theirs.pk}/")).status_code == 404
    assert VerificationDocument.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize(("scope", "other"), [("papers:read", "papers:write"), ("papers:write", "papers:read")])
def test_each_scope_opens_its_own_half(owner, scope, other):
    draft_of(owner)
    client = client_of(owner.user, scope)
    reads, writes = client.get(url(owner)), add(client, owner, kind="other")
    wanted = {"papers:read": (200, 403), "papers:write": (403, 201)}[scope]
    assert (reads.status_code, writes.status_code) == wanted
    refused = reads if reads.status_code == 403 else writes
    assert refused.json()["required_scope"] == other


def test_the_thirteenth_paper_is_one_too_many(owner):
    client = client_of(owner.user)
    assert [add(client, owner, kind="other").status_code for _ in range(rounds.MOST_PAPERS)] == [201] * 12
    assert add(client, owner, kind="other").status_code == 409
    assert Document.objects.count() == rounds.MOST_PAPERS
