"""A database restored from yesterday under today's checkpoint is refused before anyone signs."""

import logging

import pytest
from django.core.checks.registry import run_checks
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from clinic_hours.core.domain.errors import Refused
from clinic_hours.ledger.domain.checkpoints import TreeHead, signed_note
from clinic_hours.ledger.models import LedgerHead, LogEntry
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.ledger.services.rotation import rotate_signing_key
from clinic_hours.transcripts.documents.issuing import issue_transcript
from portal.apps import LOG_CHECKS
from tests.factories.clinic import NOW, EnrollmentFactory, credited, logged, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings, tmp_path):
    settings.KEPT_CHECKPOINT_FILE = str(tmp_path / "checkpoint")
    return tmp_path / "checkpoint"


@pytest.fixture
def restored(own_key, three_entries, lucia, rosa, kept) -> None:
    """Keep a checkpoint, then restore the database from before the last entry."""
    backup = transaction.savepoint()
    signed(logged(lucia, rosa, start="12:00", end="13:00"))
    kept.write_text(sign_checkpoint().note, encoding="utf-8")
    transaction.savepoint_rollback(backup)


def test_nothing_is_signed_in_it(restored, lucia, rosa, cora):
    session = logged(lucia, rosa, start="14:00", end="15:00")
    for act in (
        lambda: signed(session),
        lambda: credited(cora, lucia),
        lambda: issue_transcript(actor=cora, enrollment=lucia, now=NOW),
        sign_checkpoint,
        rotate_signing_key,
    ):
        with pytest.raises(Refused) as refusal:
            act()
        (finding,) = refusal.value.findings
        assert (finding.code, finding.params) == ("older_copy", {"size": 6, "kept": 7})
    assert LogEntry.objects.count() == LedgerHead.objects.get().size == 6


def test_pages_and_commands_say_so_and_the_servers_log_too(restored, client, lucia, cora, caplog):
    client.force_login(cora)
    with caplog.at_level(logging.ERROR):
        answer = client.post(reverse("hours:transcripts", args=[lucia.public_id]), {"after": "0"})
    assert answer.status_code == 422
    assert "covers 7 entries, so this is an older copy" in answer.content.decode()
    assert "The log ends with entry 6; the kept checkpoint covers 7." in caplog.text
    with pytest.raises(CommandError, match="older copy"):
        call_command("sign_checkpoint")


def test_the_database_that_the_checkpoint_is_from_goes_on(three_entries, lucia, rosa, kept):
    kept.write_text(sign_checkpoint().note, encoding="utf-8")
    assert signed(logged(lucia, rosa, start="12:00", end="13:00"))


def test_without_the_setting_or_its_file_nothing_is_compared(settings, restored, lucia, rosa):
    for path in ("", f"{settings.KEPT_CHECKPOINT_FILE}.gone"):
        settings.KEPT_CHECKPOINT_FILE = path
        assert sign_checkpoint().size == 6


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"<!doctype html>"])
def test_a_file_that_is_no_checkpoint_is_reported(kept, content):
    kept.write_bytes(content)
    problems = [each for each in run_checks(tags=[LOG_CHECKS]) if each.id == "portal.E004"]
    assert len(problems) == 1 and "is not a checkpoint" in problems[0].msg


def reported(**how: list[str]) -> dict[str, str]:
    """Return what the system checks say about the kept checkpoint, by id."""
    found = {each.id: each.msg for each in run_checks(tags=[LOG_CHECKS], **how)}
    return {name: found[name] for name in ("portal.W003", "portal.E005") if name in found}


def test_a_file_that_is_not_there_is_reported_while_signing_goes_on(settings, restored, kept):
    assert reported() == {}
    kept.rename(kept.with_name("moved"))
    assert "No such file" in reported()["portal.W003"]
    assert str(kept) in reported()["portal.W003"]
    assert sign_checkpoint().size == 6
    settings.KEPT_CHECKPOINT_FILE = ""
    assert reported() == {}


def test_a_checkpoint_of_another_log_is_reported_and_not_compared(restored, kept, lucia, rosa):
    assert reported(databases=["default"]) == {}
    other = kept.read_text(encoding="utf-8").replace("palmetto.test/hours", "other.test/hours")
    kept.write_text(other, encoding="utf-8")
    assert sign_checkpoint().size == 6
    assert signed(logged(lucia, rosa, start="14:00", end="15:00"))
    said = reported(databases=["default"])["portal.E005"]
    assert "other.test/hours" in said and "palmetto.test/hours" in said
    assert reported() == {}, "without a database, the log's name is unknown"


def test_a_log_that_has_not_begun_is_older_than_a_checkpoint_of_its_future_name(
    own_key, kept, settings, site
):
    settings.LOG_ORIGIN = "palmetto.test/hours"
    note = signed_note(TreeHead("palmetto.test/hours", 7, bytes(32)), bytes(32), bytes(64))
    kept.write_text(note, encoding="utf-8")
    assert reported(databases=["default"]) == {}
    with pytest.raises(Refused):
        EnrollmentFactory()
    settings.LOG_ORIGIN = "new.test/hours"
    assert "new.test/hours" in reported(databases=["default"])["portal.E005"]
    assert EnrollmentFactory()


def test_the_office_reads_it_in_its_forms(restored, client, cora, rosa, lucia):
    client.force_login(cora)
    license = rosa.credentials.get()
    typed = {"supervisor": rosa.pk, "kind": "LMT", "jurisdiction": "US-FL", "number": "MA 99999"}
    typed |= {"issued_on": license.issued_on, "expires_on": license.expires_on}
    for address in (reverse("credential:edit", args=[license.pk]), reverse("credential:add")):
        answer = client.post(address, typed)
        assert answer.status_code == 200
        assert "this is an older copy" in answer.content.decode()
    assert rosa.credentials.get().number == license.number


def test_a_page_whose_form_has_no_place_for_it_says_so_too(restored, client, lucia):
    client.force_login(lucia.student)
    answer = client.post(reverse("account_name"), {"display_name": "Lucía Ferrer Ruiz"})
    assert answer.status_code == 422
    assert "this is an older copy" in answer.content.decode()
    lucia.student.refresh_from_db()
    assert lucia.student.display_name == "Lucía Ferrer"
