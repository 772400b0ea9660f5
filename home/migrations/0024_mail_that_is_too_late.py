from django.db import migrations, models
from django.db.models import OuterRef, Subquery

import home.models.newsletter


def keep_what_was_sent(apps, schema_editor):
    """Digests that went out get the words that their stories have now: nobody knows the ones of then."""
    stories = apps.get_model("home", "StoryPage").objects.filter(pk=OuterRef("story"))
    lines = apps.get_model("home", "DigestStory").objects.exclude(digest__sent_at=None)
    lines.update(
        title=Subquery(stories.values("title")[:1]), lede=Subquery(stories.values("lede")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [("home", "0023_published_is_when_it_went_live")]

    operations = [
        migrations.AddField(
            "digeststory", "address", models.TextField(blank=True, editable=False)
        ),
        migrations.AddField(
            "digeststory", "lede", models.TextField(blank=True, editable=False)
        ),
        migrations.AddField(
            "digeststory",
            "title",
            models.CharField(blank=True, editable=False, max_length=255),
        ),
        migrations.AlterField(
            "digeststory",
            "story",
            models.ForeignKey(
                null=True,
                on_delete=home.models.newsletter.only_what_was_not_sent,
                related_name="+",
                to="home.storypage",
                verbose_name="story",
            ),
        ),
        migrations.AddField(
            "outgoingmail",
            "send_before",
            models.DateTimeField(
                blank=True,
                help_text="After this it would tell nothing new.",
                null=True,
                verbose_name="send before",
            ),
        ),
        migrations.AlterField(
            "outgoingmail",
            "state",
            models.CharField(
                choices=[
                    ("waiting", "Waiting"),
                    ("sent", "Sent"),
                    ("refused", "Refused"),
                    ("too_late", "Too late, not sent"),
                ],
                default="waiting",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.RunPython(keep_what_was_sent, migrations.RunPython.noop),
    ]
