from wagtail.admin.panels import FieldPanel

PERSON_INDEX_CONTENT = [FieldPanel("lede")]

PERSON_PAGE_CONTENT = [
    FieldPanel("kind"),
    FieldPanel("credential"),
    FieldPanel("photo"),
    FieldPanel("lede"),
    FieldPanel("biography"),
    FieldPanel("graduated_in"),
]
