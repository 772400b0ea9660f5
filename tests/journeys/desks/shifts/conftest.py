"""A school with an empty plan, a real mail server, and four kinds of browsers."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

import pytest
from django.core.management import call_command
from django.utils import timezone

from clinic_hours.shifts.domain.weeks import week_of
from portal.accounts.models import User
from portal.demo.people import PASSWORD
from portal.settings.mail import OUTBOX
from tests.factories.appointments import with_clients
from tests.factories.clinic import (
    ClinicSiteFactory,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
)
from tests.factories.people import UserFactory
from tests.journeys.accessibility.screens import problems
from tests.journeys.desks.steps import ANDRE, CORA, IRENE, LUCIA, MEI, PHONE, ROSA
from tests.servers.mail_server import MailServer, running_mail_server

LAPTOP = 1280
A_YEAR = timedelta(days=365)
KINDS = {
    "phone": (PHONE, True),
    "phone without script": (PHONE, False),
    "laptop": (LAPTOP, True),
    "laptop without script": (LAPTOP, False),
}


def person(email: str, name: str) -> User:
    """Return someone who signs in as `sign_in` does."""
    return UserFactory(email=email, display_name=name, password=PASSWORD)


@pytest.fixture
def school(transactional_db) -> None:
    """Cora in the office, two instructors with current licenses, and three students who just enrolled."""
    today, requirement_set = timezone.localdate(), with_clients()
    ClinicSiteFactory(name="Community clinic")
    OfficeRoleFactory(user=person(CORA, "Cora Whitfield"))
    for email, name in ((ROSA, "Rosa Castellanos"), (IRENE, "Irene Okafor")):
        SupervisorFactory(user=person(email, name), credential__expires_on=today + A_YEAR)
    for email, name in ((LUCIA, "Lucía Ferrer"), (ANDRE, "Andre Boone"), (MEI, "Mei Tanaka")):
        EnrollmentFactory(
            student=person(email, name),
            requirement_set=requirement_set,
            started_on=today,
            target_on=today + A_YEAR,
        )


@pytest.fixture
def mail_server(school, site_url, settings) -> Iterator[MailServer]:
    """A real mail server. The links in its mail lead to the test's own site."""
    settings.SITE_URL, settings.EMAIL_BACKEND = site_url, OUTBOX
    with running_mail_server() as server:
        yield server


def deliver() -> None:
    """Run the worker, and once more, since nothing may be sent twice."""
    for _time in range(2):
        call_command("run_worker", once=True, verbosity=0)


@pytest.fixture(params=KINDS.values(), ids=KINDS.keys())
def kind(request) -> tuple[int, bool]:
    return request.param


@pytest.fixture
def at_desk(kind, mail_server, open_browser) -> Callable:
    """Return a function that opens a browser of one kind, in which a person enters."""
    width, script = kind
    return partial(open_browser, width=width, script=script)


@pytest.fixture
def look(kind) -> Callable:
    """Return a function that looks at a page in every width and theme. One kind of browser is enough."""
    width, _script = kind

    def look_at(page, where: str) -> None:
        if kind == KINDS["phone"]:
            assert list(problems(page, where)) == []
            page.set_viewport_size({"width": width, "height": 900})

    return look_at


@pytest.fixture
def tuesday() -> date:
    """The Tuesday of next week, which students see without turning pages."""
    return (week_of(timezone.localdate()) + 1).first + timedelta(days=1)
