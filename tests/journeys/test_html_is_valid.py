"""The Nu HTML checker (https://validator.github.io/validator/) has nothing to say about any page."""

import os
import shutil
import subprocess
from itertools import groupby
from pathlib import Path

import pytest
from django.conf import settings
from wagtail.models import Page

from home.models import Event

pytestmark = pytest.mark.looks

INSTALLED = settings.BASE_DIR / "var/html-checker/node_modules/vnu-jar/build/dist/vnu.jar"
INSTALL = "HTML checker skipped: apt-get install default-jre-headless npm; make html-checker"
FORMS = [
    *("/search/", "/search/?q=shiatsu", "/search/?q=xylophone", "/enquire/", "/es/enquire/"),
    *("/newsletter/", "/verify/", "/accounts/login/", "/no-such-page/", "/stories/topics/"),
    "/programs/compare/?program=massage-therapy&program=acupuncture",
    "/about/licensure/?program=massage-therapy&state=us-tx-massage",
]


@pytest.fixture
def checker() -> list[str]:
    """Return the checker's command, or skip saying how to install it; where CI asks, fail."""
    jar = Path(os.environ.get("VNU_JAR", INSTALLED))
    if shutil.which("java") and jar.exists():
        return ["java", "-jar", str(jar), "--errors-only", "--skip-non-html"]
    if os.environ.get("REQUIRE_HTML_CHECKER"):
        pytest.fail(INSTALL)
    pytest.skip(INSTALL)


def addresses() -> list[str]:
    """Return the first and the last page of each type and language, the lists and the forms."""
    live = Page.objects.live().filter(depth__gt=1).order_by("content_type", "locale", "path")
    groups = groupby(live, key=lambda page: (page.content_type_id, page.locale_id))
    pages = [list(group) for _kind, group in groups]
    event = Event.objects.latest("starts_at").pk
    shown = [page.get_url() for group in pages for page in (group[0], group[-1])]
    return list(dict.fromkeys([*shown, *FORMS, f"/events/{event}/register/"]))


def test_no_page_has_an_error_in_its_html(demo_school, client, checker, tmp_path):
    for number, address in enumerate(addresses()):
        page = client.get(address)
        (tmp_path / f"{number}.html").write_text(f"{page.text}<!-- {address} -->", encoding="utf-8")
    files = sorted(str(file) for file in tmp_path.glob("*.html"))
    assert len(files) > 40

    said = subprocess.run([*checker, *files], capture_output=True, text=True, check=False).stderr

    assert said == ""
