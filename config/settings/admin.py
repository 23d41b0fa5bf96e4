"""The look of Django admin (django-unfold): the fair's own colours and seal."""

from django.templatetags.static import static
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

# Unfold's Alpine evaluates expressions in attributes, and its pages carry styles of their own. Both are allowed behind the
# login of staff and nowhere else; inline scripts are not allowed there either.
ADMIN_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_EVAL],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}

UNFOLD: dict[str, object] = {
    "SITE_TITLE": "Daji 大集",
    "SITE_HEADER": "Daji 大集",
    "SITE_SUBHEADER": _("Behind the fair"),
    "SITE_URL": "/",
    "SITE_ICON": lambda request: static("img/seal.svg"),
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("img/seal.svg")}],
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": True,
    "BORDER_RADIUS": "8px",
    "COLORS": {
        "primary": {
            "50": "253 243 241",
            "100": "251 228 224",
            "200": "247 203 196",
            "300": "240 167 156",
            "400": "229 117 101",
            "500": "227 106 89",  # the library sets links in it by night: 4.5:1 on all its dark grounds
            "600": "201 48 31",
            "700": "168 39 25",
            "800": "139 35 24",
            "900": "116 34 26",
            "950": "63 14 9",
        }
    },
    "STYLES": [lambda request: static("css/admin.css")],
    "SHOW_LANGUAGES": True,
    "DASHBOARD_CALLBACK": "config.staff.dashboard.fill",
    "SIDEBAR": {
        "show_search": True,
        "show_all_applications": False,
        "navigation": "config.staff.navigation.navigation",
    },
}
