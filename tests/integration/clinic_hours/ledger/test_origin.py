"""The log is named when it begins, and serving it elsewhere doesn't rename it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from clinic_hours.ledger.domain.checkpoints import read_note
from clinic_hours.ledger.selectors.audit import audit_ledger
from clinic_hours.ledger.selectors.origin import fixed_origin
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.domain.transcripts import read_statement
from portal.checks import log_keeps_its_name, log_origin_is_a_name
from tests.factories.clinic import NOW, EnrollmentFactory, logged, signed
from tests.servers.worker_process import database_url

pytestmark = pytest.mark.django_db

ORIGIN = "palmetto.test/hours"


@pytest.fixture
def moved(settings, three_entries):
    """Another address and another LOG_ORIGIN, after the log began."""
    settings.LOG_ORIGIN, settings.SITE_URL = "moved.test/hours", "https://moved.test:8443"


def origin_of(note: str) -> str:
    return read_note(note)[0].origin


def test_without_a_setting_the_log_is_named_after_the_site(settings, db):
    settings.LOG_ORIGIN, settings.SITE_URL = "", "https://school.test:8443"
    EnrollmentFactory()
    assert fixed_origin() == "school.test:8443/hours"


def test_a_log_that_has_not_begun_has_no_name_yet(db):
    assert sign_checkpoint() is None
    assert fixed_origin() == ""


def test_a_transcript_without_entries_names_the_log_too(lucia, cora):
    issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    assert fixed_origin() == ORIGIN


def test_a_transcript_stays_valid_when_the_site_moves(client, settings, lucia, cora, three_entries):
    issued = issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    settings.LOG_ORIGIN, settings.SITE_URL = "moved.test/hours", "https://moved.test:8443"
    assert "Valid" in client.get(f"/verify/{issued.code}/").text
    again = issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    assert "Valid" in client.get(f"/verify/{again.code}/").text
    assert audit_ledger().is_ok


def test_what_is_signed_after_a_move_has_the_first_name(moved, client, lucia, rosa, cora):
    signed(logged(lucia, rosa, start="12:00", end="13:00"))
    issued = issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    assert read_statement(bytes(issued.statement)).log.origin == ORIGIN
    assert origin_of(sign_checkpoint().note) == origin_of(issued.checkpoint.note) == ORIGIN
    assert origin_of(client.get("/verify/checkpoint").text) == ORIGIN


def test_a_different_setting_is_reported_in_one_sentence(moved):
    (warning,) = log_keeps_its_name(None, databases=["default"])
    assert "LOG_ORIGIN is moved.test/hours" in warning.msg and ORIGIN in warning.msg
    assert warning.hint == f"Set LOG_ORIGIN to {ORIGIN} or remove it."


def test_manage_py_check_says_so(moved):
    with pytest.raises(SystemCheckError, match=r"portal\.W001"):
        call_command("check", databases=["default"], fail_level="WARNING")


@pytest.mark.django_db(transaction=True)
def test_the_servers_log_says_so_at_startup(three_entries):
    own = {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "DATABASE_URL": database_url()}
    started = subprocess.run(
        [sys.executable, "-c", "import portal.wsgi"],
        cwd=settings.BASE_DIR,
        env={**os.environ, **own, "LOG_ORIGIN": "moved.test/hours"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert started.stderr.count("LOG_ORIGIN is moved.test/hours") == 1


@pytest.mark.parametrize("origin", ["", ORIGIN])
def test_the_same_setting_or_none_is_fine(settings, three_entries, origin):
    settings.LOG_ORIGIN = origin
    assert log_keeps_its_name(None, databases=["default"]) == []


def test_a_new_log_may_get_any_name(settings, db):
    settings.LOG_ORIGIN = "moved.test/hours"
    assert log_keeps_its_name(None, databases=["default"]) == []


@pytest.mark.parametrize("origin", ["two words", "a+b", "line\nbreak", "x" * 256, "nbsp\xa0"])
def test_a_setting_that_cannot_be_a_name_is_an_error(settings, origin):
    settings.LOG_ORIGIN = origin
    assert [each.id for each in log_origin_is_a_name(None)] == ["portal.E002"]


@pytest.mark.parametrize("origin", ["", "school.test/hours", "escuela-ñ.test/horas"])
def test_other_settings_are_not(settings, origin):
    settings.LOG_ORIGIN = origin
    assert log_origin_is_a_name(None) == []
