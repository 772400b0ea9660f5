"""Newsletter subscribers and digests."""

from django.utils import timezone

from home.newsletter.models import Digest, DigestStory, Subscriber


def subscriber(email="ana@example.test", state="confirmed", topics=(), language="en") -> Subscriber:
    made = Subscriber.objects.create(
        email=email, state=state, language=language, consent="I agree.", asked_at=timezone.now()
    )
    made.topics.set(topics)
    return made


def digest_of(*stories, **fields) -> Digest:
    digest = Digest.objects.create(**{"subject": "Autumn letter", **fields})
    for order, story in enumerate(stories):
        DigestStory.objects.create(digest=digest, story=story, sort_order=order)
    return digest
