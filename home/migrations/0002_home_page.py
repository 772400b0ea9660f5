"""Put our own home page where Wagtail's welcome page stands, and name the school."""

from django.db import migrations

WELCOME = {"slug": "home", "depth": 2, "content_type__app_label": "wagtailcore"}


def create_home_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    HomePage = apps.get_model("home", "HomePage")
    Page = apps.get_model("wagtailcore", "Page")
    SiteSettings = apps.get_model("home", "SiteSettings")
    welcome = Page.objects.filter(content_type__model="page", **WELCOME).first()
    if welcome is None or welcome.numchild:  # someone has begun their own site: leave it alone
        return
    content_type, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    home_page = HomePage(
        page_ptr=welcome,
        headline="Learn by doing. Keep the proof.",
        lede="This is where the school will say what it teaches. An editor can change these "
        "words in the admin.",
    )
    # The row of the welcome page becomes the parent row of ours, so that the site keeps its root.
    for field in Page._meta.concrete_fields:
        setattr(home_page, field.attname, getattr(welcome, field.attname))
    home_page.title = home_page.draft_title = "Home"
    home_page.content_type = content_type
    home_page.save()
    for site in apps.get_model("wagtailcore", "Site").objects.filter(root_page_id=welcome.pk):
        SiteSettings.objects.get_or_create(site=site, defaults={"name": "Palmetto College"})


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(create_home_page, migrations.RunPython.noop)]
