"""Which watchlists does the demo company hold, and whom do they bring up? Two invented lists, a hit that was settled, one that waits."""

from dataclasses import replace
from pathlib import Path

from config.demo.story import DOOR, Story
from core.actors import system
from vendors.actions import watch_hits, watching, watchlists
from vendors.models import WatchHit, WatchRun

HERE = Path(__file__).with_name("watchlists")
LISTS = [
    ("Demo sanctions (invented)", "opensanctions_csv", "invented.targets.simple.csv"),
    ("Demo SDN (invented)", "ofac_xml", "invented-sdn.xml"),
]


def compare(tale: Story) -> None:
    at, analyst, worker = tale.ago(2), tale.staff("analyst"), replace(system("demo"), door=DOOR)
    for name, format, file in LISTS:
        row = watchlists.add(name, format, stale_after=30, by=analyst, at=at)
        version = watchlists.upload(row, {"main": ((HERE / file).read_bytes(), file)}, by=analyst, at=at)
        version = watchlists.read_in(version, by=worker, at=at)
        for run in WatchRun.objects.filter(version=version):
            while watching.carry_on(run, by=worker, at=at):
                pass
    while watching.compare_changed(by=worker, at=at):
        pass
    hit = WatchHit.objects.get(called="Grace Tan")
    because = "Ours was born in 1991 and has never lived in Singapore: passport seen on her first day."
    watch_hits.settle(hit, "false_match", because=because, by=analyst, at=tale.ago(1))
