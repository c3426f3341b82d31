"""Which paths lead here? Lists for the three doors; config/urls.py mounts them."""

from django.urls import path

from access.api import decisions as decisions_api
from access.api import grants as grants_api
from access.desk import (
    assets,
    classes,
    conflicts,
    copies,
    decisions,
    exceptions,
    exposure,
    grants,
    holds,
    objections,
    who,
)
from access.desk import documents as vault
from access.portal import copies as own_copies
from access.portal import documents, emergencies, own_standing, requests

desk = [
    path("grants/", grants.listing, name="grants"),
    path("grants/<uuid:pk>/", grants.page, name="grant"),
    path("grants/<uuid:pk>/report/", grants.reading, name="emergency_reading"),
    path("grants/<uuid:pk>/revocation/", grants.revocation, name="grant_revocation"),
    path("assets/", assets.listing, name="assets"),
    path("assets/new/", assets.register, name="asset_new"),
    path("assets/<uuid:pk>/", assets.page, name="asset"),
    path("assets/<uuid:pk>/change/", assets.change, name="asset_change"),
    path("assets/<uuid:pk>/who/", who.page, name="asset_who"),
    path("assets/<uuid:pk>/people/<uuid:person_id>/", decisions.page, name="decision"),
    path("assets/<uuid:pk>/openings/", copies.of_asset, name="asset_openings"),
    path("assets/<uuid:pk>/offers/", assets.offer, name="asset_offer"),
    path("assets/<uuid:pk>/documents/", assets.add_document, name="document_new"),
    path("documents/<uuid:pk>/", vault.page, name="desk_document"),
    path("documents/<uuid:pk>/versions/new/", vault.add_version, name="version_new"),
    path("documents/<uuid:pk>/versions/comparison/", vault.comparison, name="version_comparison"),
    path("documents/<uuid:pk>/check-out/", vault.check_out, name="document_check_out"),
    path("documents/<uuid:pk>/release/", vault.release, name="document_release"),
    path("documents/<uuid:pk>/retention/", vault.retention, name="document_retention"),
    path("documents/<uuid:pk>/destruction/", vault.destruction, name="document_destruction"),
    path("documents/<uuid:pk>/destruction/certificate/", vault.certificate, name="destruction_certificate"),
    path("documents/<uuid:pk>/legal-hold/", vault.place_hold, name="legal_hold_new"),
    path("documents/<uuid:pk>/legal-hold/<uuid:hold_id>/release/", vault.release_hold, name="legal_hold_release"),
    path("copies/", copies.listing, name="copies"),
    path("copies/<uuid:pk>/", copies.record, name="copy"),
    path("classes/", classes.listing, name="classes"),
    path("classes/<slug:key>/policy/", classes.change, name="class_policy"),
    path("classes/<slug:key>/marked-copies/", copies.downloads, name="class_downloads"),
    path("classes/<slug:key>/limits/", classes.limits, name="class_limits"),
    path("holds/", holds.listing, name="holds"),
    path("subcontractors/<uuid:vendor_id>/holds/new/", holds.place, name="hold_new"),
    path("subcontractors/<uuid:vendor_id>/exposure/", exposure.page, name="subcontractor_exposure"),
    path("holds/<uuid:pk>/lifting/", holds.lift, name="hold_lifting"),
    path("conflicts/", conflicts.matrix, name="conflicts"),
    path("conflicts/new/", conflicts.declare, name="conflict_set_new"),
    path("conflicts/<uuid:pk>/", conflicts.change, name="conflict_set"),
    path("conflicts/<uuid:pk>/people/<uuid:person_id>/exception/", exceptions.ask, name="conflict_exception_new"),
    path("conflicts/exceptions/<uuid:pk>/", exceptions.record, name="conflict_exception"),
    path("conflicts/exceptions/<uuid:pk>/ending/", exceptions.ending, name="conflict_exception_ending"),
    path("objections/", objections.listing, name="objections"),
    path("objections/<uuid:pk>/", objections.record, name="objection"),
    path("objections/<uuid:pk>/file/", objections.file, name="objection_file"),
]
portal = [
    path("standing/", own_standing.page, name="portal_standing"),
    path("standing/<slug:kind>/<uuid:about_id>/objection/", own_standing.lodging, name="portal_objection_new"),
    path("objections/<uuid:pk>/", own_standing.record, name="portal_objection"),
    path("access/", requests.page, name="access"),
    path("access/<uuid:pk>/request/", requests.ask, name="access_request"),
    path("access/<uuid:pk>/emergency/", emergencies.take, name="access_emergency"),
    path("emergencies/<uuid:pk>/report/", emergencies.report, name="emergency_report"),
    path("access/<uuid:pk>/withdrawal/", requests.withdraw, name="access_withdrawal"),
    path("access/<uuid:pk>/return/", requests.give_back, name="access_return"),
    path("documents/", documents.listing, name="documents"),
    path("documents/<uuid:pk>/", documents.viewer, name="document"),
    path("documents/<uuid:pk>/copy/", own_copies.download, name="document_copy"),
    path("copies/", own_copies.listing, name="portal_copies"),
    path("copies/<uuid:pk>/", own_copies.record, name="portal_copy"),
    path("documents/<uuid:pk>/pages/<int:number>/", documents.viewer, name="document_page"),
    path("documents/openings/<uuid:pk>/pages/<int:number>/image/", documents.page_image, name="document_page_image"),
]
api = [
    path("decisions", decisions_api.Decisions.as_view(), name="api_decisions"),
    path("grants", grants_api.Grants.as_view(), name="api_grants"),
]
public = [
    path(".well-known/authzen-configuration", decisions_api.configuration, name="decision_point"),
]
