"""Which paths lead to the ground floor's own pages? config/urls.py mounts them."""

from django.urls import path

from core.desk import accounts, organisation, roles, stored_files
from core.web import joining

desk = [
    path("accounts/", accounts.listing, name="accounts"),
    path("accounts/new/", accounts.invite, name="account_new"),
    path("accounts/<uuid:pk>/", accounts.page, name="account"),
    path("accounts/<uuid:pk>/invitation/", accounts.invite_again, name="account_invitation"),
    path("accounts/<uuid:pk>/roles/", accounts.roles, name="account_roles"),
    path("accounts/<uuid:pk>/closing/", accounts.closing, name="account_closing"),
    path("accounts/<uuid:pk>/reopening/", accounts.opening, name="account_reopening"),
    path("accounts/<uuid:pk>/factors/removal/", accounts.factors, name="account_factors_removal"),
    path("accounts/<uuid:pk>/sessions/ending/", accounts.end_sessions, name="account_sessions_ending"),
    path("organisation/", organisation.page, name="organisation"),
    path("organisation/mail/", organisation.test_mail, name="organisation_mail"),
    path("organisation/backup/", organisation.vouch_for_backup, name="organisation_backup"),
    path("organisation/files/", stored_files.page, name="organisation_files"),
    path("organisation/seal/", organisation.seal, name="organisation_seal"),
    path("organisation/seal/renewal/", organisation.seal_renewal, name="organisation_seal_renewal"),
    path("organisation/first-steps/", organisation.close_first_steps, name="organisation_first_steps"),
    path("roles/", roles.page, name="roles"),
]
portal: list = []
api: list = []
public = [path("start/<uuid:pk>/<str:token>/", joining.page, name="staff_start")]
