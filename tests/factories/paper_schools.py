"""Paper schools with a few entries, for examples and tests."""

from .transcripts import MEI, PaperSchool


def small_school() -> PaperSchool:
    """Return a school with two keys, four entries of Lucía's (a transfer, a reversal) and one of Mei's."""
    school = PaperSchool()
    school.credit()
    school.sign_off()
    school.sign_off(MEI)
    school.change_keys()
    school.sign_off(minutes=90, clients=1)
    school.reverse(2)
    return school


def example_school() -> PaperSchool:
    """Return the school of docs/transcript-format.md: one entry of Lucía's, one of Mei's."""
    school = PaperSchool()
    school.sign_off(minutes=90, clients=1)
    school.sign_off(MEI)
    return school
