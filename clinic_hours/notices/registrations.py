"""What notices add to the desk: the number of unread ones."""

from django.db.models import OuterRef

from clinic_hours.desk.selectors.desks import show_count

from .models import Notice

show_count("unread", Notice.objects.filter(person=OuterRef("pk"), read_at=None))
