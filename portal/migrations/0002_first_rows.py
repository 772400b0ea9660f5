"""The rows that every site begins with: a home page in place of Wagtail's welcome, and an empty ledger."""

from django.conf import settings
from django.db import migrations

from clinic_hours.ledger.models import LedgerHead
from home.pages.models import HomePage
from home.site.models import SiteSettings

FIRST_WORDS = {
    "title": "Home",
    "draft_title": "Home",
    "headline": "Learn by doing. Keep the proof.",
    "lede": "This is where the school will say what it teaches. An editor can change these "
    "words in the admin.",
}


def as_of_now(apps, model):
    """Return a model as the database has it at this point of its history."""
    return apps.get_model(model._meta.label)


def put_home_page_in_place_of_welcome(apps, _schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    welcome = Page.objects.get(depth=2, slug="home")
    content_type, _new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=HomePage._meta.app_label, model=HomePage._meta.model_name
    )
    # The row of the welcome page becomes the parent row of ours, so that the site keeps its root.
    kept = {field.attname: getattr(welcome, field.attname) for field in Page._meta.concrete_fields}
    as_of_now(apps, HomePage).objects.create(
        **kept | FIRST_WORDS | {"page_ptr": welcome, "content_type_id": content_type.pk}
    )


def name_the_school(apps, _schema_editor):
    site = apps.get_model("wagtailcore", "Site").objects.get()
    as_of_now(apps, SiteSettings).objects.create(site=site, name=settings.SITE_NAME)


def begin_the_ledger(apps, _schema_editor):
    as_of_now(apps, LedgerHead).objects.create(pk=1)


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("portal", "0001_search_and_cache"),
        *((model._meta.app_label, "__first__") for model in (HomePage, SiteSettings, LedgerHead)),
    ]
    operations = [
        migrations.RunPython(put_home_page_in_place_of_welcome),
        migrations.RunPython(name_the_school),
        migrations.RunPython(begin_the_ledger),
    ]
