"""The coordinator chooses the school's limits, and every list, row and notice follows them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic_hours.notices.domain.news import Period
from clinic_hours.people.domain.limits import Limits
from clinic_hours.people.models import Credential, SchoolLimits
from clinic_hours.people.selectors.limits import limits
from clinic_hours.people.services.license_news import news_of_licenses
from clinic_hours.sessions.services.notices.waiting import news_of_what_waits
from tests.factories.clinic import NOW, TODAY, logged

pytestmark = pytest.mark.django_db
LIMITS = reverse("hours:setup_limits")
TYPED = {
    "instructor_days": 2,
    "office_days": 3,
    "far_behind_weeks": 8,
    "not_attended_days": 10,
    "expires_first_days": 90,
    "expires_again_days": 45,
    "expires_last_days": 14,
}


@pytest.fixture
def chosen(office):
    """What Cora chose instead of the defaults."""
    assert office.post(LIMITS, TYPED).status_code == 303


def test_without_a_choice_the_defaults_hold(office):
    page = office.get(LIMITS).text
    assert limits() == Limits(3, 5, 6, 14, 60, 30, 7)
    assert 'name="office_days" value="5"' in page
    assert not SchoolLimits.objects.exists()


def test_a_choice_holds_at_once(chosen, office):
    assert limits() == Limits(**TYPED)
    page = office.get(reverse("hours:setup")).text
    assert "Sessions wait too long after 3 days" in page
    assert "Students are far behind at 8 weeks" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"expires_again_days": 90}, "Enter fewer days than for the notice before"),
        ({"expires_last_days": 60}, "Enter fewer days than for the notice before"),
        ({"office_days": 1}, "Enter at least as many days as for the reminder"),
        ({"office_days": 0}, "Enter a whole number from 1 to 60."),
        ({"far_behind_weeks": -1}, "Enter a whole number from 1 to 52."),
        ({"far_behind_weeks": ""}, "Enter a whole number from 1 to 52."),
        ({"expires_first_days": "9" * 5000}, "Enter a whole number from 1 to 365."),
        ({"expires_first_days": "1.5"}, "Enter a whole number from 1 to 365."),
    ],
)
def test_what_makes_no_sense_comes_back_with_a_sentence(office, typed, sentence):
    answer = office.post(LIMITS, TYPED | typed)
    assert answer.status_code == 422
    assert answer.text.count(sentence) == 2  # above the form, and at the field
    assert 'name="instructor_days" value="2"' in answer.text
    assert limits() == Limits()


def test_of_two_coordinators_the_second_sees_what_the_first_saved(office):
    shown = '{"instructor_days":3,"office_days":5,"far_behind_weeks":6,"not_attended_days":14,'
    shown += '"expires_first_days":60,"expires_again_days":30,"expires_last_days":7}'
    assert office.post(LIMITS, TYPED | {"shown": shown}).status_code == 303
    answer = office.post(LIMITS, TYPED | {"office_days": 9, "shown": shown})
    assert answer.status_code == 409
    assert "Someone else changed this" in answer.text
    assert limits().office_days == 3


def test_lists_and_rows_follow_the_days_that_sessions_may_wait(chosen, office, lucia, rosa):
    ago = timedelta(days=3)
    logged(lucia, rosa, day=TODAY - ago, now=NOW - ago)
    assert "1 session has waited 3 days or more" in office.get(reverse("hours:today")).text
    assert "Waiting 3 days or more" in office.get(reverse("hours:student_list")).text
    opened = office.get(reverse("hours:waiting"), {"instructor": rosa.pk}).text
    assert '<span class="overdue">3 days</span>' in opened


def test_the_instructors_queue_follows_them(chosen, desk_of, lucia, rosa):
    ago = timedelta(days=3)
    logged(lucia, rosa, day=TODAY - ago, now=NOW - ago)
    assert "Waiting 3 days" in desk_of(rosa.user).get(reverse("hours:queue")).text


def test_the_rule_for_far_behind_is_stated_with_the_weeks(chosen, office, lucia):
    page = office.get(reverse("hours:student_list")).text
    assert "8 weeks or more after the target" in page
    assert "no new hours for 6 weeks" in page


def test_notices_of_waiting_sessions_follow_the_days(chosen, lucia, rosa):
    for days in (2, 3):
        ago = timedelta(days=days)
        logged(lucia, rosa, day=TODAY - ago, now=NOW - ago)
    day = Period(NOW - timedelta(days=1), NOW)
    told = {news.kind: news.facts for news in news_of_what_waits(day)}
    assert told["sessions_waiting"] == {"count": 2, "days": 2}
    assert told["sessions_waiting_long"]["days"] == 3


@pytest.mark.parametrize(("left", "step"), [(91, None), (90, 90), (45, 45), (14, 14)])
def test_notices_of_licenses_follow_the_days(chosen, rosa, left, step):
    Credential.objects.update(expires_on=TODAY + timedelta(days=left))
    told = [news.key.split(":")[-1] for news in news_of_licenses(Period(None, NOW))]
    assert set(told) == ({str(step)} if step else set())
