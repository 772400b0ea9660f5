"""Sessions that were given up before notes were erased lose theirs when the database is migrated."""

from importlib import import_module

import pytest
from django.apps import apps

from clinic_hours.models import ClinicSession
from tests.factories.clinic import logged

pytestmark = pytest.mark.django_db
migration = import_module("clinic_hours.migrations.0006_take_back_and_discard")


def test_only_notes_of_withdrawn_sessions_are_erased(lucia, rosa):
    kept = logged(lucia, rosa, start="08:00", end="09:00", note="Kept.")
    given_up = logged(lucia, rosa, note="Erased.")
    ClinicSession.objects.filter(pk=given_up.pk).update(status="withdrawn")
    migration.erase_notes(apps, None)
    kept.refresh_from_db()
    given_up.refresh_from_db()
    assert (kept.note, given_up.note) == ("Kept.", "")
