"""What went wrong in the demo? An audit with a finding, one that is planned, incidents, and somebody who left."""

from audits.actions import audits, findings
from config.demo.story import Story
from incidents.actions import cases
from vendors.actions import people


def happen(tale: Story) -> None:
    _look_at_northfell(tale)
    _plan_the_next(tale)
    _report_a_copy(tale)
    _report_a_near_miss(tale)
    _see_one_off(tale)


def _look_at_northfell(tale: Story) -> None:
    by, lead = tale.staff("auditor"), tale.accounts["auditor"]
    audit = audits.plan(
        tale.firms["northfell"], lead=lead, planned_on=tale.day(-16), scope="The foundry, its drawing office and its network",
        checks=["signed-undertakings", "access-need", "media-print"], by=by, at=tale.ago(30),
    )  # fmt: skip
    audit = audits.start(audit, by=by, at=tale.ago(16))
    for check in audit.checks.exclude(key="media-print"):
        audits.record_check(check, result="pass", sample_size=12, note="All of the sample", by=by, at=tale.ago(16))
    check = audit.checks.get(key="media-print")
    audits.record_check(check, result="fail", sample_size=12, note="Two prints without a name", by=by, at=tale.ago(16))
    findings.record(
        audit, kind="minor", severity="medium", title="Prints lie at the machine over night", check=check,
        requirement="Prints of confidential drawings are locked away after the shift.", by=by, at=tale.ago(15),
        seen="Two of twelve prints of the housing lay at machine 4 at 22:10, without the name of who printed them.",
    )  # fmt: skip
    audits.report(audit, summary="Good order on the whole; prints need care.", by=by, at=tale.ago(14))


def _plan_the_next(tale: Story) -> None:
    audits.plan(
        tale.firms["brightmoor"], lead=tale.accounts["auditor"], planned_on=tale.day(18), scope="The climate hall",
        checks=["signed-undertakings", "strong-sign-in", "entry"], by=tale.staff("auditor"), at=tale.ago(5),
    )  # fmt: skip


def _report_a_copy(tale: Story) -> None:
    """Emre's access is held until the case is settled."""
    case = cases.report(
        tale.firms["kestrel"], categories=["bulk-copy"], by=tale.person("katrin"), at=tale.ago(0, hours=20),
        what="Our log shows that 140 files of the controller project were copied to a laptop within five minutes on Sunday night.",
        noticed="This morning, in the weekly look at the logs", people=[tale.people["emre"]], assets=[tale.assets["firmware"]],
        reach="Katrin Vogel, +49 30 555 0188",
    )  # fmt: skip
    cases.weigh(
        case, categories=["bulk-copy"], severity=case.severity, because="The number of files speaks for intent",
        by=tale.staff("investigator"), at=tale.ago(0, hours=17),
    )  # fmt: skip


def _report_a_near_miss(tale: Story) -> None:
    cases.report(
        tale.firms["northfell"], categories=["near-miss"], by=tale.person("grace"), at=tale.ago(11),
        what="A visitor was about to photograph the core box. Our guide stopped him; there is no picture.",
        noticed="On the spot", reach="Grace Tan, by mail",
    )  # fmt: skip


def _see_one_off(tale: Story) -> None:
    """Petra's access closes with her employment; the trail shows one tree of cause and effect."""
    people.depart(
        tale.people["petra"],
        because="Told by the firm: she has left it",
        by=tale.staff("officer"),
        at=tale.ago(0, hours=6),
    )
