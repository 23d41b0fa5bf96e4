"""The API: who is let in, how errors are told, how much one may ask for, and how it is described."""

from django.utils.translation import gettext_lazy as _

REST_FRAMEWORK = {
    # The token first: its scheme is what a 401 names in WWW-Authenticate.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.access_tokens.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["core.api.permissions.HasScope"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_THROTTLE_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "core.api.schema.OperationSchema",
    "EXCEPTION_HANDLER": "core.api.errors.problem_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "URL_FORMAT_OVERRIDE": None,
}

# Requests and the seconds in which they may be made. "failed" counts tokens that opened nothing, by address.
DAJI_API_RATES = {"anonymous": (120, 60), "person": (600, 60), "token": (300, 60), "failed": (20, 60)}

API_SECURITY_SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "bearerFormat": "daji_…"},
    "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Daji",
    "DESCRIPTION": _("What the fair’s pages show and do, for programs. docs/api.md begins at the beginning."),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
    "ENUM_NAME_OVERRIDES": {},
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "COMPONENT_SPLIT_PATCH": True,
    "POSTPROCESSING_HOOKS": [
        "core.api.schema.add_examples",
    ],
    "APPEND_COMPONENTS": {"securitySchemes": API_SECURITY_SCHEMES},
}
