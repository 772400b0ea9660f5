from django.db import migrations, models
from django.utils.timezone import get_default_timezone, localdate


def take_back_days_to_come(apps, schema_editor):
    """Readers see a day that is yet to come on a live story: give it the day on which it went live."""
    today = localdate(timezone=get_default_timezone())
    stories = apps.get_model("home", "StoryPage").objects.filter(live=True)
    for story in stories.filter(published_on__gt=today):
        story.published_on = localdate(story.first_published_at, get_default_timezone())
        story.save(update_fields=["published_on"])
    stories.filter(updated_on__gt=today).update(updated_on=today)


class Migration(migrations.Migration):
    dependencies = [("home", "0022_words_without_accents")]

    operations = [
        migrations.AlterField(
            "storypage",
            "published_on",
            models.DateField(
                blank=True,
                help_text="Leave this empty: readers see the day on which the story goes live. Type a day"
                " only where the story is older than its page. Lists are in the order of these days.",
                null=True,
                verbose_name="published on",
            ),
        ),
        migrations.RunPython(take_back_days_to_come, migrations.RunPython.noop),
    ]
