from .newsletter import Digest, DigestDelivery, DigestStory, Subscriber, SubscriberMail

__all__ = [
    "Digest",
    "DigestDelivery",
    "DigestStory",
    "Subscriber",
    "SubscriberMail",
]
