from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import get_adapter

TEMPLATES = Path(allauth.__file__).parent / "templates"
MAILS = sorted(
    str(path.relative_to(TEMPLATES)).removesuffix("_message.txt")
    for folder in ("account", "mfa")
    for path in (TEMPLATES / folder / "email").glob("*_message.txt")
    if path.name != "base_message.txt"
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("mail", MAILS)
def test_every_mail_is_signed_by_the_school_not_a_host_name(mail, settings):
    settings.SITE_URL = "https://practicum.palmetto.test"
    message = get_adapter().render_mail(mail, "lucia@palmetto.test", {})
    assert settings.WAGTAIL_SITE_NAME in message.body
    assert "https://practicum.palmetto.test" in message.body
    assert "example.com" not in message.body
    assert message.subject
    assert "[" not in message.subject
