"""Which paths lead to the registers of intellectual property? Part of urls.py."""

from django.urls import path

from agreements.desk import background, inventions, titles
from agreements.desk import own as their_own
from agreements.portal import background as own_background
from agreements.portal import inventions as own_inventions
from agreements.portal import own as own_own

desk: list = [
    path("agreements/<uuid:pk>/supplement/", background.supplement, name="desk_supplement_new"),
    path("ip/inventions/", inventions.listing, name="desk_inventions"),
    path("ip/inventions/<uuid:pk>/", inventions.record, name="desk_invention"),
    path("ip/inventions/<uuid:pk>/evidence/", inventions.file, name="desk_invention_file"),
    path("ip/inventions/<uuid:pk>/papers/", titles.papers, name="desk_invention_papers"),
    path("ip/inventions/<uuid:pk>/papers/elsewhere/", titles.paper_elsewhere, name="desk_title_paper"),
    path("ip/inventions/<uuid:pk>/patents/new/", titles.patent_new, name="desk_patent_new"),
    path("ip/patents/<uuid:pk>/", titles.patent, name="desk_patent"),
    path("ip/titles/<uuid:pk>/file/", titles.file, name="desk_title_file"),
    path("ip/", their_own.conflicts, name="desk_ip"),
    path("ip/independent/", their_own.listing, {"of": "independent"}, name="desk_independents"),
    path("ip/independent/<uuid:pk>/", their_own.own, name="desk_independent"),
    path("ip/joint/", their_own.listing, {"of": "joint"}, name="desk_joints"),
    path("ip/joint/of/<uuid:vendor_id>/", their_own.together_new, name="desk_joint_new"),
    path("ip/joint/<uuid:pk>/", their_own.together, name="desk_joint"),
    path("ip/joint/<uuid:pk>/ending/", their_own.together_ending, name="desk_joint_ending"),
    path("ip/duties/<uuid:pk>/", their_own.duty, name="desk_joint_duty"),
    path("ip/background/", background.listing, name="desk_background"),
    path("ip/background/of/<uuid:vendor_id>/", background.new, name="desk_background_new"),
    path("ip/background/<uuid:pk>/", background.record, name="desk_background_item"),
    path("ip/background/<uuid:pk>/withdrawal/", background.withdrawal, name="desk_background_withdrawal"),
    path("ip/background/<uuid:pk>/opening/", background.opening, name="desk_background_opening"),
    path(
        "ip/background/<uuid:pk>/opening/<uuid:opening_id>/agreement/",
        background.agreement_to_open,
        name="desk_background_opening_agreement",
    ),
    path("ip/background/<uuid:pk>/proof/", background.proof, name="desk_background_proof"),
    path("ip/background/<uuid:pk>/receipt.pdf", background.receipt, name="desk_background_receipt"),
]
portal: list = [
    path("inventions/", own_inventions.home, name="portal_inventions"),
    path("inventions/new/", own_inventions.new, name="portal_invention_new"),
    path("inventions/<uuid:pk>/", own_inventions.record, name="portal_invention"),
    path("inventions/<uuid:pk>/evidence/", own_inventions.file, name="portal_invention_file"),
    path("inventions/<uuid:pk>/sending/", own_inventions.sending, name="portal_invention_sending"),
    path("inventions/<uuid:pk>/discarding/", own_inventions.discarding, name="portal_invention_discarding"),
    path("inventions/<uuid:pk>/steps/<slug:step>/", own_inventions.step, name="portal_invention_step"),
    path("inventions/own/new/", own_own.new, name="portal_independent_new"),
    path("inventions/own/<uuid:pk>/", own_own.record, name="portal_independent"),
    path("inventions/joint/<uuid:pk>/", own_own.together, name="portal_joint"),
    path("inventions/duties/<uuid:pk>/", own_own.duty, name="portal_joint_duty"),
    path("inventions/background/", own_background.listing, name="portal_background"),
    path("inventions/background/new/", own_background.new, name="portal_background_new"),
    path("inventions/background/<uuid:pk>/", own_background.record, name="portal_background_item"),
    path("inventions/background/<uuid:pk>/withdrawal/", own_background.withdrawal, name="portal_background_withdrawal"),
    path("inventions/background/<uuid:pk>/proof/", own_background.proof, name="portal_background_proof"),
    path("inventions/background/<uuid:pk>/receipt.pdf", own_background.receipt, name="portal_background_receipt"),
    path("inventions/supplements/<uuid:pk>/", own_background.supplement, name="portal_supplement"),
]
