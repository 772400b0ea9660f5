"""With a clock hour of 50 minutes, 50 hours are 2,500 minutes on every screen and in every total."""

import csv
import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from clinic_hours.core.domain.errors import Refused
from clinic_hours.pace.selectors.pace import pace_of_enrollment
from clinic_hours.sessions.selectors.progress import progress_of_enrollment
from clinic_hours.transcripts.documents.csv import transcript_csv
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.documents.paper import content
from clinic_hours.transcripts.selectors.transcripts import document_of
from tests.factories.clinic import NOW, TODAY, EnrollmentFactory, logged, published_set, signed
from tests.factories.courses import RequirementSetFactory

pytestmark = pytest.mark.django_db

HOUR = 60
SAID = "Counted in clock hours of 50 minutes."


@pytest.fixture(autouse=True)
def six_o_clock():
    with time_machine.travel(NOW, tick=False):
        yield


def studying(minutes_per_clock_hour: int = 50, **limits):
    limits = {"daily_cap_minutes": None, "weekly_cap_minutes": None} | limits
    line = {"category": "student-clinic", "name": "Clinic", "minutes": 50 * HOUR}
    under = published_set(line, minutes_per_clock_hour=minutes_per_clock_hour, **limits)
    return EnrollmentFactory(requirement_set=under, student__display_name="Tess Houston")


@pytest.fixture
def tess(site):
    return studying()


def browser_of(person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def whole_days(enrollment, rosa, minutes: int):
    """Sign that many minutes, at most five hours a day."""
    day, sessions = TODAY, []
    while minutes:
        today = min(minutes, 300)
        end = f"{8 + today // 60:02}:{today % 60:02}"
        sessions.append(logged(enrollment, rosa, day=day, start="08:00", end=end))
        day, minutes = day - timedelta(days=1), minutes - today
    return signed(*sessions)


def test_fifty_hours_of_fifty_minutes_are_met_by_2500_minutes_and_not_by_less(tess, rosa):
    whole_days(tess, rosa, 2499)
    progress = progress_of_enrollment(tess)
    assert (progress.required, progress.remaining, progress.is_met) == (2500, 1, False)
    signed(logged(tess, rosa, start="15:00", end="15:01"))
    assert progress_of_enrollment(tess).is_met
    assert pace_of_enrollment(tess, progress_of_enrollment(tess), TODAY).finished_on == TODAY


def test_the_projection_runs_to_2500_minutes(tess, rosa):
    whole_days(tess, rosa, 300)
    sixty = studying(60)
    whole_days(sixty, rosa, 300)
    fifty_ends, sixty_ends = (
        pace_of_enrollment(each, progress_of_enrollment(each), TODAY).projected_on
        for each in (tess, sixty)
    )
    days = (fifty_ends - TODAY).days, (sixty_ends - TODAY).days
    assert days[0] == pytest.approx(days[1] * 2200 / 2700, abs=1)


def test_a_gate_of_clock_hours_opens_after_their_real_minutes(site, rosa):
    under = RequirementSetFactory(
        minutes_per_clock_hour=50,
        daily_cap_minutes=None,
        requirements=[
            {"category": "class", "name": "Class", "minutes": 10 * HOUR},
            {
                "category": "internship",
                "name": "Internship",
                "minutes": 50 * HOUR,
                "after": [("class", 6 * HOUR)],
            },
        ],
    )
    tess = EnrollmentFactory(requirement_set=under)
    first, then = under.requirements.all()
    signed(logged(tess, rosa, start="08:00", end="12:59", requirement=first))
    with pytest.raises(Refused):
        logged(tess, rosa, start="14:00", end="15:00", requirement=then)
    signed(logged(tess, rosa, start="13:00", end="13:01", requirement=first))
    logged(tess, rosa, start="14:00", end="14:30", requirement=then)


def test_a_daily_limit_of_six_clock_hours_is_five_real_ones_and_the_refusal_says_so(site, rosa):
    tess = studying(daily_cap_minutes=6 * HOUR)
    form = {
        "date": "2026-11-16",
        "start": "08:00",
        "end": "13:01",
        "break_minutes": "0",
        "requirement": str(tess.requirement_set.requirements.get().pk),
        "site": str(site.pk),
        "supervisor": str(rosa.pk),
        "clients": "5",
        "note": "",
        "action": "submit",
    }
    browser = browser_of(tess.student)
    answer = browser.post(reverse("hours:session_new"), form)
    assert answer.status_code == 422
    assert f"0.02 h over the daily limit of 6.00 h. You have 6.00 h left that day. {SAID}" in (
        answer.text
    )
    assert browser.post(reverse("hours:session_new"), form | {"end": "13:00"}).status_code == 303


def test_the_students_desk_counts_in_clock_hours_and_says_which(tess, rosa):
    whole_days(tess, rosa, 300)
    page = browser_of(tess.student).get(reverse("hours:home")).text
    assert '<dd data-testid="earned-hours">6.00</dd>' in page
    assert '<dd data-testid="remaining-hours">44.00</dd>' in page
    assert SAID in page
    spanish = browser_of(tess.student).get(reverse("hours:home"), headers={"accept-language": "es"})
    assert "Contado en horas reloj de 50 minutos." in spanish.text


@pytest.mark.parametrize("place", ["enrollment", "requirement", "transcripts", "students"])
def test_every_office_screen_says_so(tess, rosa, cora, place):
    whole_days(tess, rosa, 300)
    pages = {
        "enrollment": reverse("hours:enrollment", args=[tess.public_id]),
        "requirement": reverse(
            "hours:requirement",
            args=[tess.public_id, tess.requirement_set.requirements.get().pk],
        ),
        "transcripts": reverse("hours:transcripts", args=[tess.public_id]),
        "students": reverse("hours:student_list"),
    }
    page = browser_of(cora).get(pages[place]).text
    assert SAID in page
    assert "6 of 50 hours" in page or "6</b> / 50" in page


def test_a_transcript_states_real_minutes_and_prints_clock_hours(tess, rosa, cora):
    whole_days(tess, rosa, 300)
    transcript = issue_transcript(actor=cora, enrollment=tess)
    said = json.loads(bytes(transcript.statement))
    assert said["study"]["minutes_per_clock_hour"] == 50
    assert said["requirements"][0]["required_minutes"] == 2500
    printed = content(document_of(transcript), "en")["requirements"]
    assert printed["rows"][0]["figures"][:2] == ["50.00", "6.00"]
    assert printed["rows"][0]["outcome"] == "44.00 h short"
    assert SAID in printed["note"]
    header, row = csv.reader(transcript_csv(document_of(transcript)).decode().splitlines())
    assert (header[-1], row[-1]) == ("clock_hours", "6.0")
    page = Client().get(reverse("verify_transcript", args=[transcript.code])).text
    assert SAID in page
    assert "44.00 h short" in page


def test_a_set_of_sixty_minutes_is_unchanged(site, rosa, cora):
    sixty = studying(60)
    whole_days(sixty, rosa, 300)
    transcript = issue_transcript(actor=cora, enrollment=sixty)
    assert set(json.loads(bytes(transcript.statement))["study"]) == {
        *("enrollment", "program", "edition", "citation", "started_on", "ended_on", "status"),
        "minutes_per_clock_hour",
    }
    assert b"clock_hours" not in transcript_csv(document_of(transcript))
    for page in (
        browser_of(sixty.student).get(reverse("hours:home")).text,
        browser_of(cora).get(reverse("hours:enrollment", args=[sixty.public_id])).text,
        Client().get(reverse("verify_transcript", args=[transcript.code])).text,
    ):
        assert "clock hour" not in page.lower()
