"""Which paths lead here? Lists for the three doors; config/urls.py mounts them."""

from django.urls import path

from vendors import public as public_doors
from vendors.api import imports as imports_api
from vendors.api import people as people_api
from vendors.api import subcontractors as subcontractors_api
from vendors.desk import engagements, imports, people, subcontractors
from vendors.portal import expectations

desk: list = [
    path("subcontractors/", subcontractors.listing, name="subcontractors"),
    path("subcontractors/invitation/", subcontractors.invite, name="subcontractor_invite"),
    path("subcontractors/<uuid:vendor_id>/details/", subcontractors.edit, name="subcontractor_edit"),
    path("subcontractors/<uuid:vendor_id>/tier/", subcontractors.tier, name="subcontractor_tier"),
    path("subcontractors/<uuid:vendor_id>/tier/form/", subcontractors.tier_form, name="subcontractor_tier_form"),
    path("subcontractors/<uuid:vendor_id>/state/<slug:status>/", subcontractors.state, name="subcontractor_state"),
    path("subcontractors/<uuid:vendor_id>/stewards/", subcontractors.stewardship, name="subcontractor_stewards"),
    path(
        "subcontractors/<uuid:vendor_id>/stewards/<uuid:user_id>/relief/", subcontractors.relieve, name="steward_relief"
    ),
    path("invitations/<uuid:invitation_id>/renewal/", people.invitation_again, name="invitation_again"),
    path("invitations/<uuid:invitation_id>/withdrawal/", people.invitation_withdrawal, name="invitation_withdrawal"),
    path("people/", people.listing, name="people"),
    path("people/new/", people.new, name="person_new"),
    path("people/<uuid:person_id>/details/", people.edit, name="person_edit"),
    path("people/<uuid:person_id>/departure/", people.departure, name="person_departure"),
    path("people/<uuid:person_id>/invitation/", people.invitation, name="person_invitation"),
    path("people/imports/", imports.listing, name="people_imports"),
    path("people/imports/new/", imports.upload, name="people_import_new"),
    path("people/imports/<uuid:run_id>/", imports.record, name="people_import"),
    path("people/imports/<uuid:run_id>/columns/", imports.columns, name="people_import_columns"),
    path("people/imports/<uuid:run_id>/application/", imports.application, name="people_import_application"),
    path("people/imports/<uuid:run_id>/undoing/", imports.undoing, name="people_import_undoing"),
    path("engagements/", engagements.listing, name="engagements"),
    path("engagements/new/", engagements.new, name="engagement_new"),
    path("engagements/<uuid:engagement_id>/", engagements.record, name="engagement"),
    path("engagements/<uuid:engagement_id>/details/", engagements.edit, name="engagement_edit"),
    path(
        "engagements/<uuid:engagement_id>/people/<uuid:person_id>/leaving/",
        engagements.leaving,
        name="engagement_leaving",
    ),
]
portal: list = [
    path("expectations/", expectations.page, name="expectations"),
]
api: list = [
    path("subcontractors", subcontractors_api.SubcontractorsView.as_view(), name="api_subcontractors"),
    path("people", people_api.PeopleView.as_view(), name="api_people"),
    path("people/<str:hr_id>", people_api.PersonView.as_view(), name="api_person"),
    path("people/<str:hr_id>/departure", people_api.DepartureView.as_view(), name="api_departure"),
    path("imports", imports_api.ImportsView.as_view(), name="api_imports"),
    path("imports/<str:import_id>", imports_api.ImportView.as_view(), name="api_import"),
]
public: list = [
    path("invitation/<str:token>/", public_doors.invitation, name="invitation"),
    path("invitation/<str:token>/new-link/", public_doors.new_link, name="invitation_new_link"),
    path("welcome/", public_doors.welcome, name="welcome"),
]
