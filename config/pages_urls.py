"""Which pages span apps? Today, My tasks, search and the 360 pages."""

from django.urls import path

from config.pages import search

desk: list = [
    path("palette/", search.palette, name="desk_palette"),
    path("search/", search.page, name="desk_search"),
]
portal: list = []
public: list = []
