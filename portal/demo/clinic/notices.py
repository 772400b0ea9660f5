"""What people were told about the histories. No mail goes out."""

from datetime import datetime, timedelta

from clinic_hours.notices.models import Notice
from clinic_hours.notices.services.digests import send_digests
from home.mail.models import OutgoingMail

READ_WITHIN = timedelta(days=3)


def load_notices(now: datetime, began: datetime) -> None:
    """Tell what waits, expires or is behind, as on each morning. Older notices were read.

    `began` is when this load began: mail written since then is dropped.
    """
    send_digests(now)
    Notice.objects.filter(told_at__lt=now - READ_WITHIN).update(read_at=now)
    waiting = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING)
    waiting.filter(written_at__gte=began).delete()
