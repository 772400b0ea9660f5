"""What people wrote to the school and the school to them: the lists of admissions and of the mail."""

import datetime

from courses.admissions.consent import enquiry_consent
from courses.admissions.models import Enquiry, EnquiryNote
from courses.admissions.services.enquiries import last_day_of
from courses.curriculum.models import Program
from home.events.models import Event, Registration
from home.mail.models import DeadAddress, OutgoingMail
from home.newsletter.models import Digest, DigestStory, Subscriber
from home.stories.models import StoryPage
from portal.accounts.models import Invitation, User
from portal.accounts.services.invitations import digest as token_digest

SCHOOL = "Palmetto College"
AGREED = "Yes, Palmetto College may write to me."
Status, State = Enquiry.Status, Registration.State

# Name, program, status, days ago, question.
ENQUIRIES = (
    (
        "Paloma Reyes",
        "massage-therapy",
        Status.NEW,
        0,
        "Can I keep my job and come in the evening?",
    ),
    ("Devon Clarke", "acupuncture", Status.NEW, 2, "I'm a nurse. Do any of my courses count?"),
    ("Hanna Lindgren", None, Status.NEW, 3, "What does a first visit look like?"),
    ("Marcus Bell", "massage-therapy", Status.IN_CONTACT, 9, "What does it cost in all?"),
    ("Yesenia Duarte", "advanced-bodywork", Status.VISITING, 16, "May I sit in on a class?"),
    ("Tom Abara", "massage-therapy", Status.APPLIED, 40, "When does the next group start?"),
)
# Name, number of people, and state, for the first events.
REGISTRATIONS = (
    ("Paloma Reyes", 2, State.REGISTERED),
    ("Devon Clarke", 1, State.REGISTERED),
    ("Ines Okoye", 1, State.REGISTERED),
    ("Marcus Bell", 1, State.CANCELLED),
)
SUBSCRIBERS = (
    ("ines.okoye@mail.test", "en", Subscriber.State.CONFIRMED),
    ("marcus.bell@mail.test", "en", Subscriber.State.CONFIRMED),
    ("paloma.reyes@mail.test", "es", Subscriber.State.CONFIRMED),
    ("tom.abara@mail.test", "en", Subscriber.State.ASKED),
)
INVITED = (("Nadia Haddad", "nadia.haddad@mail.test"), ("Luis Ortega", "luis.ortega@example.org"))


def load_correspondence(people: dict[str, User], now: datetime.datetime) -> None:
    """Fill the lists that are empty. No mail goes out: the rows are written as if it had."""
    nora, cora = people["nora@palmetto.test"], people["cora@palmetto.test"]
    if not Enquiry.objects.exists():
        load_enquiries(nora, now)
    if not Registration.objects.exists():
        load_registrations(now)
    if not Subscriber.objects.exists():
        load_newsletter(now)
    if not OutgoingMail.objects.exists():
        load_mail(now)
    if not Invitation.objects.exists():
        load_invitations(cora, now)


def address_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@mail.test"


def load_enquiries(nora: User, now: datetime.datetime) -> None:
    programs = Program.objects.in_bulk(field_name="slug")
    for name, slug, status, days, question in ENQUIRIES:
        received = now - datetime.timedelta(days=days, hours=2)
        enquiry = Enquiry.objects.create(
            name=name,
            email=address_of(name),
            program=programs.get(slug),
            start=Enquiry.Start.SOON,
            message=question,
            language="en",
            consent=enquiry_consent(SCHOOL),
            received_at=received,
            erase_on=last_day_of(received),
            status=status,
            assigned_to=None if status == Status.NEW else nora,
        )
        if enquiry.assigned_to:
            words = {"written_by": nora, "written_at": received, "text": "Answered by email."}
            EnquiryNote.objects.create(enquiry=enquiry, **words)


def load_registrations(now: datetime.datetime) -> None:
    for event in Event.objects.filter(starts_at__gt=now).order_by("starts_at")[:2]:
        for name, coming, state in REGISTRATIONS:
            Registration.objects.create(
                event=event,
                name=name,
                email=address_of(name),
                people=coming,
                state=state,
                language="en",
                consent=AGREED,
                registered_at=now - datetime.timedelta(days=3),
                start_told=event.starts_at,
                end_told=event.ends_at,
                venue_told=event.venue,
                told_at=now - datetime.timedelta(days=3),
            )


def load_newsletter(now: datetime.datetime) -> None:
    """Write an issue that waits to be sent, and its subscribers."""
    asked = now - datetime.timedelta(days=20)
    for email, language, state in SUBSCRIBERS:
        confirmed = asked if state == Subscriber.State.CONFIRMED else None
        words = {"language": language, "state": state, "consent": AGREED}
        Subscriber.objects.create(email=email, asked_at=asked, confirmed_at=confirmed, **words)
    issue = Digest.objects.create(
        subject="This month at Palmetto: three stories from the clinic",
        greeting="Three short reads from our students and teachers.",
    )
    stories = StoryPage.objects.filter(locale__language_code="en").order_by("-published_on", "pk")
    for order, story in enumerate(stories[:3]):
        DigestStory.objects.create(digest=issue, story=story, sort_order=order)


def load_mail(now: datetime.datetime) -> None:
    written = now - datetime.timedelta(days=1)
    common = {"written_at": written, "due_at": written, "text": "Thank you for writing to us."}
    OutgoingMail.objects.create(
        to=address_of("Devon Clarke"),
        subject="Thank you for your question",
        message_id="<demo-sent@palmetto.test>",
        state=OutgoingMail.State.SENT,
        tries=1,
        sent_at=written,
        **common,
    )
    OutgoingMail.objects.create(
        to="old.address@mail.test",
        subject="Open house: your registration",
        message_id="<demo-refused@palmetto.test>",
        state=OutgoingMail.State.REFUSED,
        tries=1,
        problem="550 5.1.1 No such mailbox",
        **common,
    )
    bounced = {"reason": DeadAddress.Reason.BOUNCED, "details": "550 5.1.1 No such mailbox"}
    DeadAddress.objects.create(address="old.address@mail.test", since=written, **bounced)


def load_invitations(cora: User, now: datetime.datetime) -> None:
    """Invite two people. Nobody has the links, which are sent again with the button."""
    for name, email in INVITED:
        Invitation.objects.create(
            display_name=name,
            email=email,
            token_hash=token_digest(f"demo {email}"),
            invited_by=cora,
            created_at=now - datetime.timedelta(days=2),
        )
