"""Which rows change without an event in the trail? What is not yet a deed, and what is nobody's concern but the writer's.

Table -> why. Everything else that a door changes is recorded; tests/matrix holds every door to it.
"""

WORKING_STATE = {
    "access_pageview": "each page of an opening, kept beside it for as long; the opening is recorded",
    "core_session": "that a browser is signed in; the sign-in itself is recorded",
    "core_apiclient": "when a key was last used",
    "core_idempotentcall": "the answer that a repeated call gets",
    "mfa_authenticator": "what a passkey is called, and when a factor was last used; adding and removing are recorded",
    "account_emailaddress": "the address of an account, as allauth notes it beside the account",
    "core_notice": "what its reader has seen of it",
    "core_user": "one's own settings, and when one last signed in",
    "training_lessonread": "how far somebody has read; starting and passing are recorded",
    "vendors_answer": "an answer that is being written; the first word and the sending are recorded",
}
