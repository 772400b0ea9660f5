"""Forms for newsletter subscribers."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from home.core.fields.rows import RowsField
from home.core.forms.spam_protection import HonestForm
from home.newsletter.models import Subscriber
from home.newsletter.selectors.digests import keys_of, topics_for
from home.stories.models import StoryCategory


class TopicsField(RowsField):
    """The story categories, in the page's language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            StoryCategory.objects.none(),
            label=_("What would you like to read about?"),
            help_text=_("Leave empty to receive every topic."),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )

    def in_language(self, language: str) -> None:
        self.queryset = StoryCategory.objects.filter(locale__language_code=language)


class SubscribeForm(HonestForm):
    email = forms.EmailField(
        label=_("Email address"),
        max_length=Subscriber._meta.get_field("email").max_length,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    topics = TopicsField()
    agree = forms.BooleanField()

    def __init__(self, *args: Any, consent: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["agree"].label = consent
        fields["agree"].error_messages["required"] = _("Check the box so that we may email you.")
        fields["topics"].in_language(get_language())


class PreferencesForm(forms.ModelForm):
    """Topics are ticked in the page's language, whichever language they were chosen in."""

    topics = TopicsField()

    class Meta:
        model = Subscriber
        fields = ("language", "topics")
        widgets = {"language": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["language"].choices = settings.LANGUAGES
        topics, chosen = topics_for(self.instance, get_language()), self.instance.topics.all()
        fields["topics"].queryset = topics
        self.initial["topics"] = topics.filter(translation_key__in=keys_of(chosen))
