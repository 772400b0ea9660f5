"""The Nu HTML checker (https://validator.github.io/validator/) finds nothing on any page."""

import subprocess

import pytest
from wagtail.models import Page

from home.events.models import Event
from tests.demo_pages import pages_by_type
from tests.validators import validator_or_skip

pytestmark = pytest.mark.looks

FORMS = [
    *("/search/", "/search/?q=shiatsu", "/search/?q=xylophone", "/enquire/", "/es/enquire/"),
    *("/newsletter/", "/verify/", "/accounts/login/", "/no-such-page/", "/stories/topics/"),
    "/programs/compare/?program=massage-therapy&program=acupuncture",
    "/about/licensure/?program=massage-therapy&state=us-tx-massage",
]


def addresses() -> list[str]:
    """Return every page, an untranslated page of each type, the lists and the forms."""
    event = Event.objects.latest("starts_at").pk
    shown = [page.get_url() for pages in pages_by_type() for page in pages]
    shown += [f"/es{pages[0].get_url()}" for pages in pages_by_type() if only_in_english(pages)]
    return list(dict.fromkeys([*shown, *FORMS, f"/events/{event}/register/"]))


def only_in_english(pages: list[Page]) -> bool:
    """Return whether the first of these has no Spanish version, so that Spanish readers get it as is."""
    return pages[0].locale.language_code == "en" and not pages[0].get_translations().exists()


def test_no_page_has_html_errors(demo_school, client, tmp_path):
    java, jar = validator_or_skip("java", "vnu-jar/build/dist/vnu.jar")
    for number, address in enumerate(addresses()):
        page = client.get(address)
        (tmp_path / f"{number}.html").write_text(f"{page.text}<!-- {address} -->", encoding="utf-8")
    files = sorted(str(file) for file in tmp_path.glob("*.html"))
    assert len(files) > 80

    command = [java, "-jar", jar, "--errors-only", "--skip-non-html", *files]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stderr == ""
