"""Public pages and pictures, as small as a test allows."""

import io

import factory
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Site

from home.core.models import Picture
from home.pages.models import HomePage, StandardPage


def home_page() -> HomePage:
    """Return the home page that migrations made."""
    return Site.objects.get(is_default_site=True).root_page.specific


class PictureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Picture

    title = factory.Sequence(lambda n: f"Picture {n}")
    description = "A quiet room."

    @factory.lazy_attribute
    def file(self) -> ImageFile:
        content = io.BytesIO()
        Image.new("RGB", (80, 50), "#1f7a6b").save(content, "PNG")
        return ImageFile(content, name="room.png")


class StandardPageFactory(factory.django.DjangoModelFactory):
    """A published page. `parent` defaults to the home page."""

    class Meta:
        model = StandardPage

    title = factory.Sequence(lambda n: f"Page {n}")
    parent = factory.LazyFunction(home_page)

    @classmethod
    def _create(cls, model_class, *args, parent, **fields):
        parent.refresh_from_db()
        return parent.add_child(instance=model_class(**fields))
