"""Which picture sizes and formats the site shows, and which of them are missing."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from wagtail.fields import StreamField
from wagtail.images.models import Filter
from wagtail.models import ReferenceIndex

from home.core.fields.pictures import LOOKS
from home.core.models import Picture, PictureRendition


def missing_renditions() -> Iterator[tuple[Picture, list[Filter]]]:
    """Yield each picture that the site shows, with its missing renditions."""
    shown = shown_looks()
    made = defaultdict(set)
    kept = PictureRendition.objects.filter(image__in=shown)
    for image, spec, focus in kept.values_list("image_id", "filter_spec", "focal_point_key"):
        made[image].add((spec, focus))
    for picture in Picture.objects.filter(pk__in=shown).iterator():
        filters = [each for look in sorted(shown[picture.pk]) for each in LOOKS[look].filters]
        missing = [
            each
            for each in filters
            if (each.spec, each.get_cache_key(picture)) not in made[picture.pk]
        ]
        if missing:
            yield picture, missing


def shown_looks() -> dict[int, set[str]]:
    """Return, by picture key, the looks of each picture that a published page or a setting uses."""
    of_pictures = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Picture)
    )
    places = of_pictures.values_list("to_object_id", "content_type", "model_path").distinct()
    looks: dict[int, set[str]] = defaultdict(set)
    for picture, holder, path in places:
        model = ContentType.objects.get_for_id(holder).model_class()
        if model and (found := looks_at(model, path)):
            looks[int(picture)].update(found)
    return looks


def looks_at(model: type[Model], path: str) -> tuple[str, ...]:
    """Return the looks for a picture at a path such as `body.feature.picture`."""
    name, *names = path.split(".")
    try:
        holder: Any = model._meta.get_field(name)
        if isinstance(holder, StreamField):
            holder = holder.stream_block
            for each in names:
                holder = holder.child_block if each == "item" else holder.child_blocks[each]
    except (FieldDoesNotExist, KeyError, AttributeError):  # the index still lists deleted fields
        return ()
    return getattr(holder, "looks", ())
