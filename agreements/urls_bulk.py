"""Which paths lead to one agreement for many firms, and to one signature on many agreements?"""

from django.urls import path

from agreements.desk import bulk, countersigning

urlpatterns = [
    path("many/", bulk.listing, name="desk_bulks"),
    path("many/new/", bulk.new, name="desk_bulk_new"),
    path("many/<uuid:pk>/", bulk.record, name="desk_bulk"),
    path("many/<uuid:pk>/agreement/", bulk.which, name="desk_bulk_which"),
    path("many/<uuid:pk>/answers/", bulk.answers, name="desk_bulk_answers"),
    path("many/<uuid:pk>/check/", bulk.checking, name="desk_bulk_check"),
    path("many/<uuid:pk>/firms/<uuid:vendor>/", bulk.firm, name="desk_bulk_firm"),
    path("many/<uuid:pk>/issue/", bulk.start, name="desk_bulk_issue"),
    path("many/<uuid:pk>/removal/", bulk.removal, name="desk_bulk_removal"),
    path("many/<uuid:pk>/sheet/", bulk.sheet, name="desk_bulk_sheet"),
    path("countersignature/", countersigning.countersignature, name="desk_countersignature"),
    path("countersignature/<uuid:pk>/", countersigning.signed, name="desk_countersigned"),
]
