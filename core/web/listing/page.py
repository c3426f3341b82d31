"""What does the template of a list need? One page of it: rows, links, filters, totals. Never more than a few statements."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.formats import number_format

from core import limits, paging
from core.policies import can_export
from core.web.listing.listing import Listing, View
from core.web.listing.state import State


class Total(int):
    """A count that says "1,000+" past the limit; %(count)s prints it so, and the plural follows the number."""

    def __str__(self):
        text = number_format(min(int(self), limits.EXACT_COUNT), force_grouping=True)
        return f"{text}+" if self > limits.EXACT_COUNT else text


def count(rows: QuerySet) -> Total:
    """Exact up to the limit; what lies beyond is never counted."""
    return Total(rows.order_by()[: limits.EXACT_COUNT + 1].count())


@dataclass(frozen=True)
class RowShown:
    key: str
    url: str
    cells: list
    label: str
    acts: list
    object: Any
    selected: bool = False


class ListPage:
    """`listing` in the templates. `rows` narrows the declaration's own start, for a list inside a record page."""

    def __init__(self, request: HttpRequest, listing: Listing, rows: QuerySet | None = None):
        self.request, self.viewer = request, request.viewer
        self.declared = listing.bind(self.viewer)
        self.state: State = self.declared.read(request.GET)
        self.stands_alone = rows is None
        self.start = listing.rows(self.viewer) if rows is None else rows
        found = self.declared.narrow(self.start, self.state)
        self.found = found.none() if self.state.misread else found

    key = property(lambda self: self.declared.key)
    title = property(lambda self: self.declared.title)
    sub = property(lambda self: self.declared.sub)
    search = property(lambda self: self.state.q)
    clear_url = property(lambda self: self.state.url(cursor=""))
    searchable = property(lambda self: bool(self.declared.search))
    next_url = property(lambda self: self._to(self.page.next_cursor))
    previous_url = property(lambda self: self._to(self.page.previous_cursor))
    total_text = property(lambda self: self.declared.count_as % {"count": self.total})
    export_csv_url = property(lambda self: self._export("csv"))
    export_xlsx_url = property(lambda self: self._export("xlsx"))

    @cached_property
    def page(self) -> paging.Page:
        """A cursor that does not fit any more gives the first page: the link may be old."""
        wanted = {"size": limits.PAGE_ROWS, "about": self.declared.key}
        try:
            return paging.take(self.found, self.state.order, cursor=self.state.cursor, **wanted)
        except paging.BadCursor:
            return paging.take(self.found, self.state.order, **wanted)

    @cached_property
    def rows(self) -> list[RowShown]:
        if self.declared.prepare:
            self.declared.prepare(self.page.rows)
        return [self._row(row) for row in self.page.rows]

    def _row(self, row) -> RowShown:
        cells = [column.cell(row) for column in self.state.columns]
        return RowShown(
            key=str(row.pk),
            url=self._link(row) if self.declared.link else "",
            cells=cells,
            label=str(cells[0].value),
            acts=self.declared.acts(row, self.viewer) if self.declared.acts else [],
            object=row,
            selected=self.takes_all,
        )

    def _link(self, row) -> str:
        """A list inside a record's page is not one to work through."""
        url = self.declared.link(row)
        return self.state.carried_by(url) if self.stands_alone else url

    @cached_property
    def total(self) -> Total:
        """A first page that is not full needs no count."""
        if not (self.next_url or self.previous_url):
            return Total(len(self.page.rows))
        return count(self.found)

    @cached_property
    def columns(self) -> list[dict]:
        return [self._head(column) for column in self.state.columns]

    def _head(self, column) -> dict:
        order = self.state.order
        is_sorted = order.name == column.key
        turned = f"-{column.key}" if is_sorted and not order.descending else column.key
        return {
            "key": column.key,
            "label": column.label,
            "numeric": column.kind == "number",
            "sortable": column.sort is not None,
            "sorted": ("descending" if order.descending else "ascending") if is_sorted else None,
            "sort_url": self.state.url(sort=turned),
        }

    @cached_property
    def column_choices(self) -> list[dict]:
        """All columns but the first, which always stays; the form sends `cols` once for each ticked one."""
        shown = {column.key for column in self.state.columns}
        return [
            {"key": c.key, "label": c.label, "on": c.key in shown} for c in self.declared.columns[1:] if not c.filed
        ]

    @cached_property
    def filters(self) -> list[dict]:
        return [self._filter(some) for some in self.declared.filters]

    def _filter(self, some) -> dict:
        chosen, is_active = self.state.chosen, self.state.is_narrowed_by(some)
        return {
            "key": some.key,
            "label": some.label,
            "kind": some.kind,
            "active": is_active,
            "value_label": some.say(chosen) if is_active else "",
            "clear_url": self.state.url(**dict.fromkeys(some.keys, "")),
            "choices": some.choices_of(chosen),
            "fields": self._fields(some),
        }

    def _fields(self, some) -> list:
        """Bound fields, filled with what is chosen."""
        form = forms.Form(initial=self.state.chosen, auto_id="list-%s")
        form.fields.update(some.fields())
        return [form[name] for name in form.fields]

    @cached_property
    def misread(self) -> str:
        """The names of the filters that the address has, with values that this list does not know."""
        return ", ".join(str(some.label) for some in self.state.misread)

    @cached_property
    def reset_url(self) -> str:
        """Back to the view, not to nothing; "" where nothing was changed."""
        view = self._current or View("", "")
        return self._view_url(view) if self._narrows(view) else ""

    def _narrows(self, view) -> bool:
        """Whether search or filters differ from the view's own."""
        own = self._state_of(view)
        return (self.state.q, self.state.chosen) != (own.q, own.chosen)

    @cached_property
    def _current(self) -> View | None:
        named = next((view for view in self.declared.views if view.key == self.state.view), None)
        return named or next((view for view in self.declared.views if not view.params), None)

    @cached_property
    def views(self) -> list[dict]:
        return [self._view(view) for view in self.declared.views]

    def _view(self, view) -> dict:
        rows = self.declared.narrow(self.start, self._state_of(view)) if view.counted else None
        is_current = view is self._current
        return {
            "key": view.key,
            "label": view.label,
            "url": self._view_url(view),
            "count": count(rows) if rows is not None else None,
            "current": is_current,
            "changed": is_current and self._changed(view),
        }

    def _state_of(self, view) -> State:
        query = QueryDict(mutable=True)
        query.update(view.params)
        return self.declared.read(query)

    def _changed(self, view) -> bool:
        return {**self._state_of(view).params, "view": ""} != {**self.state.params, "view": ""}

    def _view_url(self, view) -> str:
        cols = self.state.params.get("cols", "")
        return State(self.declared, order=self.declared.first_order).url(view=view.key, **view.params, cols=cols)

    @cached_property
    def empty_kind(self) -> str:
        """nothing_yet, nothing_found or all_done; "" where there are rows."""
        if self.page.rows:
            return ""
        current = self._current
        if current and current.done and not self._narrows(current):
            return "all_done"
        return "nothing_found" if self.state.q or self.state.chosen or self.state.misread else "nothing_yet"

    empty_title = property(lambda self: self._empty.title if self._empty else "")
    empty_text = property(lambda self: self._empty.text if self._empty and self._may_begin else "")
    empty_url = property(lambda self: self._empty.url if self._empty and self._may_begin else "")
    empty_action = property(lambda self: self._empty.action if self._empty and self._may_begin else "")

    @property
    def _empty(self):
        """The list's own words are for a list that never had a row."""
        return self.declared.empty if self.empty_kind == "nothing_yet" else None

    @property
    def _may_begin(self) -> bool:
        """Who may not make the first record is not told how."""
        rights = self._empty.rights
        return not rights or any(self.viewer.may(right) for right in rights)

    @cached_property
    def bulk(self) -> list[dict]:
        return self.declared.bulk(self.viewer) if self.declared.bulk else []

    @property
    def takes_all(self) -> bool:
        """Whether the bar acts on all that match, instead of on what is ticked."""
        return bool(self.bulk) and self.request.GET.get("rows") == "all"

    @property
    def select_all_url(self) -> str:
        """From the rows of this page to all that match; "" where these are all."""
        is_whole = self.takes_all or not (self.next_url or self.previous_url)
        return "" if is_whole else self.state.url(rows="all", cursor="")

    @property
    def matching(self) -> str:
        """The list as shown, for the deed that acts on all of it."""
        return self.state.url(cursor="") if self.takes_all else ""

    has_acts = property(lambda self: self.declared.acts is not None)

    def _to(self, cursor: str) -> str:
        return self.state.url(cursor=cursor) if cursor else ""

    def _export(self, kind: str) -> str:
        return self.state.url(export=kind) if self.declared.can_export and can_export(self.viewer) else ""
