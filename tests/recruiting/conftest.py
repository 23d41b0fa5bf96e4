import pytest
from django.test import Client
from django.utils import translation

from accounts.models import User
from accounts.states import Role
from recruiting.employers.models import Employer
from recruiting.jobs.models import JobPosting
from tests.factories.recruiting import JobFactory, employer_of, member_of


@pytest.fixture(autouse=True)
def english():
    """A page read in Chinese leaves its language behind in the thread."""
    with translation.override("en"):
        yield


@pytest.fixture
def owner(db: None) -> User:
    return User.objects.create_user(email="chen@example.com", password="pass-word-1", name="Chen")


@pytest.fixture
def employer(owner: User) -> Employer:
    return employer_of(owner)


@pytest.fixture
def staff(employer: Employer) -> User:
    """A member who may not manage."""
    return member_of(employer, role=Role.STAFF, name="Staff")


@pytest.fixture
def rival(db: None) -> User:
    """The owner of another employer."""
    user = User.objects.create_user(email="rival@example.com", password="pass-word-1", name="Rival")
    employer_of(user, slug="rival")
    return user


@pytest.fixture
def job(employer: Employer) -> JobPosting:
    return JobFactory(employer=employer)


@pytest.fixture
def worker(db: None) -> User:
    return User.objects.create_user(phone="+8613900007788", phone_verified=True, name="A-Qiang")


@pytest.fixture
def as_(db: None):
    """A client signed in as this person; anonymous for None."""

    def client_of(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return client_of
