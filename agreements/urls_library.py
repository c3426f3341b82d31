"""Which paths of the desk lead to the clause library?"""

from django.urls import path

from agreements.desk import library, library_drafts

urlpatterns = [
    path("", library.listing, {"kind": "clauses"}, name="library"),
    path("templates/", library.listing, {"kind": "templates"}, name="library_templates"),
    path("countries/", library.listing, {"kind": "countries"}, name="library_countries"),
    path("<slug:kind>/new/", library_drafts.new, name="library_new"),
    path("<slug:kind>/<slug:key>/", library.entry, name="library_entry"),
    path("<slug:kind>/<slug:key>/difference/", library.difference, name="library_difference"),
    path("<slug:kind>/<slug:key>/draft/", library_drafts.draft, name="library_draft"),
    path("<slug:kind>/<slug:key>/draft/start/", library_drafts.start, name="library_draft_start"),
    path("<slug:kind>/<slug:key>/draft/preview/", library_drafts.preview, name="library_draft_preview"),
    path("<slug:kind>/<slug:key>/draft/discarding/", library_drafts.discarding, name="library_draft_discarding"),
    path("<slug:kind>/<slug:key>/draft/publication/", library_drafts.publication, name="library_draft_publication"),
    path("<slug:kind>/<slug:key>/offer/", library_drafts.offer, name="library_offer"),
    path("<slug:kind>/<slug:key>/offer/taking/", library_drafts.taking, name="library_offer_taking"),
]
