"""What happens when something is wrong? An audit finds, a worker reports a leak, somebody leaves; each closes access at once."""

from tests.browser.arriving import add_passkey, day, staff
from tests.browser.checks import look

FINDING = "People work without an undertaking"


def find(world: dict) -> None:
    """The auditor plans an audit, records a major finding, and what it touches is closed."""
    auditor, worker = staff(world, "auditor"), world["worker"]
    auditor.turn_to("Audits and findings")
    auditor.press("Plan an audit", within=auditor.page.locator(".page-head"))
    auditor.press("Corrib Test Works")
    look(auditor, "audit-plan")
    auditor.choose("Lead auditor", "Aino Laine")
    auditor.give_day("Day", day(world, 1))
    auditor.fill("Scope", "The test hall and its network")
    auditor.press("Plan the audit")
    auditor.press("Start the audit")
    look(auditor, "audit")
    auditor.press("Record a finding")
    look(auditor, "finding-new")
    auditor.choose("Kind", "Major")
    auditor.choose("Severity", "High")
    auditor.fill("Title", FINDING)
    auditor.fill("Requirement that is not met", "Everyone with access has signed.")
    auditor.fill("What was seen", "3 of 20 people had not signed.")
    auditor.choose("Access that it closes at once", "All access of the subcontractor (1 person now)")
    auditor.press("Record the finding")
    auditor.reads("Access is closed until it is put right")
    look(auditor, "finding")
    world["finding"] = auditor.path
    assert worker.go(world["viewer"]) == 409
    worker.reads("Your access is on hold")
    look(worker, "document-on-hold")


def plan(world: dict) -> None:
    """The contact says why it happened and what is done until when; the auditor takes it."""
    contact, auditor = world["contact"], staff(world, "auditor")
    contact.turn_to("Findings")
    look(contact, "findings")
    contact.press(FINDING)
    look(contact, "finding-open")
    contact.press("Send the plan")
    look(contact, "finding-plan-missing")
    contact.fill("Why did it happen?", "Nobody checked")
    contact.fill("Step 1", "Have the three people sign")
    contact.give_day("Done by, step 1", day(world, 5))
    contact.press("Send the plan")
    contact.reads("Plan sent")
    auditor.go(world["finding"])
    auditor.fill("Reason", "Good")
    auditor.press("Accept the plan")


def put_right(world: dict) -> None:
    """Evidence from the firm, seen by somebody who did not record the finding; then it opens again."""
    contact, verifier, worker = world["contact"], staff(world, "verifier"), world["worker"]
    contact.go(contact.path)
    contact.attach("File", "signed.pdf", b"%PDF-1.4\n%%EOF\n")
    contact.fill("What does it show?", "All three have signed")
    contact.press("Send the file")
    contact.reads("Evidence sent")
    look(contact, "finding-evidence")
    add_passkey(verifier, "Bela Toth")
    verifier.go(world["finding"])
    look(verifier, "finding-verify")
    verifier.press("Confirm that it is you, then decide")
    verifier.press("Use your passkey")
    verifier.fill("Reason", "Seen")
    verifier.press("Verify: it is put right")
    verifier.reads("is open again")
    assert worker.go(world["viewer"]) == 200


def report(world: dict) -> None:
    """Three steps; what is concerned is held, and the receipt says what happens now."""
    worker = world["worker"]
    worker.turn_to("Report an incident")
    worker.press("Report an incident", within=worker.page.get_by_role("main"))
    look(worker, "report-what")
    worker.press("Continue")
    look(worker, "report-what-missing")
    worker.page.get_by_label("Information may have leaked").first.check()
    worker.fill("In your own words", "Our load plan was seen elsewhere")
    worker.press("Continue")
    look(worker, "report-who")
    worker.tick("Sean Daly")
    worker.press("Continue")
    look(worker, "report-when")
    worker.fill("When did you notice it?", "Just now")
    worker.attach("A file that shows it", "photo.txt", b"a photograph", "text/plain")
    worker.press("Send the report")
    worker.reads("Your report is in")
    look(worker, "report-receipt")
    assert worker.go(world["viewer"]) == 409


def investigate(world: dict) -> None:
    """The case has its own timeline and evidence; the investigator lifts what it held."""
    lead = staff(world, "investigator")
    lead.turn_to("Incidents")
    look(lead, "incidents")
    lead.press("Information may have leaked", exact=False, within=lead.page.locator("#list"))
    look(lead, "case")
    lead.press("photo.txt")
    look(lead, "evidence-item")
    lead.page.go_back()
    lead.unfold("Lift")
    lead.page.locator("#lift-because").fill("It was an old, public plan")
    lead.press("Lift every hold")
    assert world["worker"].go(world["viewer"]) == 200


def depart(world: dict) -> None:
    """Everything closes at once, and the timeline hangs the effects below their cause."""
    officer, worker = staff(world, "officer"), world["worker"]
    officer.go(world["person"])
    officer.press("Report the departure")
    look(officer, "departure")
    officer.fill("Reason", "Contract ended")
    officer.press("Report the departure")
    officer.reads("access is closed")
    look(officer, "person-departed")
    assert "Access revoked" in officer.page.locator(".caused").first.inner_text()
    worker.go("/portal/")
    assert worker.path.startswith("/login/")
