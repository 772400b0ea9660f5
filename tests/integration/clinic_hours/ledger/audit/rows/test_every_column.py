"""Every column of the record follows from the log, or stands in a list of those that are not part of it."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import AutoField, Field, Model

from clinic_hours.ledger.models import LogEntry, SigningKey
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import ClinicSession, HourEntry, SessionEvent
from courses.curriculum.models import Program
from courses.requirements.models import Requirement, RequirementGate, RequirementSet
from tests.integration.clinic_hours.record import (
    FIRST,
    KEY,
    LUCIA,
    NEWER,
    REVERSAL,
    SECOND,
    TRANSFER,
)
from tests.tampering import guards_down

from ..damage import found
from .other_values import other_value
from .outside import OUTSIDE

pytestmark = pytest.mark.django_db

WINGS = ("ledger", "people", "sessions", "transcripts", "attendance", "kiosk")
SHOWN = [
    *(
        model
        for wing in WINGS
        for model in apps.get_app_config(f"clinic_hours_{wing}").get_models()
    ),
    *(RequirementSet, Requirement, RequirementGate, Program, get_user_model()),
]

CLOCKED = ("clinic_hours_attendance", "clinic_hours_kiosk")
SIGNED = {"status__in": [State.SIGNED_OFF, State.VOIDED]}
IN_THE_LOG: dict[type[Model], dict] = {
    LogEntry: {"pk__in": [LUCIA, FIRST, KEY, NEWER]},
    SigningKey: {},
    HourEntry: {"pk__in": [FIRST, SECOND, TRANSFER, REVERSAL]},
    ClinicSession: SIGNED,
    SessionEvent: {f"session__{name}": value for name, value in SIGNED.items()},
    get_user_model(): {"enrollments__isnull": False},
}


def name_of(model: type[Model]) -> str:
    return model.__name__


def derived(model: type[Model]) -> list[Field]:
    """Return the columns that are not listed. A row's own id says nothing."""
    outside = OUTSIDE.get(model, {})
    fields = model._meta.concrete_fields
    return [each for each in fields if each.name not in outside and not isinstance(each, AutoField)]


DERIVED = [model for model in SHOWN if derived(model)]


def rows_of(model: type[Model]) -> list[Model]:
    """Return the rows to change: those that are in the log, or just the last one if all are."""
    rows = model._base_manager.order_by("pk")
    return list(rows.filter(**IN_THE_LOG[model])) if model in IN_THE_LOG else [rows.last()]


@pytest.mark.exhaustive
@pytest.mark.parametrize("model", DERIVED, ids=name_of)
def test_a_change_of_any_column_that_is_not_listed_is_found(record, model):
    missed = []
    for row in rows_of(model):
        for field in derived(model):
            with guards_down():
                value = other_value(row, field)
                model._base_manager.filter(pk=row.pk).update(**{field.attname: value})
                if found() is None:
                    missed.append(f"{row.pk}: {field.name}")
    assert missed == []


def test_the_record_that_was_changed_is_sound(record):
    assert found() is None


@pytest.mark.parametrize(
    "model", [each for each in SHOWN if each._meta.app_label in CLOCKED], ids=name_of
)
def test_each_column_of_attendance_and_the_kiosk_is_listed(model):
    """None of them is in the log, so the audit says nothing of them."""
    assert [field.name for field in derived(model)] == []


@pytest.mark.parametrize("model", OUTSIDE, ids=name_of)
def test_a_column_is_listed_only_while_it_exists(model):
    assert set(OUTSIDE[model]) <= {field.name for field in model._meta.concrete_fields}
