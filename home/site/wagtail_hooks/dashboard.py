"""The editors' and writers' panels on the admin's first page."""

from wagtail import hooks

from home.site.views import dashboard

for panel in (
    dashboard.ReviewPanel,
    dashboard.DraftsPanel,
    dashboard.FactsPanel,
    dashboard.BrokenLinksPanel,
    dashboard.UntranslatedPanel,
):
    hooks.register("construct_homepage_panels", panel.add_to)
