"""Whoever edits the database without the key finds no page, file or answer of ours that vouches for it."""

from contextlib import suppress

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection
from django.db.models import AutoField, Field, Model
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic_hours.ledger.models import Checkpoint, CommittedText, LogEntry, SigningKey
from clinic_hours.people.models import (
    Credential,
    Enrollment,
    PublishedEdition,
    Supervisor,
)
from clinic_hours.sessions.models import (
    Balance,
    ClinicSession,
    HourEntry,
    SignOff,
)
from clinic_hours.transcripts.models import IssuedFile, Revocation, Transcript
from courses.requirements.models import Requirement, RequirementSet
from tests.integration.clinic_hours.record import (
    EDITION,
    FIRST,
    LICENSE,
    LUCIA,
    NEWER,
    REVERSAL,
    REVOCATION,
    TRANSFER,
)
from tests.tampering import guards_down

from .forgeries import SHOWN, forgery
from .places import Place, places

pytestmark = [pytest.mark.django_db, pytest.mark.exhaustive]

TEXTS = ["Lucía Ferrer", "Transcript of Coral College, 2026-05-02", "Wrong day.", "Misprinted."]
# Which rows are edited: those that say something of Lucía and of her transcripts.
ROWS: dict[type[Model], dict] = {
    Transcript: {},
    IssuedFile: {},
    Revocation: {},
    HourEntry: {"pk__in": [FIRST, TRANSFER, REVERSAL]},
    SignOff: {"entries": FIRST},
    ClinicSession: {"entries": FIRST},
    Balance: {},
    Enrollment: {"entry": LUCIA},
    get_user_model(): {"enrollments__entry": LUCIA},
    Supervisor: {"credentials__entry": LICENSE},
    Credential: {"entry": LICENSE},
    PublishedEdition: {"entry": EDITION},
    RequirementSet: {"enrollments__entry": LUCIA},
    Requirement: {"requirement_set__enrollments__entry": LUCIA},
    CommittedText: {"text__in": TEXTS},
    LogEntry: {"pk__in": [LUCIA, FIRST, REVOCATION, NEWER]},
    Checkpoint: {},
    SigningKey: {},
}


@pytest.fixture
def everywhere(record, desk_of, cora) -> list[Place]:
    return list(places(record, desk_of(cora)))


def test_an_untouched_record_is_vouched_for_everywhere_but_where_it_should_not_be(
    record, everywhere
):
    silent = [place.address for place in everywhere if not place.vouched()]
    listed = reverse("hours:transcripts", args=[record.lucia.public_id])
    assert silent == [
        f"/verify/{record.transcript.code}/",
        listed,
    ]  # revoked, and never called valid


@pytest.fixture(scope="module")
def asked_before() -> dict[str, list[str]]:
    return {}


@pytest.fixture
def statements(everywhere, asked_before) -> dict[str, list[str]]:
    """What each place asks the database, by its address; found out once for the module's record."""
    for place in everywhere:
        if place.address not in asked_before:
            with CaptureQueriesContext(connection) as queries:
                place.vouched()
            asked_before[place.address] = [each["sql"] for each in queries]
    return asked_before


def reads(statements: list[str], column: Field) -> bool:
    """Return whether a column is named. A place that never names it says the same whatever it holds."""
    table, name = column.model._meta.db_table, column.column
    return any(f'"{table}"' in each and f'"{name}"' in each for each in statements)


def columns_of(model: type[Model]) -> list[Field]:
    return [each for each in model._meta.concrete_fields if not isinstance(each, AutoField)]


def shown_in(text: str) -> list[str]:
    return [forged for forged in SHOWN if forged in text]


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_no_place_vouches_for_what_was_edited(record, everywhere, statements, model):
    vouched = []
    for row in model._base_manager.filter(**ROWS[model]).distinct():
        for field in columns_of(model):
            readers = [each for each in everywhere if reads(statements[each.address], field)]
            with guards_down(), suppress(IntegrityError):  # some engines refuse even their owner
                forged = {field.attname: forgery(row, field)}
                model._base_manager.filter(pk=row.pk).update(**forged)
                vouched += [
                    (row.pk, field.name, place.address, shown)
                    for place in readers
                    if (shown := shown_in(place.vouched()))
                ]
    assert vouched == []
