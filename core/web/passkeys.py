"""What is asked when a passkey is added? allauth's form, in our words."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _l


class AddPasskeyForm(AddWebAuthnForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["name"].label = _l("Name of this passkey")
        alone = self.fields["passwordless"]
        alone.initial, alone.label = True, _l("Sign in with it alone, without the password")
        alone.help_text = _l("Your device then asks for fingerprint, face or PIN each time.")
