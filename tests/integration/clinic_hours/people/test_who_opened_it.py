"""The student and the office read who opened a record, for as long as the school keeps it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from clinic_hours.people.models import Enrollment, RecordRead
from clinic_hours.people.services.reads import forget_old_reads
from home.core.periodic import registered_tasks
from tests.factories.clinic import NOW, TODAY, EnrollmentFactory
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db

Kind = RecordRead.Kind


def opened_by_sixty(enrollment, reader) -> None:
    RecordRead.objects.bulk_create(
        RecordRead(
            enrollment=enrollment,
            reader=reader,
            kind=Kind.RECORD,
            day=TODAY - timedelta(days=ago),
            first_at=NOW - timedelta(days=ago),
        )
        for ago in range(60, 0, -1)
    )


def test_the_student_and_the_office_read_who_opened_what(desk_of, places, lucia, cora, otis, entry):
    for place in ("record", "session", "entry", "transcripts"):
        desk_of(cora).get(places[place])
    address = reverse("hours:disclosures", args=[lucia.public_id])
    for person in (lucia.student, cora, otis):
        page = " ".join(desk_of(person).get(address).text.split())
        for words in ("Session of Nov 16, 2026", f"Log entry {entry.seq}", str(cora)):
            assert words in page
        assert page.count(f">{cora}</td>") == 4
        assert "kept for 3 years." in page


def test_the_page_says_how_long_lines_are_kept(desk_of, lucia, settings):
    settings.RECORD_READS_KEPT_DAYS = 400
    address = reverse("hours:disclosures", args=[lucia.public_id])
    assert "kept for 400 days." in desk_of(lucia.student).get(address).text


def test_the_record_links_to_who_has_seen_it(desk_of, lucia, cora, rosa, entry):
    address = reverse("hours:enrollment", args=[lucia.public_id])
    shown = reverse("hours:disclosures", args=[lucia.public_id])
    assert shown in desk_of(lucia.student).get(address).text
    assert shown in desk_of(cora).get(address).text
    assert shown not in desk_of(rosa.user).get(address).text


def test_a_long_list_has_pages_of_its_own(desk_of, lucia, cora):
    opened_by_sixty(lucia, cora)
    opened_by_sixty(EnrollmentFactory(), cora)
    address = reverse("hours:disclosures", args=[lucia.public_id])
    browser = desk_of(lucia.student)
    first = browser.get(address)
    older = browser.get(address + first.context["older_reads_url"])
    shown = [*first.context["reads"].opened, *older.context["reads"].opened]
    assert len(first.context["reads"].opened) == 50
    assert len({row.read.pk for row in shown}) == len(shown) == 60
    assert older.context["older_reads_url"] == ""


def test_a_long_list_takes_as_many_queries_as_a_short_one(desk_of, places, lucia, cora, rosa):
    address = reverse("hours:disclosures", args=[lucia.public_id])
    desk_of(cora).get(address)
    counts = []
    for person in (cora, rosa.user):
        desk_of(person).get(places["session"])
        browser = desk_of(lucia.student)
        browser.get(address)
        with queries() as asked:
            browser.get(address)
        counts.append(len(asked))
        opened_by_sixty(lucia, person)
    assert counts[0] == counts[1]


def test_lines_are_erased_once_they_are_older_than_the_school_keeps(lucia, cora, settings):
    settings.RECORD_READS_KEPT_DAYS = 30
    opened_by_sixty(lucia, cora)
    assert forget_old_reads(TODAY) == 30
    oldest = RecordRead.objects.order_by("day").first()
    assert oldest.day == TODAY - timedelta(days=30)
    assert forget_old_reads(TODAY) == 0


def test_the_worker_erases_them(lucia, cora):
    opened_by_sixty(lucia, cora)
    with time_machine.travel(NOW + timedelta(days=3 * 365), tick=False):
        assert registered_tasks()["forget_old_reads"].act() == 60


def test_an_enrollment_made_by_mistake_is_ended_and_not_deleted(desk_of, mei, cora):
    """The log names it."""
    browser = desk_of(cora)
    page = browser.get(reverse("enrollment:edit", args=[mei.pk])).text
    delete = reverse("enrollment:delete", args=[mei.pk])
    assert delete not in page
    browser.post(delete)
    assert Enrollment.objects.filter(pk=mei.pk).exists()
