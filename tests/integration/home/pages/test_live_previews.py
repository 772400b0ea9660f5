"""Editors see a preview of each kind of page while writing it."""

import pytest
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import querydict_from_html

from home.pages.models import HomePage
from tests.factories.people import SuperuserFactory

KINDS = [model for model in get_page_models() if model is not Page]
ADDED = [model for model in KINDS if model is not HomePage]  # the only home page already exists
UNSAVED = "Never saved"
# A home page shows its headline, and story lists only their title.
TITLES = ("title", "headline")


@pytest.fixture
def editor(demo_school, client):
    client.force_login(SuperuserFactory())
    return client


def written(client, page: Page) -> dict:
    """Return what this page's form would post, with another title. Scripts render its blocks."""
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    data = querydict_from_html(form, form_id="page-edit-form")
    streams = [field for field in page._meta.get_fields() if isinstance(field, StreamField)]
    data.update({f"{stream.name}-count": "0" for stream in streams})
    for name in TITLES:
        if name in data:
            data[name] = UNSAVED
    return data


def previewed(client, address: str, data: dict) -> str:
    assert client.post(address, data).json() == {"is_valid": True, "is_available": True}
    answer = client.get(address, {"mode": ""})
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_page_is_previewed_while_it_is_edited(editor, kind):
    page = kind._base_manager.filter(live=True).first()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])

    assert UNSAVED in previewed(editor, address, written(editor, page))


@pytest.mark.parametrize("kind", ADDED, ids=lambda kind: kind.__name__)
def test_a_page_is_previewed_before_it_is_first_saved(editor, kind):
    page = kind._base_manager.filter(live=True).first()
    data = written(editor, page)
    data["slug"] = "never-saved"
    place = (kind._meta.app_label, kind._meta.model_name, page.get_parent().pk)
    address = reverse("wagtailadmin_pages:preview_on_add", args=place)

    assert UNSAVED in previewed(editor, address, data)
