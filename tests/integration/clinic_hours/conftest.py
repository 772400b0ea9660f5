"""The cast: Lucía studies, Rosa supervises, Cora runs the office, Otis audits, Mei is an outsider.

Their browsers are open on a Monday in November at six.
"""

import shutil
from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from clinic_hours.ledger.signatures import new_key, write_key_file
from clinic_hours.people.models import OfficeRole
from tests.databases import rolled_back
from tests.factories.clinic import (
    NOW,
    ClinicSiteFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    logged,
    signed,
)
from tests.factories.witnesses import BOARD

from .record import Record, make_record


@pytest.fixture
def site(db):
    return ClinicSiteFactory()


@pytest.fixture
def lucia(site):
    return EnrollmentFactory(student__display_name="Lucía Ferrer")


@pytest.fixture
def mei(site):
    return EnrollmentFactory(student__display_name="Mei Tanaka")


@pytest.fixture
def rosa(db):
    return SupervisorFactory(user__display_name="Rosa Castellanos")


@pytest.fixture
def cora(db):
    return OfficeRoleFactory(user__display_name="Cora Whitfield").user


@pytest.fixture
def otis(db):
    return OfficeRoleFactory(user__display_name="Otis Grant", role=OfficeRole.Role.AUDITOR).user


@pytest.fixture
def three_entries(lucia, rosa):
    """Three signed sessions of Lucía's, posted in one batch."""
    clocks = ["08:00", "09:00", "10:00", "11:00"]
    return signed(
        *(logged(lucia, rosa, start=start, end=end, clients=1) for start, end in pairwise(clocks))
    )


@pytest.fixture
def own_key(settings, tmp_path):
    """A signing key just for this test, in a file that it may change."""
    settings.SIGNING_KEY_FILE = str(tmp_path / "key.pem")
    key = new_key()
    write_key_file(tmp_path / "key.pem", key)
    return key


@pytest.fixture(scope="module")
def made_once(
    django_db_setup, django_db_blocker, tmp_path_factory
) -> Iterator[tuple[Record, Path]]:
    """The record of a module's tests, and its key: signing it takes longer than most of them."""
    key_file = tmp_path_factory.mktemp("record") / "key.pem"
    write_key_file(key_file, new_key())
    own = {"SIGNING_KEY_FILE": str(key_file), "WITNESS_KEYS": [str(BOARD.key)]}
    with django_db_blocker.unblock(), override_settings(**own), rolled_back():
        yield make_record(), key_file


@pytest.fixture
def record(made_once, settings, tmp_path) -> Record:
    """An example of everything that follows from the log."""
    made, key_file = made_once
    settings.SIGNING_KEY_FILE = str(shutil.copy(key_file, tmp_path))
    return deepcopy(made)


@pytest.fixture
def six_o_clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def student(client, six_o_clock, lucia):
    """Lucía's browser."""
    client.force_login(lucia.student)
    return client


@pytest.fixture
def desk_of(six_o_clock):
    """Return a function that signs a person in and returns their browser, with rate limits reset."""
    cache.clear()

    def sign_in(person) -> Client:
        browser = Client()
        browser.force_login(person)
        return browser

    yield sign_in
    cache.clear()


@pytest.fixture
def instructor(desk_of, rosa):
    """Rosa's browser."""
    return desk_of(rosa.user)


@pytest.fixture
def typed(lucia, rosa, site) -> dict[str, str]:
    """Two to half past five today: three and a half hours."""
    return {
        "date": "2026-11-16",
        "start": "14:00",
        "end": "17:30",
        "break_minutes": "0",
        "requirement": str(lucia.requirement_set.requirements.get().pk),
        "site": str(site.pk),
        "supervisor": str(rosa.pk),
        "clients": "5",
        "note": "Lower back and neck.",
        "action": "submit",
    }


@pytest.fixture
def log(student):
    """Return a function that sends the log form."""

    def send(data: dict[str, str]):
        return student.post(reverse("hours:session_new"), data)

    return send
