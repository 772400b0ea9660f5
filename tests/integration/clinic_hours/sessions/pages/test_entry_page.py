"""The page that says why an entry counts."""

from pathlib import Path

import pytest
from django.urls import reverse

from clinic_hours.ledger.models import Checkpoint
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.ledger.services.rotation import rotate_signing_key
from clinic_hours.ledger.signatures import new_key
from clinic_hours.sessions.domain.attestation import reversal_statement
from clinic_hours.sessions.models import ClinicSession, HourEntry
from clinic_hours.sessions.services.sign_offs import void_sign_off
from tests.factories.clinic import NOW, fresh, logged, signed
from tests.factories.people import PASSWORD
from tests.factories.shifts import clocked
from tests.performance.counting import queries
from tests.tampering import change, change_hours, slip_in, unguarded, with_payload

from .paper_forms import entry_url

pytestmark = pytest.mark.django_db

UNREADABLE = [
    pytest.param(b"\xff nonsense", id="nonsense"),
    pytest.param(b"[" * 100_000, id="nested without end"),
]


def test_an_entry_says_what_was_signed_by_whom_under_which_rule(client, lucia, rosa):
    (entry,) = signed(logged(lucia, rosa))
    client.force_login(lucia.student)
    page = client.get(entry_url(entry)).content.decode()
    for words in (
        rosa.printed_name,
        "I supervised these sessions in person and the hours are true.",
        "their password",
        entry.requirement.name,
        "Unaltered: the hash matches the one on record",
        "The school's signature is valid",
        bytes(entry.log_entry.leaf_hash).hex(),
        reverse("hours:session", args=[entry.session.public_id]),
    ):
        assert words in page, words


def test_an_entry_is_proven_to_be_in_the_newest_checkpoint(client, lucia, rosa, otis):
    first, _second = signed(
        logged(lucia, rosa, start="08:00", end="09:00"),
        logged(lucia, rosa, start="09:00", end="10:00"),
    )
    client.force_login(otis)
    assert "Newer than the last checkpoint" in client.get(entry_url(first)).content.decode()
    sign_checkpoint()
    page = client.get(entry_url(first)).content.decode()
    assert "Proven to be in the checkpoint of 5 entries" in page
    assert bytes(Checkpoint.objects.get().root).hex() in page


def test_an_entry_is_visible_to_those_concerned_and_not_to_outsiders(client, lucia, mei, rosa):
    (entry,) = signed(logged(lucia, rosa))
    client.force_login(mei.student)
    assert client.get(entry_url(entry)).status_code == 404
    client.force_login(rosa.user)
    assert client.get(entry_url(entry)).status_code == 200


def test_a_number_that_no_entry_can_have_is_not_found(client, cora):
    client.force_login(cora)
    for number in ("0", "999", "9" * 30):
        assert client.get(f"/hours/entries/{number}/").status_code == 404


def test_the_session_and_the_signed_list_link_to_the_entries(client, lucia, rosa, cora):
    (entry,) = signed(logged(lucia, rosa))
    client.force_login(rosa.user)
    assert entry_url(entry) in client.get(reverse("hours:signed")).content.decode()
    session = ClinicSession.objects.get(pk=entry.session_id)
    how = {"statement": reversal_statement("en"), "authentication": fresh(), "now": NOW}
    reversal = void_sign_off(
        actor=cora, session=session, version=session.version, reason="Logged twice.", **how
    )
    page = client.get(reverse("hours:session", args=[session.public_id])).content.decode()
    assert entry_url(entry) in page
    assert entry_url(reversal) in page


def test_an_entry_says_how_times_were_recorded_when_signed(client, lucia, rosa):
    (entry,) = signed(logged(lucia, rosa))
    said = ClinicSession.objects.get(pk=entry.session_id).get_provenance_display()
    ClinicSession.objects.filter(pk=entry.session_id).update(provenance="clocked")
    client.force_login(lucia.student)
    assert said in client.get(entry_url(entry)).content.decode()


def test_the_time_on_the_clock_is_shown_in_its_parts(client, lucia, rosa):
    session = clocked(lucia, rosa, over_ratio=20, unsupervised=10)
    client.force_login(rosa.user)
    parts = ("150 min with an instructor", "20 min over the limit", "10 min without an instructor")
    own_page = reverse("hours:session", args=[session.public_id])
    before = client.get(own_page).content.decode()
    (entry,) = signed(session)
    # Whatever the row says since: pages show what was signed.
    ClinicSession.objects.filter(pk=session.pk).update(provenance="typed", clock=None)
    total = reverse("hours:requirement", args=[lucia.public_id, entry.requirement_id])
    after = [client.get(page).content.decode() for page in (own_page, entry_url(entry), total)]
    for shown in (before, *after[:2]):
        assert [part for part in parts if part not in shown] == []
    assert ["Clocked in and out" in each for each in (before, *after)] == [True] * 4


def test_typed_times_have_no_parts(client, lucia, rosa):
    (entry,) = signed(logged(lucia, rosa))
    client.force_login(rosa.user)
    assert "with an instructor" not in client.get(entry_url(entry)).content.decode()


def test_the_total_links_to_each_of_its_entries(client, lucia, rosa):
    (entry,) = signed(logged(lucia, rosa))
    client.force_login(lucia.student)
    total = reverse("hours:requirement", args=[lucia.public_id, entry.requirement_id])
    assert entry_url(entry) in client.get(total).content.decode()


def test_an_entry_takes_a_constant_number_of_queries(client, lucia, rosa, otis):
    client.force_login(otis)
    counts = []
    for start, end in (("08:00", "09:00"), ("09:00", "10:00"), ("10:00", "11:00")):
        (entry,) = signed(logged(lucia, rosa, start=start, end=end))
    sign_checkpoint()
    for entry in HourEntry.objects.all():
        client.get(entry_url(entry))
        with queries() as asked:
            client.get(entry_url(entry))
        counts.append(len(asked))
    assert max(counts) <= 14, (
        asked
    )  # one notes that Otis opened it, one finds the names he asked for


def test_an_entry_signed_with_someone_elses_key_is_not_called_signed(client, lucia, rosa, otis):
    (entry,) = signed(logged(lucia, rosa))
    key = new_key()
    with unguarded():
        with_payload(4, bytes(entry.log_entry.payload), key)
        change(4, signing_key=slip_in(key, first_seq=1))
    client.force_login(otis)
    page = client.get(entry_url(entry)).content.decode()
    assert "signature is not valid" in page


def test_an_entry_whose_row_says_more_minutes_than_were_signed_is_called_altered(
    client, lucia, rosa, otis
):
    (entry,) = signed(logged(lucia, rosa))
    with unguarded():
        change_hours(4, minutes=999)
    client.force_login(otis)
    assert "Altered: " in client.get(entry_url(entry)).content.decode()


@pytest.mark.parametrize("payload", UNREADABLE)
def test_an_unreadable_entry_is_reported_without_an_error(client, lucia, rosa, otis, payload):
    (entry,) = signed(logged(lucia, rosa))
    with unguarded():
        change(4, payload=payload)
    client.force_login(otis)
    answer = client.get(entry_url(entry))
    assert (answer.status_code, "cannot be read" in answer.content.decode()) == (409, True)


def test_an_entry_with_a_newer_key_counts_as_signed_even_if_the_file_is_old(
    client, own_key, lucia, rosa, otis, settings
):
    signed(logged(lucia, rosa, start="08:00", end="09:00"))
    old = Path(settings.SIGNING_KEY_FILE).read_bytes()
    rotate_signing_key()
    (entry,) = signed(logged(lucia, rosa, start="09:00", end="10:00"))
    Path(settings.SIGNING_KEY_FILE).write_bytes(old)
    client.force_login(otis)
    assert "signature is valid" in client.get(entry_url(entry)).content.decode()


@pytest.mark.parametrize("payload", UNREADABLE)
def test_lists_of_entries_still_work_if_one_cannot_be_read(client, lucia, rosa, otis, payload):
    (entry,) = signed(logged(lucia, rosa))
    with unguarded():
        change(4, payload=payload)
    client.force_login(otis)
    for address in (
        reverse("hours:ledger"),
        reverse("hours:requirement", args=[lucia.public_id, entry.requirement_id]),
    ):
        answer = client.get(address)
        assert (answer.status_code, "cannot be read" in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("payload", UNREADABLE)
def test_an_unreadable_entry_is_neither_voided_nor_put_on_a_transcript(
    client, lucia, rosa, cora, payload
):
    session = logged(lucia, rosa)
    signed(session)
    session.refresh_from_db()
    with unguarded():
        change(4, payload=payload)
    client.force_login(cora)
    typed = {"version": session.version, "reason": "Wrong day.", "password": PASSWORD}
    for address, sent in (
        (reverse("hours:session_void", args=[session.public_id]), typed),
        (reverse("hours:transcripts", args=[lucia.public_id]), {"after": 0}),
    ):
        answer = client.post(address, sent)
        assert (answer.status_code, "cannot be read" in answer.text) == (422, True)
    assert HourEntry.objects.count() == 1
