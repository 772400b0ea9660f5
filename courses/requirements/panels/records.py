"""The office's form fields for each curriculum record, in order."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

NAMES = FieldRowPanel([FieldPanel("name"), FieldPanel("name_es")])
CLOCK = _(
    "All lengths here use these hours. For example, 50 hours of 50 minutes are 2,500 minutes."
)

SUBJECT_AREA = ObjectList([NAMES, FieldPanel("slug"), FieldPanel("is_clinical")])

MODALITY = ObjectList([NAMES, FieldPanel("slug"), FieldPanel("summary")])

COURSE = ObjectList(
    [
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("title"), FieldPanel("title_es")]),
        FieldRowPanel([FieldPanel("subject_area"), FieldPanel("minutes")]),
        FieldRowPanel([FieldPanel("summary"), FieldPanel("summary_es")]),
        FieldPanel("modalities"),
    ]
)

PROGRAM = ObjectList(
    [
        NAMES,
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("award"), FieldPanel("length_months")]),
        FieldPanel(
            "standard", help_text=_("The board minimum that the program page compares against.")
        ),
        FieldPanel("retired_on", help_text=_("No new students can enroll from this date on.")),
        FieldPanel("groups"),
        InlinePanel(
            "curriculum",
            panels=[FieldPanel("course"), FieldPanel("term")],
            heading=_("Curriculum"),
            label=_("Course"),
        ),
    ]
)

STANDARD = ObjectList(
    [
        NAMES,
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("jurisdiction"), FieldPanel("profession")]),
        MultiFieldPanel(
            [
                FieldPanel("authority"),
                FieldPanel("citation"),
                FieldPanel("declaration"),
                FieldRowPanel([FieldPanel("transcript_days"), FieldPanel("transcript_citation")]),
                FieldRowPanel([FieldPanel("effective_from"), FieldPanel("effective_to")]),
                FieldPanel(
                    "last_checked", help_text=_("When someone last checked the rule itself.")
                ),
            ],
            heading=_("Source"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("clinical_minutes")]),
                FieldRowPanel([FieldPanel("daily_cap_minutes"), FieldPanel("weekly_cap_minutes")]),
                FieldRowPanel(
                    [
                        FieldPanel("minimum_weeks"),
                        FieldPanel("minutes_per_clock_hour", help_text=CLOCK),
                    ]
                ),
            ],
            heading=_("Hours"),
        ),
        InlinePanel(
            "subjects",
            panels=[
                FieldPanel("subject_area"),
                FieldPanel("minutes"),
                FieldPanel("remarks"),
                FieldPanel("remarks_es"),
            ],
            heading=_("Hours by subject"),
            label=_("Subject"),
        ),
        FieldPanel("remarks"),
        FieldPanel("remarks_es"),
    ]
)

GATES = InlinePanel(
    "gates",
    panels=[FieldPanel("after"), FieldPanel("after_minutes")],
    heading=_("Opens after"),
    label=_("Requirement to complete first"),
    help_text=_("Save the draft first. Then you can choose its requirements here."),
)

REQUIREMENT_SET = ObjectList(
    [
        FieldPanel("program"),
        FieldPanel("citation", help_text=_("The rule these requirements are based on.")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("daily_cap_minutes"), FieldPanel("weekly_cap_minutes")]),
                FieldRowPanel([FieldPanel("week_starts_on"), FieldPanel("entry_window_days")]),
                FieldRowPanel(
                    [FieldPanel("rounding"), FieldPanel("minutes_per_clock_hour", help_text=CLOCK)]
                ),
                FieldPanel("students_per_supervisor"),
            ],
            heading=_("Limits"),
            help_text=_("Leave a limit empty for no limit."),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "transfer_maximum_minutes",
                    help_text=_(
                        "The most hours from other schools that count in all. Leave it empty for no "
                        "limit, and enter 0 to accept none."
                    ),
                ),
                FieldPanel(
                    "transfer_citation",
                    help_text=_(
                        "The statute or board rule that sets this maximum. Leave it empty if it is "
                        "the school's own policy."
                    ),
                ),
            ],
            heading=_("Transfer hours"),
        ),
        InlinePanel(
            "requirements",
            panels=[
                NAMES,
                FieldPanel("category"),
                FieldPanel("description"),
                FieldRowPanel(
                    [
                        FieldPanel("minutes"),
                        FieldPanel("minimum_clients"),
                        FieldPanel("maximum_minutes"),
                    ]
                ),
                FieldPanel(
                    "earned_at_school",
                    help_text=_(
                        "No transfer hours count toward this requirement. The basis and citation "
                        "below are given as the reason."
                    ),
                ),
                FieldRowPanel([FieldPanel("basis"), FieldPanel("citation")]),
                GATES,
            ],
            heading=_("Requirements"),
            label=_("Requirement"),
        ),
    ]
)
