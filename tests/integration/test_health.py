"""Health probes: alive, ready, and whether the record is guarded."""

import pytest
from django.core.checks import run_checks
from django.db import connection
from django.test import override_settings

from clinic_hours.ledger.selectors.guards import GUARDS

SHARED = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "c"}}
ENTRIES = "clinic_hours_ledger_logentry"


def test_alive_works_without_the_database(client, settings):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_a_migrated_and_guarded_database_is_ready(client):
    assert client.get("/readyz").json() == {"ready": True, "problem": "", "missing": ""}


@pytest.mark.django_db
def test_a_record_without_its_guard_is_not_ready(client):
    guard = GUARDS[connection.vendor][0].format(ENTRIES)
    of_table = f"ON {ENTRIES}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{guard}" {of_table}')
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["problem"] == f"The record is not protected: {guard}."


@pytest.mark.django_db
def test_a_database_with_unapplied_migrations_is_not_ready(client):
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(name) FROM django_migrations WHERE app = 'home_core'")
        newest = cursor.fetchone()
        cursor.execute(
            "DELETE FROM django_migrations WHERE app = 'home_core' AND name = %s", newest
        )
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)
    assert "not applied" in answer.json()["problem"]


@pytest.mark.parametrize(
    ("workers", "caches", "refused"), [(1, None, False), (2, None, True), (2, SHARED, False)]
)
def test_several_workers_need_a_shared_cache(settings, workers, caches, refused):
    with override_settings(WORKERS=workers, CACHES=caches or settings.CACHES):
        found = run_checks(tags=["security"], include_deployment_checks=True)
    assert ("portal.E001" in {each.id for each in found}) is refused
