"""True transcripts with names in any script, and on days that confuse clocks."""

from datetime import UTC, datetime, timedelta

from tests.factories.paper.schools import open_school
from tests.factories.transcripts import PaperSchool
from tests.vectors.vector import Vectors, put, refused, valid

NAMES = {
    "Arabic": "ليلى حسن",
    "Hebrew": "שרה לוי",
    "Persian with a joiner": "علی‌رضا موسوی",
    "Chinese": "王小明",
    "beyond the basic plane": "𠮷野家",
    "Japanese": "山田 花子",
    "Korean": "김민준",
    "Devanagari with a joiner": "श्री\u200dमती",
    "Thai": "สมชาย ใจดี",
    "Greek and Cyrillic": "Ωμέγα Щукин",
    "combining accents": "Zoe\u0301 N\u0303u\u0301n\u0303ez",
    "one letter": "O",
    "300 letters": "Anastasía " * 30,
    "300 astral letters": "\U0001d49c" * 300,
    "an emoji family": "👩\u200d👩\u200d👧\u200d👦",
    "quotes and backslashes": 'O\'Brien "Bud" \\ /',
    "line and paragraph separators": "a\u2028b\u2029c",
    "control characters": "a\u0000b\u0007c\u001b[2J\u007f\u0085",
    "direction overrides": "\u202eevil\u202c \u2066x\u2069",
    "a byte order mark inside": "\ufeffLucía",
    "the last code point": "\U0010ffff\uffff",
    "nothing": "",
}
SESSIONS = {
    "the night that clocks go forward": (
        "2027-03-14T04:00",
        "2027-03-14T10:00",
        "America/New_York",
    ),
    "the night that clocks go back": ("2026-11-01T02:00", "2026-11-01T11:00", "America/New_York"),
    "the hour that happens twice": ("2026-11-01T05:30", "2026-11-01T06:30", "America/New_York"),
    "midnight": ("2026-11-20T03:00", "2026-11-20T07:00", "America/New_York"),
    "the end of a year": ("2026-12-31T22:00", "2027-01-01T06:00", "Europe/London"),
    "a leap day": ("2024-02-29T12:00", "2024-02-29T13:00", "America/New_York"),
    "an offset of 5:45": ("2026-11-20T03:00", "2026-11-20T07:00", "Asia/Kathmandu"),
    "an offset of -3:30": ("2026-11-20T03:00", "2026-11-20T07:00", "America/St_Johns"),
    "an offset of 14 hours": ("2026-11-20T03:00", "2026-11-20T07:00", "Pacific/Kiritimati"),
    "UTC": ("2026-11-20T03:00", "2026-11-20T07:00", "UTC"),
    "seconds that are cut": ("2026-11-20T03:00:59.999999", "2026-11-20T07:01:00", "UTC"),
    "almost one minute more": ("2026-11-20T03:00:00.000001", "2026-11-20T07:01:00", "UTC"),
}


def vectors() -> Vectors:
    for about, name in NAMES.items():
        school = PaperSchool()
        school.publish()
        school.enroll(name=name, number=name[:20])
        yield valid(f"A name with {about}", school)
    for about, (start, end, zone) in SESSIONS.items():
        school = open_school()
        starts, ends = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (start, end))
        school.sign_off(starts_at=starts, ends_at=ends, session={"zone": zone})
        yield valid(f"A session across {about}", school)
    for seconds, about in ((0, "at that moment"), (300, "exactly five minutes before")):
        school = open_school()
        school.sign_off(authentication=proved(school, seconds))
        yield valid(f"An authentication {about}", school)
    for seconds, about in ((-1, "a second after"), (301, "more than five minutes before")):
        school = open_school()
        school.sign_off(authentication=proved(school, seconds))
        yield refused("hours", "authentication_wrong", f"An authentication {about}", school)
    lie = put("local", "2026-11-18T00:00:00+05:30")
    school = open_school(lies={"sign_off": lie})
    school.sign_off(starts_at=datetime(2026, 11, 17, 15, 30, tzinfo=UTC))
    yield valid("A signer in another zone than the site", school)


def proved(school: PaperSchool, seconds: int) -> dict:
    """Return the authentication of the next session's signer, so long before signing."""
    at = school.now + timedelta(days=1, hours=3, seconds=-seconds)
    return {"method": "passkey", "at": f"{at:%Y-%m-%dT%H:%M:%S}.000000Z"}
