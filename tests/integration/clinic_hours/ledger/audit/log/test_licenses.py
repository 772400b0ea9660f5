"""Even with the key, nobody signs under a license that the log states differently."""

from functools import partial

import pytest

from clinic_hours.ledger.models import LogEntry
from clinic_hours.people.services.licenses import log_withdrawal, save_license
from tests.factories.clinic import NOW, CredentialFactory, SupervisorFactory
from tests.tampering import guards_down

from ..damage import found
from .test_chains import sign_again

pytestmark = pytest.mark.django_db

LAST, LATER = 6, 7


def of_a_namesake(rosa) -> int:
    """Give the license to another account with the same name."""
    namesake = SupervisorFactory(printed_name=rosa.printed_name, credential=None)
    license = rosa.credentials.get()
    license.supervisor = namesake
    save_license(license, now=NOW)
    return LATER


def withdrawn(rosa) -> int:
    log_withdrawal(rosa.credentials.get(), NOW)
    return LATER


def no_license(rosa) -> int:
    return 2


def another_license(rosa, **columns) -> int:
    CredentialFactory(supervisor=rosa, **columns)
    return LATER


@pytest.mark.parametrize(
    "license",
    [
        of_a_namesake,
        withdrawn,
        no_license,
        partial(another_license, number="MA 99999"),
        partial(another_license, kind="AP"),
        partial(another_license, jurisdiction="US-GA"),
    ],
)
def test_a_signature_under_another_license(own_key, three_entries, rosa, license):
    with guards_down():
        entry = LogEntry.objects.get(seq=license(rosa))
        sign_again(LAST, own_key, license=entry.reference.facts())
        assert found() == (LAST, "contradiction")
