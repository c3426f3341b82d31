"""What stands on the sheets? Invented companies, people and figures, in the shapes that views hand to the components."""

from types import SimpleNamespace

from tests.look.samples import account
from tests.look.samples.forms import Decision, Question, key_form, sign_in_form, totp_form
from tests.look.samples.frame import frame
from tests.look.samples.lists import FIGURES, LISTING
from tests.look.samples.records import AT, DECISION, RECORD
from tests.look.samples.tasks import TASKS


def context(name: str, theme: str) -> dict:
    """Everything that the sheet `name` shows."""
    makers = {
        "desk_list": lambda: frame("staff", theme, listing=LISTING, figures=FIGURES),
        "desk_empty": lambda: frame(
            "staff", theme, listing={**LISTING, "rows": [], "empty_kind": "nothing_found", "total_text": "0 items"}
        ),
        "desk_record": lambda: frame("staff", theme, decision_form=Decision(), **RECORD),
        "desk_decision": lambda: frame("staff", theme, decision_form=Decision(), **DECISION),
        "portal_tasks": lambda: frame("person", theme, **TASKS),
        "portal_form": lambda: frame("person", theme, form=Question({}), as_person="signed", **TASKS),
        "public_sign_in": lambda: frame(
            "stranger", theme, form=sign_in_form(), PASSKEY_LOGIN_ENABLED=True, idle_minutes=30
        ),
        "account_security": lambda: frame("person", theme, authenticators={"webauthn": [1]}, is_mfa_enabled=True),
        "account_totp": lambda: frame("person", theme, totp_url="otpauth://totp/x?secret=ABC", form=totp_form()),
        "account_codes": lambda: frame("person", theme, unused_codes=["1f2e3d4c", "5a6b7c8d"], total_count=10),
        "account_passkeys": lambda: frame(
            "staff",
            theme,
            authenticators=[
                SimpleNamespace(pk=1, wrap=SimpleNamespace(name="Laptop"), created_at=AT, last_used_at=None)
            ],
        ),
        "account_password": lambda: frame("staff", theme, form=Decision({})),
        "account_sessions": lambda: frame("staff", theme, **account.SESSIONS),
        "account_settings": lambda: frame("staff", theme, **account.settings_form(is_staff=True, data={})),
        "account_settings_portal": lambda: frame("person", theme, **account.settings_form(is_staff=False)),
        "desk_notices": lambda: frame("staff", theme, **account.inbox("desk")),
        "portal_notices": lambda: frame("person", theme, **account.inbox("portal")),
        "kept_form": lambda: frame("staff", theme, **account.KEPT),
        "second_step": lambda: frame(
            "stranger",
            theme,
            form=totp_form(),
            MFA_SUPPORTED_TYPES=["totp", "webauthn"],
            js_data={},
            webauthn_form=key_form(),
        ),
        "error_500": lambda: {"request_id": "4f1c"},
        "error": lambda: frame(
            "person",
            theme,
            sentence="Access cannot be given yet.",
            unmet=["Take the IP protection training", "Sign the undertaking"],
            request_id="4f1c",
        ),
    }
    return makers[name]()
