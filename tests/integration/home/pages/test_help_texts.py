"""Each field tells editors what it is for."""

from collections.abc import Iterator

import pytest
from django.db.models import Model
from wagtail.admin.panels import Panel
from wagtail.models import Page, get_page_models

from home.events.models import Event
from home.newsletter.models import Digest
from home.site.models import SiteSettings
from home.stories.models import StoryCategory

OTHERS = [Digest, Event, SiteSettings, StoryCategory]


def editors_models() -> list[type[Model]]:
    return [*(model for model in get_page_models() if model is not Page), *OTHERS]


def names_in(panel: Panel) -> Iterator[str]:
    if name := getattr(panel, "field_name", None):
        yield name
    for child in getattr(panel, "children", []):
        yield from names_in(child)


def own_fields(model: type[Model]) -> list:
    """Return the editable fields that the model adds to Wagtail's Page."""
    of_any_page = {field.name for field in Page._meta.get_fields()}
    return [
        field
        for field in model._meta.get_fields()
        if field.name not in of_any_page and getattr(field, "editable", False)
    ]


def shown_fields(model: type[Model]) -> list:
    """Return the model's own fields that the editing form shows."""
    if not issubclass(model, Page):
        return [field for field in own_fields(model) if field.name not in ("id", "locale")]
    shown = set(names_in(model.get_edit_handler()))
    return [field for field in own_fields(model) if field.name in shown]


@pytest.mark.parametrize("model", editors_models(), ids=lambda model: model.__name__)
def test_each_field_that_an_editor_fills_in_explains_its_purpose(model):
    assert [field.name for field in shown_fields(model) if not field.help_text] == []


@pytest.mark.parametrize("model", editors_models(), ids=lambda model: model.__name__)
def test_a_help_text_is_a_sentence(model):
    for field in shown_fields(model):
        assert str(field.help_text).endswith("."), field.name
