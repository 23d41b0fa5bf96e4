from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from accounts.views.language import set_language

# One door for everybody: a password alone opens no second one at /admin/login/.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns: list[URLPattern | URLResolver] = [
    path("i18n/setlang/", set_language, name="set_language"),
    path("", include("core.urls")),
    path("", include("core.uploads.urls")),
    path("", include("accounts.urls")),
    path("", include("accounts.privacy.urls")),
    path("", include("accounts.verification.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("live.rooms.urls")),
    path("", include("live.hub.urls")),
    path("", include("live.video.urls")),
    path("", include("live.chat.urls")),
    path("", include("live.moderation.urls")),
    path("", include("live.studio.urls")),
    path("", include("marketplace.storefronts.urls")),
    path("", include("marketplace.catalogue.urls")),
    path("", include("marketplace.payments.urls")),
    path("", include("marketplace.orders.urls")),
    path("", include("marketplace.sale_rooms.urls")),
    path("", include("recruiting.employers.urls")),
    path("", include("recruiting.applications.urls")),
    path("", include("recruiting.jobs.urls")),
    path("", include("recruiting.recruitment_sessions.urls")),
    path("", include("notifications.urls")),
    path("", include("discovery.urls")),
    path("", include("accounts.access_tokens.urls")),
    path("api/v1/", include("config.api")),
    path("admin/", admin.site.urls),
]
if settings.DAJI_DEMO:
    urlpatterns.append(path("", include("demo.urls")))

handler400 = "core.views.bad_request"
handler403 = "core.views.permission_denied"
handler404 = "core.views.page_not_found"
handler429 = "core.views.too_many_requests"  # asked for by allauth
handler500 = "core.views.server_error"
