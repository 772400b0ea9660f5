"""A request for information, as small as a test allows."""

from django.utils import timezone

from courses.admissions.models import Enquiry


def enquiry(**fields) -> Enquiry:
    known = {
        "name": "Ana Duarte",
        "email": "ana@example.test",
        "start": "year",
        "language": "en",
        "consent": "I agree.",
        "received_at": timezone.now(),
        "erase_on": timezone.localdate(),
    }
    return Enquiry.objects.create(**known | fields)
