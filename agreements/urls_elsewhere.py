"""Which paths lead to agreements that were signed elsewhere?"""

from django.urls import path

from agreements.desk import elsewhere, elsewhere_runs

urlpatterns = [
    path("", elsewhere.listing, name="desk_elsewhere_list"),
    path("new/", elsewhere.new, name="desk_elsewhere_new"),
    path("several/", elsewhere_runs.new, name="desk_elsewhere_several"),
    path("several/template.xlsx", elsewhere_runs.template, name="desk_elsewhere_template"),
    path("several/<uuid:pk>/", elsewhere_runs.record, name="desk_elsewhere_run"),
    path("several/<uuid:pk>/making/", elsewhere_runs.making, name="desk_elsewhere_run_making"),
    path("several/<uuid:pk>/removal/", elsewhere_runs.removal, name="desk_elsewhere_run_removal"),
    path("<uuid:pk>/", elsewhere.record, name="desk_elsewhere"),
    path("<uuid:pk>/key-data/", elsewhere.key_data, name="desk_elsewhere_data"),
    path("<uuid:pk>/removal/", elsewhere.removal, name="desk_elsewhere_removal"),
    path("<uuid:pk>/file/", elsewhere.file, name="desk_elsewhere_file"),
    path("<uuid:pk>/pages/<int:number>/", elsewhere.page_image, name="desk_elsewhere_page"),
]
