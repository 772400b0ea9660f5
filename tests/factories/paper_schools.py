"""Schools on paper with a few entries, of which examples and tests are made."""

from .transcripts import MEI, PaperSchool


def small_school() -> PaperSchool:
    """Four entries of Lucía's (one taken back, one on paper), one of Mei's, and a change of keys."""
    school = PaperSchool()
    school.credit()
    school.sign_off()
    school.sign_off(MEI)
    school.change_keys()
    school.sign_off(minutes=90, clients=1)
    school.reverse(2)
    return school


def example_school() -> PaperSchool:
    """The school of docs/transcript-format.md: one entry of Lucía's, one of Mei's."""
    school = PaperSchool()
    school.sign_off(minutes=90, clients=1)
    school.sign_off(MEI)
    return school
