"""Foreign keys run as imports do: from a room to itself or to one below."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Field, Model

ROOMS = ["home", "courses", "clinic_hours", "portal"]  # the lowest first


def room_of(model: type[Model]) -> str:
    return model.__module__.partition(".")[0]


def relations() -> Iterator[Field]:
    """Yield every key between models of ours, but those to the user: anybody may point there."""
    for model in (each for each in apps.get_models(include_auto_created=True) if is_ours(each)):
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = field.related_model
            if target and is_ours(target) and target is not get_user_model():
                yield field


def is_ours(model: type[Model]) -> bool:
    return room_of(model) in ROOMS


def test_foreign_keys_run_one_way():
    upward = {
        f"{field} → {field.related_model._meta.label}"
        for field in relations()
        if ROOMS.index(room_of(field.related_model)) > ROOMS.index(room_of(field.model))
    }
    assert upward == set()


def test_the_keys_between_rooms_are_looked_at():
    between = {(room_of(each.model), room_of(each.related_model)) for each in relations()}
    assert {("courses", "home"), ("clinic_hours", "courses")} <= between
