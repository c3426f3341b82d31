"""Which paths lead to agreements that were signed elsewhere?"""

from django.urls import path

from agreements.desk import elsewhere

urlpatterns = [
    path("", elsewhere.listing, name="desk_elsewhere_list"),
    path("new/", elsewhere.new, name="desk_elsewhere_new"),
    path("<uuid:pk>/", elsewhere.record, name="desk_elsewhere"),
    path("<uuid:pk>/key-data/", elsewhere.key_data, name="desk_elsewhere_data"),
    path("<uuid:pk>/removal/", elsewhere.removal, name="desk_elsewhere_removal"),
    path("<uuid:pk>/file/", elsewhere.file, name="desk_elsewhere_file"),
    path("<uuid:pk>/pages/<int:number>/", elsewhere.page_image, name="desk_elsewhere_page"),
]
