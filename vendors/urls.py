"""Which paths lead here? Lists for the three doors; config/urls.py mounts them."""

from django.urls import path

from vendors import public as public_doors
from vendors.desk import engagements, people, subcontractors
from vendors.portal import expectations

desk: list = [
    path("subcontractors/", subcontractors.listing, name="subcontractors"),
    path("subcontractors/invitation/", subcontractors.invite, name="subcontractor_invite"),
    path("subcontractors/<uuid:vendor_id>/details/", subcontractors.edit, name="subcontractor_edit"),
    path("subcontractors/<uuid:vendor_id>/tier/", subcontractors.tier, name="subcontractor_tier"),
    path("subcontractors/<uuid:vendor_id>/tier/form/", subcontractors.tier_form, name="subcontractor_tier_form"),
    path("subcontractors/<uuid:vendor_id>/state/<slug:status>/", subcontractors.state, name="subcontractor_state"),
    path("subcontractors/<uuid:vendor_id>/stewards/", subcontractors.stewardship, name="subcontractor_stewards"),
    path("subcontractors/<uuid:vendor_id>/stewards/<uuid:user_id>/relief/", subcontractors.relieve, name="steward_relief"),
    path("invitations/<uuid:invitation_id>/renewal/", people.invitation_again, name="invitation_again"),
    path("invitations/<uuid:invitation_id>/withdrawal/", people.invitation_withdrawal, name="invitation_withdrawal"),
    path("people/", people.listing, name="people"),
    path("people/new/", people.new, name="person_new"),
    path("people/<uuid:person_id>/details/", people.edit, name="person_edit"),
    path("people/<uuid:person_id>/departure/", people.departure, name="person_departure"),
    path("people/<uuid:person_id>/invitation/", people.invitation, name="person_invitation"),
    path("engagements/", engagements.listing, name="engagements"),
    path("engagements/new/", engagements.new, name="engagement_new"),
    path("engagements/<uuid:engagement_id>/", engagements.record, name="engagement"),
    path("engagements/<uuid:engagement_id>/details/", engagements.edit, name="engagement_edit"),
    path("engagements/<uuid:engagement_id>/people/<uuid:person_id>/leaving/", engagements.leaving, name="engagement_leaving"),
]
portal: list = [
    path("expectations/", expectations.page, name="expectations"),
]
api: list = []
public: list = [
    path("invitation/<str:token>/", public_doors.invitation, name="invitation"),
    path("invitation/<str:token>/new-link/", public_doors.new_link, name="invitation_new_link"),
    path("welcome/", public_doors.welcome, name="welcome"),
]
