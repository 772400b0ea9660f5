"""The worker runs the tasks that are due every time, every day and every week."""

import threading
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import OperationalError

from home.clinic.models import ClinicPage
from home.core.periodic import (
    DAY,
    EACH_LOOK,
    WEEK,
    Task,
    periodic_task,
    registered_tasks,
)
from home.mail.management import worker
from home.mail.models import PeriodicTask
from home.mail.services.periodic import AGAIN_AFTER, do_due_tasks
from home.site.services import links
from tests.factories.pages import home_page
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
EVERY = {"look": EACH_LOOK, "day": DAY, "week": WEEK}


@pytest.fixture
def did() -> list[str]:
    """The periods of the tasks that ran, in order."""
    return []


@pytest.fixture
def tasks(did) -> list[Task]:
    """One task for each period, none of which has run yet."""
    made = [Task(name, partial(did.append, name), every) for name, every in EVERY.items()]
    do_due_tasks(made, START)
    did.clear()
    return made


def failing(name: str, every: timedelta) -> Task:
    def fail() -> None:
        raise RuntimeError("the disk is full")

    return Task(name, fail, every)


def test_a_new_task_waits_for_its_first_day(tasks, did):
    do_due_tasks(tasks, START + DAY - MINUTE)

    assert did == ["look"]


def test_each_task_runs_on_its_own_schedule(tasks, did):
    for days in range(1, 15):
        do_due_tasks(tasks, START + days * DAY)

    assert [did.count(name) for name in EVERY] == [14, 14, 2]


def test_a_finished_task_is_not_repeated_after_a_restart_or_by_a_second_worker(tasks, did):
    do_due_tasks(tasks, START + WEEK)
    do_due_tasks(tasks, START + WEEK)
    do_due_tasks(tasks, START + WEEK + MINUTE)

    assert sorted(set(did)) == sorted(EVERY)
    assert (did.count("day"), did.count("week")) == (1, 1)


def test_a_failing_task_does_not_stop_the_others(tasks, did, caplog):
    broken = failing("broken", EACH_LOOK)

    assert do_due_tasks([broken, *tasks], START + WEEK) == ["broken"]
    assert did == list(EVERY)
    assert "The task broken failed" in caplog.text


def test_a_failed_task_is_retried_within_an_hour_not_a_week_later(did):
    do_due_tasks([failing("weekly", WEEK)], START)
    do_due_tasks([failing("weekly", WEEK)], START + WEEK)
    mended = [Task("weekly", partial(did.append, "weekly"), WEEK)]

    do_due_tasks(mended, START + WEEK + AGAIN_AFTER - MINUTE)
    assert did == []
    do_due_tasks(mended, START + WEEK + AGAIN_AFTER)
    assert did == ["weekly"]
    assert PeriodicTask.objects.get().due_at == START + WEEK + AGAIN_AFTER + WEEK


def test_a_worker_told_to_stop_starts_no_other_task(did):
    stop = threading.Event()
    last = Task("last", stop.set, EACH_LOOK)
    other = Task("other", partial(did.append, "other"), EACH_LOOK)

    do_due_tasks([last, other], START, stop.is_set)

    assert stop.is_set()
    assert did == []


def test_two_tasks_cannot_share_a_name():
    assert "check_links" in registered_tasks()

    def check_links() -> None: ...

    with pytest.raises(ValueError, match="check_links"):
        periodic_task(every=DAY)(check_links)


def test_urgent_tasks_wait_for_nothing_else():
    urgent = {name for name, task in registered_tasks().items() if task.is_urgent}

    assert urgent == {
        "publish_scheduled_pages",
        "send_event_news",
        "tell_of_missed_sign_offs",
    }


def test_the_worker_tells_editors_about_figures_due_for_review_once_a_week(monkeypatch, mailoutbox):
    monkeypatch.setattr(links, "links_of_pages", dict)
    editor = UserFactory(email="edie@palmetto.test")
    editor.groups.add(Group.objects.get(name="Moderators"))
    dated = {"prices_as_of": START.date(), "prices_review_by": START.date() + 3 * WEEK}
    home_page().add_child(instance=ClinicPage(title="Clinic", **dated))

    for days in (0, 0.5, 7, 7, 8, 14):
        with time_machine.travel(START + days * DAY, tick=False):
            call_command("run_worker", once=True)

    assert [mail.to for mail in mailoutbox] == [["edie@palmetto.test"]] * 2
    assert "Clinic" in mailoutbox[0].body


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("the database is away"), "The database is not responding"),
        (ZeroDivisionError(), "The worker failed"),
    ],
)
def test_the_worker_continues_after_one_round_fails(error, said, caplog):
    stop = threading.Event()
    looks: list[datetime] = []

    def look(_stop: threading.Event) -> None:
        looks.append(datetime.now(UTC))
        if len(looks) == 1:
            raise error
        stop.set()

    worker.keep_doing(look, 0, stop)

    assert len(looks) == 2
    assert said in caplog.text
