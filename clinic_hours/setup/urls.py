"""Set-up: what must be in place before students can log hours."""

from django.urls import path

from .views import (
    attendance,
    closures,
    drafts,
    editions,
    limits,
    lost_roles,
    overview,
    places,
    roles,
)

home = "setup/"
sites, cohorts, sets = f"{home}sites/", f"{home}cohorts/", f"{home}editions/"
days, signers, auditors = "closures/", f"{home}signers/", f"{home}auditors/"

urlpatterns = [
    path(home, overview.setup, name="setup"),
    path(f"{home}limits/", limits.limits, name="setup_limits"),
    path(sites, places.sites, name="setup_sites"),
    path(f"{sites}new/", places.new_site, name="setup_site_new"),
    path(f"{sites}<int:pk>/", places.site, name="setup_site"),
    path(f"{sites}<int:pk>/attendance/", attendance.site_rules, name="setup_site_rules"),
    path(f"{sites}<int:pk>/delete/", places.delete_site, name="setup_site_delete"),
    path(cohorts, places.cohorts, name="setup_cohorts"),
    path(f"{cohorts}new/", places.new_cohort, name="setup_cohort_new"),
    path(f"{cohorts}<int:pk>/", places.cohort, name="setup_cohort"),
    path(f"{cohorts}<int:pk>/delete/", places.delete_cohort, name="setup_cohort_delete"),
    path(sets, editions.editions, name="setup_editions"),
    path(f"{sets}begin/<int:pk>/", drafts.begin, name="setup_edition_begin"),
    path(f"{sets}<int:pk>/", editions.compare_edition, name="setup_edition"),
    path(f"{sets}<int:pk>/copy/", drafts.copy, name="setup_edition_copy"),
    path(f"{sets}<int:pk>/edit/", drafts.draft, name="setup_draft"),
    path(f"{sets}<int:pk>/publish/", drafts.publish, name="setup_edition_publish"),
    path(f"{sets}<int:pk>/delete/", drafts.delete, name="setup_draft_delete"),
    path(days, closures.closures, name="closures"),
    path(f"{days}new/", closures.new_closure, name="closure_new"),
    path(f"{days}<uuid:public_id>/", closures.closure, name="closure"),
    path(f"{days}<uuid:public_id>/delete/", closures.delete_closure, name="closure_delete"),
    path(signers, roles.signers, name="setup_signers"),
    path(f"{signers}new/", roles.new_signer, name="setup_signer_new"),
    path(f"{signers}<int:pk>/", roles.signer, name="setup_signer"),
    path(f"{signers}<int:pk>/delete/", lost_roles.delete_signer, name="setup_signer_delete"),
    path(auditors, roles.auditors, name="setup_auditors"),
    path(f"{auditors}new/", roles.new_auditor, name="setup_auditor_new"),
    path(f"{auditors}<int:pk>/", roles.auditor, name="setup_auditor"),
    path(f"{auditors}<int:pk>/end/", lost_roles.end_auditor, name="setup_auditor_end"),
]
