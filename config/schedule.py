"""When does the clock act, and which dates do people hear of beforehand? The whole timetable on one page."""

from celery.schedules import crontab

# Name -> task and seconds between runs, or a crontab (UTC). Every task may be late or run twice.
SCHEDULE = {
    "tell what happened": {"task": "core.tasks.tell", "schedule": 30.0},
    "deliver mails": {"task": "core.tasks.deliver", "schedule": 30.0},
    "seal the trail": {"task": "core.tasks.seal", "schedule": 10.0},
    "let a checkpoint leave": {"task": "core.tasks.checkpoint", "schedule": 60.0},
    "check the trail": {"task": "core.tasks.verify", "schedule": crontab(hour=2, minute=20)},
    "remind of deadlines": {"task": "core.tasks.remind", "schedule": crontab(minute=5)},
    "seal certificates": {"task": "training.tasks.seal_certificates", "schedule": 60.0},
    "seal accepted risks": {"task": "vendors.tasks.seal_acceptances", "schedule": 60.0},
    "notice what lapsed": {"task": "access.tasks.sweep", "schedule": 20.0},
    "forget old answers": {"task": "core.tasks.forget_answers", "schedule": crontab(hour=3, minute=50)},
    "forget kept forms": {"task": "core.tasks.forget_kept_forms", "schedule": crontab(minute=35)},
    "sweep orphan files": {"task": "core.tasks.sweep_files", "schedule": crontab(hour=3, minute=40)},
    "mail invitations": {"task": "vendors.tasks.mail_invitations", "schedule": 60.0},
    "seal signed papers": {"task": "agreements.tasks.sweep", "schedule": 120.0},
    "ask for what is owed": {"task": "agreements.tasks.raise_obligations", "schedule": crontab(minute=25)},
    "end what was not signed in time": {"task": "agreements.tasks.lapse", "schedule": 300.0},
    "seal receipts of deposits": {"task": "agreements.tasks.seal_deposits", "schedule": 60.0},
    "go on with what goes to many": {"task": "agreements.tasks.sweep_bulk", "schedule": 120.0},
    "go on with imports": {"task": "vendors.tasks.apply_imports", "schedule": 120.0},
    "watch the lists": {"task": "vendors.tasks.watch", "schedule": 180.0},
    "work scores out again": {"task": "vendors.tasks.score_doubtful", "schedule": 30.0},
    "work all scores out": {"task": "vendors.tasks.score_aged", "schedule": crontab(minute=40)},
    "note lapsed certificates": {"task": "vendors.tasks.note_lapsed", "schedule": 300.0},
    "let leavers go": {"task": "vendors.tasks.depart_leavers", "schedule": 300.0},
    "keep access in step with HR's silence": {"task": "vendors.tasks.keep_with_hr", "schedule": 60.0},
    "open accepted risks again": {"task": "audits.tasks.reopen_lapsed", "schedule": crontab(minute=15)},
}

# Dotted paths of `function(at) -> iterable of core.reminders.Deadline`, each one set-based query.
DEADLINES: list[str] = [
    "core.deadlines.seal_certificate",
    "vendors.deadlines.certificates",
    "vendors.deadlines.insurance",
    "vendors.deadlines.questionnaires",
    "vendors.deadlines_conditions.conditions",
    "vendors.deadlines.reviews",
    "vendors.deadlines.accepted_risks",
    "vendors.deadlines.hr_feed",
    "agreements.deadlines.ending",
    "agreements.deadlines.obligations",
    "agreements.deadlines.secrecy",
    "agreements.deadlines.signing",
    "agreements.deadlines.inventions",
    "agreements.deadlines.own_and_joint",
    "agreements.deadlines_breaches.due",
    "agreements.deadlines_negotiation.due",
    "training.deadlines.due",
    "training.deadlines.expiring",
    "access.deadlines.ending",
    "access.deadlines.waiting",
    "access.deadlines.objections",
    "audits.deadlines.findings",
]
