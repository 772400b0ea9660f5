"""Auditors see labels until they ask for a name, and the student sees who asked and why."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from clinic_hours.people.models import NameDisclosure
from clinic_hours.people.selectors.names import label_of, names_for, order_for
from clinic_hours.people.services.names import show_name
from clinic_hours.sessions.services.audits import begin_audit, run_audit
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.services.requests import ask_for_transcript
from tests.factories.clinic import NOW, EnrollmentFactory, OfficeRoleFactory, logged, signed
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db
STUDENTS = reverse("hours:student_list")


def record(enrollment) -> str:
    return reverse("hours:enrollment", args=[enrollment.public_id])


def ask(browser, enrollment, reason="Complaint 26-114"):
    address = reverse("hours:student_name", args=[enrollment.public_id])
    return browser.post(address, {"reason": reason})


def test_an_auditor_sees_a_label_in_place_of_name_and_number(desk_of, otis, lucia):
    browser = desk_of(otis)
    for address in (STUDENTS, record(lucia)):
        page = browser.get(address).text
        assert label_of(lucia) in page
        assert "Lucía Ferrer" not in page
        assert lucia.student_number not in page


def test_an_auditor_who_is_a_student_sees_their_own_name(lucia, mei):
    OfficeRoleFactory(user=lucia.student, role="auditor")
    names = names_for(type(lucia.student).objects.get(pk=lucia.student_id))
    assert (names.of(lucia), names.number_of(lucia)) == ("Lucía Ferrer", lucia.student_number)
    assert (names.of(mei), names.number_of(mei)) == (label_of(mei), "")


def test_a_reason_shows_one_name_until_the_day_ends(desk_of, otis, lucia, mei):
    browser = desk_of(otis)
    answer = ask(browser, lucia)
    assert (answer.status_code, answer.url) == (303, record(lucia))
    page = browser.get(STUDENTS).text
    assert "Lucía Ferrer" in page
    assert "Mei Tanaka" not in page
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        browser.force_login(otis)
        assert "Lucía Ferrer" not in browser.get(STUDENTS).text


def test_without_a_reason_no_name_is_shown(desk_of, otis, lucia):
    answer = ask(desk_of(otis), lucia, reason=" ")
    assert answer.status_code == 422
    assert "Say why you need the name." in answer.text
    assert "Lucía Ferrer" not in answer.text
    assert not NameDisclosure.objects.exists()


def test_the_student_reads_who_asked_and_why(desk_of, otis, lucia):
    ask(desk_of(otis), lucia)
    seen = reverse("hours:disclosures", args=[lucia.public_id])
    page = desk_of(lucia.student).get(seen).text
    assert "Complaint 26-114" in page
    assert "Otis Grant" in page


def test_asking_twice_on_a_day_leaves_one_row(desk_of, otis, lucia):
    browser = desk_of(otis)
    assert [ask(browser, lucia).status_code for _ in range(2)] == [303, 303]
    assert NameDisclosure.objects.count() == 1


def test_only_an_auditor_can_ask(desk_of, cora, lucia, mei, rosa):
    logged(lucia, rosa)
    statuses = [ask(desk_of(who), lucia).status_code for who in (cora, rosa.user, lucia.student)]
    assert statuses == [403, 403, 403]
    assert ask(desk_of(mei.student), lucia).status_code == 404
    with pytest.raises(PermissionDenied):
        show_name(actor=cora, enrollment=lucia, reason="Curious", now=timezone.now())


def test_the_search_finds_labels_and_no_names_for_an_auditor(desk_of, otis, lucia):
    browser = desk_of(otis)
    label = lucia.public_id.hex[:6]
    assert label_of(lucia) in browser.get(STUDENTS, {"name": label}).text
    for words in ("Lucía", lucia.student_number, lucia.student.email):
        assert label_of(lucia) not in browser.get(STUDENTS, {"name": words}).text


def test_a_transcript_is_not_given_out_while_its_name_is_hidden(
    desk_of, otis, cora, lucia, rosa, site
):
    signed(logged(lucia, rosa))
    issued = issue_transcript(actor=cora, enrollment=lucia, now=NOW)
    browser, enrollment = desk_of(otis), lucia
    page = browser.get(reverse("hours:transcripts", args=[enrollment.public_id])).text
    assert issued.code not in page
    for extension in ("pdf", "csv", "xlsx", "json"):
        answer = browser.get(reverse("hours:transcript_file", args=[issued.code, extension]))
        assert (answer.status_code, answer.url) == (303, record(enrollment))
    ask(browser, enrollment)
    download = browser.get(reverse("hours:transcript_file", args=[issued.code, "csv"]))
    assert download.status_code == 200


def test_hiding_names_takes_one_query_however_long_the_list(desk_of, otis, cora, lucia):
    counts = []
    for _ in range(2):
        for person in (cora, otis):
            browser = desk_of(person)
            browser.get(STUDENTS)
            with queries() as asked:
                browser.get(STUDENTS)
            counts.append(len(asked))
        EnrollmentFactory.create_batch(4)
    few_shown, few_hidden, many_shown, many_hidden = counts
    assert (many_shown, many_hidden) == (few_shown, few_hidden)
    assert few_hidden == few_shown + 1


def test_a_request_for_a_transcript_names_nobody_to_an_auditor(desk_of, otis, lucia):
    ask_for_transcript(actor=lucia.student, enrollment=lucia, now=NOW)
    page = desk_of(otis).get(reverse("hours:transcripts", args=[lucia.public_id])).text
    assert f"{label_of(lucia)} asked for a transcript" in page
    assert "Lucía Ferrer" not in page


def test_an_audit_that_finds_another_name_quotes_neither(desk_of, otis, lucia):
    type(lucia.student).objects.filter(pk=lucia.student_id).update(display_name="Lucy Ferrer")
    run_audit(begin_audit(actor=otis).pk)
    page = desk_of(otis).get(reverse("hours:ledger")).text
    assert "its name is not the one in the log" in page
    assert "Ferrer" not in page


def test_a_name_is_shown_only_to_the_auditor_who_asked(desk_of, otis, lucia):
    ask(desk_of(otis), lucia)
    other = OfficeRoleFactory(role="auditor").user
    assert "Lucía Ferrer" not in desk_of(other).get(record(lucia)).text


def test_lists_of_an_auditor_are_not_in_the_order_of_names(otis, cora):
    assert order_for(otis) == ("public_id",)
    assert order_for(cora) != order_for(otis)
