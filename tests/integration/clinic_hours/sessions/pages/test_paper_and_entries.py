"""Hours on paper, and the page that says why an entry counts."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from clinic_hours.ledger.models import Checkpoint
from clinic_hours.ledger.services.keys import rotate_signing_key
from clinic_hours.ledger.signatures import new_key
from clinic_hours.sessions.domain.attestation import reversal_statement
from clinic_hours.sessions.models import Balance, ClinicSession, HourEntry
from clinic_hours.sessions.services.checkpoints import sign_checkpoint
from clinic_hours.sessions.services.sign_offs import void_sign_off
from clinic_hours.transcripts.documents.pdf import content
from clinic_hours.transcripts.selectors.transcripts import document_of
from clinic_hours.transcripts.services.transcripts import issue_transcript
from tests.factories.clinic import (
    NOW,
    EnrollmentFactory,
    credited,
    fresh,
    logged,
    published_set,
    signed,
)
from tests.factories.people import PASSWORD
from tests.performance.counting import queries
from tests.tampering import change, guards_down, slip_in, with_payload

pytestmark = pytest.mark.django_db

UNREADABLE = [
    pytest.param(b"\xff nonsense", id="nonsense"),
    pytest.param(b"[" * 100_000, id="nested without end"),
]


def form_of(enrollment) -> str:
    return reverse("hours:credit_new", args=[enrollment.public_id])


def entry_url(entry) -> str:
    return reverse("hours:entry", args=[entry.seq])


def reverse_url(entry) -> str:
    return reverse("hours:credit_reverse", args=[entry.seq])


def filled(enrollment, **changed) -> dict:
    return {
        "kind": "transfer",
        "requirement": enrollment.requirement_set.requirements.first().pk,
        "hours": "12.5",
        "clients": "10",
        "date": "2026-05-02",
        "document": "Transcript 118 of Coral College",
        "agree": "on",
        "password": PASSWORD,
    } | changed


def test_the_coordinator_posts_hours_from_a_document(client, lucia, cora):
    client.force_login(cora)
    answer = client.post(form_of(lucia), filled(lucia))
    entry = HourEntry.objects.get()
    record = reverse("hours:enrollment", args=[lucia.public_id])
    assert (answer.status_code, answer.headers["Location"]) == (303, record)
    assert (entry.kind, entry.minutes, entry.clients) == ("transfer", 750, 10)
    assert Balance.objects.get().paper_minutes == 750


@pytest.mark.parametrize(("written", "minutes"), [("12:30", 750), ("12,5", 750), ("0:01", 1)])
def test_hours_are_taken_as_documents_write_them(client, lucia, cora, written, minutes):
    client.force_login(cora)
    client.post(form_of(lucia), filled(lucia, hours=written))
    assert HourEntry.objects.get().minutes == minutes


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"hours": ""}, "Enter the hours stated in the document."),
        ({"hours": "twelve"}, "Enter hours like 12.5 or 12:30"),
        ({"hours": "-5"}, "Enter hours like 12.5 or 12:30"),
        ({"hours": "١٢"}, "Enter hours like 12.5 or 12:30"),
        ({"hours": "0"}, "Enter more than 0"),
        ({"hours": "9999"}, "no more than 5000 hours"),
        ({"hours": "1.01"}, "a whole number of minutes"),
        ({"kind": "sign_off"}, "Choose one of the two types."),
        ({"kind": ""}, "Choose the type of hours."),
        ({"requirement": "999999"}, "Choose one of this enrollment&#x27;s requirements."),
        ({"document": " "}, "Enter the document that states these hours."),
        ({"document": "x" * 201}, "This text is too long"),
        ({"document": "a\x00b"}, "(NUL)"),
        ({"document": "Transcript\u200b 118"}, "an invisible character (U+200B)"),
        ({"date": "2026-13-01"}, "Enter the date like"),
        ({"date": "2190-01-01"}, "The document date cannot be in the future."),
        ({"clients": "-1"}, "Enter a whole number"),
        ({"agree": ""}, "Check the box to agree to the statement."),
        ({"password": "wrong"}, "That password is incorrect."),
        ({"password": ""}, "Enter your password"),
    ],
)
def test_what_cannot_be_posted_is_refused_with_a_sentence(client, lucia, cora, changed, sentence):
    client.force_login(cora)
    answer = client.post(form_of(lucia), filled(lucia, **changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not HourEntry.objects.exists()


def test_a_second_click_posts_nothing_twice(client, lucia, cora):
    client.force_login(cora)
    client.post(form_of(lucia), filled(lucia))
    answer = client.post(form_of(lucia), filled(lucia))
    assert answer.status_code == 409
    assert "already posted" in answer.content.decode()
    entry = HourEntry.objects.get()
    client.post(reverse_url(entry), {"reason": "Wrong school.", "password": PASSWORD})
    assert client.post(form_of(lucia), filled(lucia)).status_code == 303


@pytest.mark.parametrize(
    "changed",
    [
        {"hours": "12"},
        {"kind": "opening"},
        {"date": "2026-05-03"},
        {"document": "  transcript 118 OF  Coral College"},
        {"document": "Transcript \uff11\uff11\uff18 of Coral College", "hours": "3"},
    ],
)
def test_one_document_counts_once_for_a_requirement(client, lucia, cora, changed):
    client.force_login(cora)
    client.post(form_of(lucia), filled(lucia))
    answer = client.post(form_of(lucia), filled(lucia, **changed))
    assert answer.status_code in {409, 422}
    if "document" not in changed or "hours" in changed:
        sentence = "This document already gives 12.50 h to “Hands-on sessions” (entry 1)."
        assert sentence in answer.text
    assert HourEntry.objects.count() == 1


def test_one_document_may_count_for_two_requirements(client, site, cora):
    enrollment = EnrollmentFactory(
        requirement_set=published_set(
            {"category": "hands-on", "name": "Hands-on sessions", "minutes": 90 * 60},
            {"category": "outreach", "name": "Outreach", "minutes": 15 * 60},
        )
    )
    client.force_login(cora)
    for requirement in enrollment.requirement_set.requirements.all():
        data = filled(enrollment, requirement=requirement.pk)
        assert client.post(form_of(enrollment), data).status_code == 303


@pytest.mark.parametrize("typed", ["500", "90:01"])
def test_a_paper_gives_no_more_hours_than_its_requirement_can_use(client, lucia, cora, typed):
    client.force_login(cora)
    answer = client.post(form_of(lucia), filled(lucia, hours=typed))
    assert answer.status_code == 422
    assert "“Hands-on sessions” needs only 90.00 h more, and this is " in answer.text
    assert not HourEntry.objects.exists()
    assert client.post(form_of(lucia), filled(lucia, hours="90")).status_code == 303


def test_signed_hours_leave_less_for_a_paper_and_hours_that_wait_do_not(
    client, lucia, rosa, cora, six_o_clock
):
    signed(logged(lucia, rosa, start="08:00", end="11:00"))
    logged(lucia, rosa, start="12:00", end="15:00")
    client.force_login(cora)
    assert "needs only 87.00 h more" in client.post(form_of(lucia), filled(lucia, hours="88")).text
    assert client.post(form_of(lucia), filled(lucia, hours="87")).status_code == 303


def test_a_requirement_that_lets_more_count_can_use_more(client, site, cora):
    line = {"category": "x", "name": "X", "minutes": 10 * 60, "maximum_minutes": 20 * 60}
    enrollment = EnrollmentFactory(requirement_set=published_set(line))
    client.force_login(cora)
    assert client.post(form_of(enrollment), filled(enrollment, hours="21")).status_code == 422
    assert client.post(form_of(enrollment), filled(enrollment, hours="20")).status_code == 303


def test_clients_that_are_missing_can_be_posted_although_the_hours_are_full(client, site, cora):
    line = {"category": "x", "name": "X", "minutes": 10 * 60, "minimum_clients": 30}
    enrollment = EnrollmentFactory(requirement_set=published_set(line))
    credited(cora, enrollment, minutes=9 * 60, clients=20)
    client.force_login(cora)
    data = filled(enrollment, hours="1", clients="10")
    assert client.post(form_of(enrollment), data).status_code == 303


def test_hours_of_a_document_are_clock_hours_where_the_set_counts_fifty_minutes(client, site, cora):
    line = {"category": "x", "name": "X", "minutes": 50 * 60}
    enrollment = EnrollmentFactory(requirement_set=published_set(line, minutes_per_clock_hour=50))
    client.force_login(cora)
    assert "in clock hours of 50 minutes" in client.get(form_of(enrollment)).text
    assert client.post(form_of(enrollment), filled(enrollment, hours="51")).status_code == 422
    assert client.post(form_of(enrollment), filled(enrollment, hours="50")).status_code == 303
    assert HourEntry.objects.get().minutes == 2500


@pytest.fixture
def over(lucia, rosa, cora, six_o_clock):
    """Lucía has 90 hours on paper and three signed: three are surplus. Three more wait."""
    entry = credited(cora, lucia, minutes=90 * 60)
    signed(logged(lucia, rosa, start="08:00", end="11:00"))
    logged(lucia, rosa, start="12:00", end="15:00")
    return entry


def test_hours_over_the_requirement_are_said_to_be_surplus_on_every_screen(over, lucia, rosa, cora):
    requirement = lucia.requirement_set.requirements.get()
    transcript = issue_transcript(actor=cora, enrollment=lucia)
    pages = [
        (lucia.student, reverse("hours:home"), "3 h surplus"),
        (cora, reverse("hours:enrollment", args=[lucia.public_id]), "3 h surplus"),
        (cora, reverse("hours:student_list"), "3 h surplus"),
        (rosa.user, reverse("hours:queue"), "3.00 h surplus"),
        (rosa.user, reverse("hours:session", args=[waiting(lucia).public_id]), "3.00 h of this is"),
        (cora, entry_url(over), "3.00 hours go beyond this requirement"),
        (
            cora,
            reverse("hours:requirement", args=[lucia.public_id, requirement.pk]),
            "3.00 of these hours are surplus",
        ),
        (cora, reverse("hours:transcripts", args=[lucia.public_id]), "3 h are surplus"),
        (cora, reverse("verify_transcript", args=[transcript.code]), "3.00 h surplus"),
    ]
    browser = Client()
    lacking = []
    for person, address, words in pages:
        browser.force_login(person)
        if words not in browser.get(address).text:
            lacking.append(address)
    assert lacking == []
    printed = content(document_of(transcript), "en")["requirements"]
    assert "3.00 h surplus" in printed["rows"][0]["outcome"]
    assert "3.00 h surplus" in printed["total"][-1]
    assert "Surplus hours go beyond what a requirement needs" in printed["note"]


def waiting(enrollment) -> ClinicSession:
    return ClinicSession.objects.get(enrollment=enrollment, status="submitted")


def test_a_field_that_is_not_in_the_form_changes_nothing(client, lucia, mei, cora):
    client.force_login(cora)
    client.post(form_of(lucia), filled(lucia, minutes="9999") | {"enrollment": str(mei.pk)})
    entry = HourEntry.objects.get()
    assert (entry.enrollment, entry.minutes) == (lucia, 750)


def test_hours_on_paper_are_shown_apart_on_the_record_the_desk_and_the_total(client, lucia, cora):
    entry = credited(cora, lucia)
    for person in (cora, lucia.student):
        client.force_login(person)
        record = reverse("hours:enrollment", args=[lucia.public_id])
        assert "10 h from documents" in client.get(record).content.decode()
        total = reverse("hours:requirement", args=[lucia.public_id, entry.requirement_id])
        page = client.get(total).content.decode()
        assert "Transfer hours" in page
        assert "10.00 of these hours come from documents" in page
        assert entry.document in page


def test_the_coordinator_takes_them_back_with_a_reason_once(client, lucia, cora):
    entry = credited(cora, lucia)
    client.force_login(cora)
    assert client.post(reverse_url(entry), {"reason": "", "password": PASSWORD}).status_code == 422
    answer = client.post(reverse_url(entry), {"reason": "Counted twice.", "password": PASSWORD})
    assert answer.status_code == 303
    again = client.post(reverse_url(entry), {"reason": "Again.", "password": PASSWORD})
    assert again.status_code == 409
    assert Balance.objects.get().minutes == 0
    page = client.get(entry_url(entry)).content.decode()
    assert "These hours were reversed by" in page


def test_a_sessions_entry_is_voided_and_not_reversed_here(client, lucia, rosa, cora):
    (entry,) = signed(logged(lucia, rosa))
    client.force_login(cora)
    answer = client.post(reverse_url(entry), {"reason": "No.", "password": PASSWORD})
    assert answer.status_code == 409
    assert HourEntry.objects.count() == 1


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
        bytes(entry.leaf_hash).hex(),
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
    assert "Proven to be in the checkpoint of 2 entries" in page
    assert bytes(Checkpoint.objects.get().root).hex() in page


def test_an_entry_is_seen_by_those_whose_it_is_and_not_by_a_stranger(client, lucia, mei, rosa):
    (entry,) = signed(logged(lucia, rosa))
    client.force_login(mei.student)
    assert client.get(entry_url(entry)).status_code == 404
    client.force_login(rosa.user)
    assert client.get(entry_url(entry)).status_code == 200


def test_a_number_that_no_entry_can_have_is_not_found(client, cora):
    client.force_login(cora)
    for number in ("0", "999", "9" * 30):
        assert client.get(f"/hours/entries/{number}/").status_code == 404


def test_the_session_and_the_list_of_what_was_signed_lead_to_the_entries(client, lucia, rosa, cora):
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


def test_an_entry_tells_how_times_were_recorded_as_it_was_signed(client, lucia, rosa):
    (entry,) = signed(logged(lucia, rosa))
    said = ClinicSession.objects.get(pk=entry.session_id).get_provenance_display()
    ClinicSession.objects.filter(pk=entry.session_id).update(provenance="clocked")
    client.force_login(lucia.student)
    assert said in client.get(entry_url(entry)).content.decode()


def test_the_total_leads_to_each_of_its_entries(client, lucia, rosa):
    (entry,) = signed(logged(lucia, rosa))
    client.force_login(lucia.student)
    total = reverse("hours:requirement", args=[lucia.public_id, entry.requirement_id])
    assert entry_url(entry) in client.get(total).content.decode()


def test_an_entry_costs_a_constant_number_of_queries(client, lucia, rosa, otis):
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
    assert max(counts) <= 12, asked


def test_an_entry_that_was_signed_with_a_key_of_somebody_elses_is_not_called_signed(
    client, lucia, rosa, otis
):
    (entry,) = signed(logged(lucia, rosa))
    key = new_key()
    with guards_down():
        with_payload(1, bytes(entry.payload), key)
        change(1, signing_key=slip_in(key, first_seq=1))
    client.force_login(otis)
    page = client.get(entry_url(entry)).content.decode()
    assert "signature is not valid" in page


def test_an_entry_whose_row_says_more_minutes_than_were_signed_is_called_altered(
    client, lucia, rosa, otis
):
    (entry,) = signed(logged(lucia, rosa))
    with guards_down():
        change(1, minutes=999)
    client.force_login(otis)
    assert "Altered: " in client.get(entry_url(entry)).content.decode()


@pytest.mark.parametrize("payload", UNREADABLE)
def test_an_entry_that_cannot_be_read_is_named_and_no_error(client, lucia, rosa, otis, payload):
    (entry,) = signed(logged(lucia, rosa))
    with guards_down():
        change(1, payload=payload)
    client.force_login(otis)
    answer = client.get(entry_url(entry))
    assert (answer.status_code, "cannot be read" in answer.content.decode()) == (409, True)


def test_an_entry_under_a_newer_key_is_signed_also_where_the_file_is_still_the_old_one(
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
def test_lists_of_entries_still_answer_where_one_cannot_be_read(client, lucia, rosa, otis, payload):
    (entry,) = signed(logged(lucia, rosa))
    with guards_down():
        change(1, payload=payload)
    client.force_login(otis)
    for address in (
        reverse("hours:ledger"),
        reverse("hours:requirement", args=[lucia.public_id, entry.requirement_id]),
    ):
        answer = client.get(address)
        assert (answer.status_code, "cannot be read" in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("payload", UNREADABLE)
def test_an_entry_that_cannot_be_read_is_neither_voided_nor_put_on_a_transcript(
    client, lucia, rosa, cora, payload
):
    session = logged(lucia, rosa)
    signed(session)
    session.refresh_from_db()
    with guards_down():
        change(1, payload=payload)
    client.force_login(cora)
    typed = {"version": session.version, "reason": "Wrong day.", "password": PASSWORD}
    for address, sent in (
        (reverse("hours:session_void", args=[session.public_id]), typed),
        (reverse("hours:transcripts", args=[lucia.public_id]), {"after": 0}),
    ):
        answer = client.post(address, sent)
        assert (answer.status_code, "cannot be read" in answer.text) == (422, True)
    assert HourEntry.objects.count() == 1
