"""Which paths lead to what a draft takes from the library?"""

from django.urls import path

from agreements.desk import drafts, forum, screening

urlpatterns = [
    path("edition/", drafts.edition, name="desk_draft_edition"),
    path("screening/", screening.proposals, name="desk_draft_screening"),
    path("forum/", forum.forum, name="desk_draft_forum"),
]
