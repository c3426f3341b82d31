"""What is to be done? The portal's tasks, its own access and answers before they are sent."""


def task(title, hint, tone, state, icon, due="", url="#"):
    return {"title": title, "hint": hint, "tone": tone, "state": state, "icon": icon, "due": due, "url": url}


TASKS = {
    "now": [
        task(
            "Take the IP protection training",
            "25 minutes, you stopped at part 4 of 6",
            "danger",
            "Overdue",
            "clock",
            "Was due 18 November",
        ),
        task(
            "Confirm your October attestation",
            "2 minutes, 5 questions",
            "danger",
            "Overdue",
            "clock",
            "Was due 5 November",
        ),
    ],
    "next": [
        task("Confirm the return of test sample TS-114", "5 minutes", "info", "Not started", "", "Due 5 December"),
        task(
            "Confirm your November attestation",
            "Opens when you have confirmed October",
            "outline",
            "Cannot start yet",
            "lock",
            url="",
        ),
    ],
    "done": [task("Sign the confidentiality undertaking", "Signed 2 September 2026", "plain", "Completed", "check")],
    "steps": [
        {"label": "What happened", "url": "#", "state": "done"},
        {"label": "What was affected", "state": "current"},
        {"label": "Check and send"},
    ],
    "access": [
        {
            "title": "Gripper G4 test plans",
            "meta": "View only, until 28 Feb 2027",
            "state": {"tone": "warn", "text": "Paused", "icon": "lock"},
        },
        {
            "title": "Actuator drawings, rev. F",
            "url": "#",
            "meta": "View only, until 30 Jun 2027",
            "state": {"tone": "ok", "text": "Active", "icon": "check"},
        },
    ],
    "answers": [
        {"label": "Where drawings are stored", "value": "Company file server", "change_url": "#"},
        {"label": "Incidents last 12 months", "value": "", "change_url": "#"},
    ],
}
