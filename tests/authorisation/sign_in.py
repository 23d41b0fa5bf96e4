"""The pages with which people come in and look after their account.

A page half-way of a way in sends those who are not on it back to its start.
"""

from __future__ import annotations

from tests.authorisation.table import EVERYONE, LOGIN, PEOPLE, form, get, post

WAYS_IN = [
    form("account_login", to=EVERYONE),
    form("account_signup", to=EVERYONE),
    form("account_signup_by_passkey", to=EVERYONE),
    form("account_request_login_code", to=EVERYONE),
    form("account_reset_password", to=EVERYONE),
    form("account_logout", to=EVERYONE),
    get("account_inactive"),
]
HALF_WAY = [
    get("mfa_login_webauthn", to=PEOPLE),  # a script asks for its challenge; a page is led to the login
    get("account_email_verification_sent", to=PEOPLE),
    form("account_confirm_login_code"),
    form("account_verify_phone"),
    form("account_confirm_password_reset_code", to=(), others=LOGIN),
    form("account_complete_password_reset", to=EVERYONE),
    get("account_password_reset_completed"),
    form("mfa_authenticate"),
    form("mfa_signup_webauthn", to=EVERYONE),
]
ONE_S_OWN = [
    get("accounts:security", to=PEOPLE),
    get("accounts:sessions", to=PEOPLE),
    post("accounts:end-session", "session_of_nobody", to=()),
    post("accounts:end-other-sessions"),
    form("account_email"),
    form("account_change_password"),
    form("account_set_password"),
    form("account_change_phone"),
    form("account_reauthenticate"),
    get("mfa_index", to=PEOPLE),
    form("mfa_activate_totp"),
    form("mfa_deactivate_totp", to=()),  # there is none yet
    form("mfa_reauthenticate"),
    form("mfa_reauthenticate_webauthn"),
    get("mfa_list_webauthn", to=PEOPLE),
    form("mfa_add_webauthn"),
    # Both ask again who it is before they look whose passkey it is.
    form("mfa_edit_webauthn", "passkey_of_nobody"),
    form("mfa_remove_webauthn", "passkey_of_nobody"),
    get("mfa_view_recovery_codes", to=()),  # there are none yet
    form("mfa_generate_recovery_codes"),
    get("mfa_download_recovery_codes", to=()),
    get("usersessions_list", to=PEOPLE),
]
SIGN_IN = [*WAYS_IN, *HALF_WAY, *ONE_S_OWN]
