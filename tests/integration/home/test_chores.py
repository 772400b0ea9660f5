"""The worker does by itself what is due every day and every week."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import OperationalError

from home.management import chores, worker
from home.management.chores import DAY, WEEK, do_chores
from home.models import ClinicPage
from home.services import links
from tests.factories.pages import home_page
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ran(monkeypatch) -> list[str]:
    """The commands that were run, without running them; those of the first look are none."""
    names: list[str] = []
    monkeypatch.setattr(chores, "run", names.append)
    do_chores(START)
    return names


def test_what_is_new_waits_for_its_first_day(ran):
    do_chores(START + DAY - MINUTE)

    assert ran == []


def test_each_chore_has_its_own_rhythm(ran):
    for days in range(1, 15):
        do_chores(START + days * DAY)

    assert ran.count("erase_old_enquiries") == ran.count("refresh_statistics") == 14
    assert ran.count("review_facts") == ran.count("check_links") == 2


def test_what_was_done_is_not_done_again_after_a_restart_or_by_a_second_worker(ran):
    do_chores(START + WEEK)
    do_chores(START + WEEK)
    do_chores(START + WEEK + MINUTE)

    assert sorted(ran) == sorted(chores.CHORES)


def test_a_chore_that_fails_leaves_the_others(monkeypatch, caplog):
    called: list[str] = []

    def command(name, **_options):
        called.append(name)
        if name == "erase_old_enquiries":
            raise RuntimeError("the disk is full")

    monkeypatch.setattr(chores, "call_command", command)
    do_chores(START)

    assert do_chores(START + WEEK) == list(chores.CHORES) == called
    assert "erase_old_enquiries failed" in caplog.text


def test_the_worker_tells_editors_of_aging_figures_once_a_week(monkeypatch, mailoutbox):
    monkeypatch.setattr(links, "links_of_pages", dict)
    editor = UserFactory(email="edie@palmetto.test")
    editor.groups.add(Group.objects.get(name="Moderators"))
    dated = {"prices_as_of": START.date(), "prices_review_by": START.date() + 3 * WEEK}
    home_page().add_child(instance=ClinicPage(title="Clinic", **dated))

    for days in (0, 0.5, 7, 7, 8, 14):
        with time_machine.travel(START + days * DAY, tick=False):
            call_command("send_outbox", once=True)

    assert [mail.to for mail in mailoutbox] == [["edie@palmetto.test"]] * 2
    assert "Clinic" in mailoutbox[0].body


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("the database is away"), "The database does not answer"),
        (ZeroDivisionError(), "The worker failed"),
    ],
)
def test_the_worker_goes_on_after_one_look_failed(error, said, caplog):
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
