"""The office reminds instructors of what has waited too long, once a day, from Today or one by one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic_hours.notices.models import Notice
from tests.factories.clinic import NOW, TODAY, SupervisorFactory, logged

from .page import matter

pytestmark = pytest.mark.django_db
REMIND = reverse("hours:waiting_remind")


@pytest.fixture
def irene(db):
    return SupervisorFactory(user__display_name="Irene Okafor")


@pytest.fixture
def waiting(lucia, mei, rosa, irene):
    """Two sessions have waited for Rosa and one for Irene, another of hers only for a day."""
    for student, supervisor, days in (
        (lucia, rosa, 9),
        (mei, rosa, 6),
        (lucia, irene, 7),
        (mei, irene, 1),
    ):
        ago = timedelta(days=days)
        logged(student, supervisor, day=TODAY - ago, now=NOW - ago)


def reminded() -> list[str]:
    found = Notice.objects.filter(kind="session_reminder").order_by("pk")
    return [notice.person.display_name for notice in found]


def test_one_button_reminds_both_of_their_oldest_session(office, waiting, lucia):
    assert f'action="{REMIND}"' in matter(office, "3 sessions have waited")
    page = office.post(REMIND, follow=True).text
    assert "Reminded: Rosa Castellanos, Irene Okafor." in page
    assert reminded() == ["Rosa Castellanos", "Irene Okafor"]
    told = Notice.objects.filter(kind="session_reminder")
    assert {notice.facts["student"] for notice in told} == {str(lucia.student)}


def test_the_row_stays_and_says_that_they_were_reminded(office, waiting):
    office.post(REMIND)
    row = matter(office, "3 sessions have waited")
    assert "Reminded today." in row
    assert "Remind both" not in row
    assert "already reminded" in office.post(REMIND, follow=True).text
    assert len(reminded()) == 2


def test_one_instructor_is_reminded_alone(office, waiting, irene):
    office.post(REMIND, {"instructor": irene.pk})
    assert reminded() == ["Irene Okafor"]
    assert "Remind Rosa" in matter(office, "3 sessions have waited")
    page = office.get(reverse("hours:waiting")).text
    assert page.count("Reminded today") == 1


def test_an_instructor_who_left_is_not_reminded(office, waiting, rosa, irene):
    rosa.is_active = False
    rosa.save()
    assert "Remind Irene" in matter(office, "3 sessions have waited")
    assert "Instructor no longer signs" in office.get(reverse("hours:waiting")).text
    office.post(REMIND)
    office.post(REMIND, {"instructor": rosa.pk})
    assert reminded() == ["Irene Okafor"]
    irene.user.is_active = False
    irene.user.save()
    Notice.objects.all().delete()
    row = matter(office, "3 sessions have waited")
    assert "See what waits" in row
    assert "Reminded today" not in row


@pytest.mark.parametrize("chosen", ["0", "x"])
def test_nobody_is_reminded_without_a_queue(office, waiting, chosen):
    assert office.post(REMIND, {"instructor": chosen}).status_code == 303
    assert reminded() == []
