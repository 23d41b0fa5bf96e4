"""Users and sign-in (django-allauth)."""

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/me/"

ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "signup": "accounts.forms.SignupForm",
    "request_login_code": "accounts.forms.LoginCodeForm",
    "change_phone": "accounts.forms.ChangePhoneForm",
    "add_email": "accounts.forms.AddEmailForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "confirm_login_code": "accounts.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "accounts.forms.ConfirmEmailCodeForm",
    "confirm_password_reset_code": "accounts.forms.ConfirmPasswordResetCodeForm",
    "verify_phone": "accounts.forms.VerifyPhoneForm",
    "change_email": "accounts.forms.ChangeEmailForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"phone", "email"}
# allauth wants an address of everybody before it lets people join with a passkey. Here nobody needs both: the form shows a
# number or an address, whichever the person chose, and requires what it shows (accounts.forms.SignupForm); who gave no
# address is not asked to prove one (accounts.adapters.AddressGivenStage).
ACCOUNT_SIGNUP_FIELDS = ["phone", "email*", "password1"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 300
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 600
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_CHANGE = True
# Whoever finds a telephone unlocked must not be able to take the account home with it.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USERNAME_VALIDATORS = None
# Number/seconds/by whom. Texts have limits of their own as well, counted in the database: the DAJI_SMS_… below.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "signup": "20/m/ip",
    "request_login_code": "20/m/ip,3/m/key",
    "verify_phone": "1/20s/key",
    "change_phone": "5/m/user",
    "reset_password": "20/m/ip,5/m/key",
}

MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_ISSUER = "Daji"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondFactorForm",
    "reauthenticate": "accounts.forms.SecondFactorAgainForm",
    "activate_totp": "accounts.forms.ActivateTOTPForm",
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "signup_webauthn": "accounts.forms.FirstPasskeyForm",
}

# Members of staff without a second factor are led to set one up before they see anything of the admin.
DAJI_STAFF_NEED_SECOND_FACTOR = False

DAJI_SMS_TIMEOUT_SECONDS = 8
# What one day may cost, and how much of it one block of numbers (alike up to their last four digits), all numbers from
# abroad together, one number and one network address may use up.
DAJI_SMS_PER_DAY = env.int("DAJI_SMS_PER_DAY", default=2000)
DAJI_SMS_PREFIX_PERCENT = env.int("DAJI_SMS_PREFIX_PERCENT", default=5)
DAJI_SMS_ABROAD_PERCENT = env.int("DAJI_SMS_ABROAD_PERCENT", default=10)
DAJI_SMS_PER_NUMBER = env.int("DAJI_SMS_PER_NUMBER", default=10)
DAJI_SMS_PER_ADDRESS = env.int("DAJI_SMS_PER_ADDRESS", default=60)
# The same for mails with codes: in all, to one domain, to one address (what stands behind + left out), from one network.
DAJI_MAIL_PER_DAY = env.int("DAJI_MAIL_PER_DAY", default=5000)
DAJI_MAIL_DOMAIN_PERCENT = env.int("DAJI_MAIL_DOMAIN_PERCENT", default=50)
DAJI_MAIL_PER_RECIPIENT = env.int("DAJI_MAIL_PER_RECIPIENT", default=20)
DAJI_MAIL_PER_ADDRESS = env.int("DAJI_MAIL_PER_ADDRESS", default=100)

ALIYUN_SMS_BACKEND = "accounts.gateways.aliyun.AliyunSmsBackend"
DAJI_ALIYUN_ACCESS_KEY_ID = env("DAJI_ALIYUN_ACCESS_KEY_ID", default="")
DAJI_ALIYUN_ACCESS_KEY_SECRET = env("DAJI_ALIYUN_ACCESS_KEY_SECRET", default="")
DAJI_ALIYUN_SMS_SIGN_NAME = env("DAJI_ALIYUN_SMS_SIGN_NAME", default="")
# Which approved template says what: verification_code=SMS_1,unknown_account=SMS_2,account_exists=SMS_3. Without one for
# invitation, application_link or order_link those texts are not sent; whom they are for can log in with the number instead.
DAJI_ALIYUN_SMS_TEMPLATES = env.dict("DAJI_ALIYUN_SMS_TEMPLATES", default={})
DAJI_ALIYUN_SMS_ENDPOINT = env("DAJI_ALIYUN_SMS_ENDPOINT", default="https://dysmsapi.aliyuncs.com")
if env("DAJI_SMS_BACKEND", default="") == ALIYUN_SMS_BACKEND:
    for name in ("ACCESS_KEY_ID", "ACCESS_KEY_SECRET", "SMS_SIGN_NAME"):
        if not globals()[f"DAJI_ALIYUN_{name}"]:
            raise ImproperlyConfigured(f"Text messages go through Aliyun, so set DAJI_ALIYUN_{name}.")
    for kind in ("verification_code", "unknown_account", "account_exists"):
        if kind not in DAJI_ALIYUN_SMS_TEMPLATES:
            raise ImproperlyConfigured(f"DAJI_ALIYUN_SMS_TEMPLATES names no template for {kind}: add {kind}=SMS_….")

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "core.passwords.FairWordsValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
