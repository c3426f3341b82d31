"""Which pages span apps? Today, My tasks, search and the 360 pages."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from config.pages import (
    audit_log,
    comparison,
    event,
    keys,
    person,
    search,
    subcontractor,
    tier,
    today,
    verify,
    your_tasks,
)
from core.web import inbox


class Tab(StringConverter):
    """A tab of the subcontractor's page; other words belong to the apps' own pages below that address."""

    regex = "|".join(key for key, _label in subcontractor.TABS if key != "overview")


register_converter(Tab, "tab")

desk: list = [
    path("", today.page, name="today"),
    path("subcontractors/<uuid:vendor_id>/", subcontractor.page, name="subcontractor"),
    path("subcontractors/<uuid:vendor_id>/<tab:tab>/", subcontractor.page, name="subcontractor_tab"),
    path("subcontractors/<uuid:vendor_id>/tier/", tier.page, name="subcontractor_tier"),
    path("comparison/", comparison.page, name="comparison"),
    path("people/<uuid:person_id>/", person.page, name="person"),
    path("trail/", audit_log.page, name="audit_log"),
    path("trail/check/", audit_log.check, name="trail_check"),
    path("trail/<uuid:pk>/", event.page, name="event"),
    path("trail/<uuid:pk>/erasure/", event.erase, name="event_erasure"),
    path("keys/", keys.listing, name="keys"),
    path("keys/new/", keys.new, name="key_new"),
    path("keys/<uuid:pk>/", keys.page, name="key"),
    path("keys/<uuid:pk>/rotation/", keys.rotation, name="key_rotation"),
    path("keys/<uuid:pk>/takeover/", keys.takeover, name="key_takeover"),
    path("keys/<uuid:pk>/revocation/", keys.revocation, name="key_revocation"),
    path("palette/", search.palette, name="desk_palette"),
    path("search/", search.page, name="desk_search"),
    path("notices/", inbox.page, name="desk_notices"),
    path("notices/reading/", inbox.read_all, name="desk_notices_reading"),
    path("notices/reading/<slug:stamp>/undoing/", inbox.undo_read_all, name="desk_notices_undoing"),
    path("notices/<uuid:pk>/reading/", inbox.read, name="desk_notice_reading"),
    path("notices/<uuid:pk>/unreading/", inbox.unread, name="desk_notice_unreading"),
]
portal: list = [
    path("", your_tasks.page, name="your_tasks"),
    path("company/", your_tasks.company, name="your_company"),
    path("notices/", inbox.page, name="portal_notices"),
    path("notices/reading/", inbox.read_all, name="portal_notices_reading"),
    path("notices/reading/<slug:stamp>/undoing/", inbox.undo_read_all, name="portal_notices_undoing"),
    path("notices/<uuid:pk>/reading/", inbox.read, name="portal_notice_reading"),
    path("notices/<uuid:pk>/unreading/", inbox.unread, name="portal_notice_unreading"),
]
public: list = [
    path("verify/", verify.page, name="verify"),
    path("verify/authority.pem", verify.authority_certificate, name="verify_authority"),
]
