"""The reports that tell editors what needs attention."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page
from wagtail.rich_text import RichText

from home.pages.models import StandardPage
from home.site.models import BrokenLink
from home.site.services.links import check_links
from tests.factories.pages import StandardPageFactory, home_page
from tests.factories.people import UserFactory


@pytest.fixture
def writer(client):
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def page_with(html: str, **fields) -> StandardPage:
    page = StandardPageFactory(**fields)
    page.body = [("text", {"text": RichText(html)})]
    page.save()
    return page


@pytest.fixture
def site_at(transactional_db, live_server, settings):
    """The school's site, at the test server's address."""
    settings.SITE_URL = live_server.url
    return live_server


def test_a_broken_link_is_reported_with_its_page(site_at, writer):
    good = StandardPageFactory(title="About us", slug="about-us")
    page = page_with(
        '<p><a href="/about-us/">good</a> <a href="/gone/">gone</a> '
        f'<a href="{site_at.url}/gone/#part">gone too</a> <a href="tel:+13055550142">call</a></p>',
        title="Visit",
    )

    assert check_links() == 1
    link = BrokenLink.objects.get()
    assert (link.page_id, link.address) == (page.pk, f"{site_at.url}/gone/")
    assert "404" in link.problem
    report = writer.get("/admin/reports/links/").text
    assert "Visit" in report
    assert f"{site_at.url}/gone/" in report
    assert good.title not in report


def test_the_next_check_drops_fixed_links(site_at):
    page = page_with('<p><a href="/gone/">gone</a></p>')
    call_command("run_task", "check_links")
    assert BrokenLink.objects.exists()

    page.body = []
    page.save()
    call_command("run_task", "check_links")

    assert not BrokenLink.objects.exists()


@pytest.mark.django_db
def test_pages_that_expire_within_a_month_are_listed_soonest_first(writer):
    now = timezone.now()
    for title, days in (("Summer fair", 20), ("Next year", 300), ("Open day", 3)):
        StandardPageFactory(title=title, expire_at=now + timedelta(days=days))

    report = writer.get("/admin/reports/expiring/").text

    assert report.index("Open day") < report.index("Summer fair")
    assert "Next year" not in report


@pytest.mark.django_db
@pytest.mark.parametrize("report", ["links", "expiring"])
def test_page_reports_are_for_people_who_edit_pages(client, report):
    nobody = UserFactory(is_staff=True)
    nobody.user_permissions.add(access_to_admin())
    client.force_login(nobody)

    assert client.get(f"/admin/reports/{report}/").status_code == 302


def access_to_admin():
    from django.contrib.auth.models import Permission

    return Permission.objects.get(codename="access_admin")


@pytest.mark.django_db
def test_a_moved_page_leaves_a_redirect_at_its_old_address(
    client, django_capture_on_commit_callbacks
):
    page = StandardPageFactory(title="Fees", slug="fees")
    elsewhere = StandardPageFactory(title="Money", slug="money")

    with django_capture_on_commit_callbacks(execute=True):
        page.move(Page.objects.get(pk=elsewhere.pk), pos="last-child")

    answer = client.get("/fees/")
    assert (answer.status_code, answer["Location"]) == (301, "/money/fees/")


@pytest.mark.django_db
def test_the_worker_publishes_a_scheduled_page(client):
    page = StandardPageFactory(title="Autumn", slug="autumn", live=False)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)

    assert client.get("/autumn/").status_code == 404
    call_command("run_worker", once=True)

    assert client.get("/autumn/").status_code == 200
    assert home_page().get_children().live().filter(slug="autumn").exists()
