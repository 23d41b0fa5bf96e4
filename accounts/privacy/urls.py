from django.urls import path

from accounts.privacy.views import data, erasure, texts

app_name = "privacy"
urlpatterns = [
    path("terms/", texts.terms, name="terms"),
    path("privacy/", texts.privacy, name="privacy"),
    path("me/data/", data.data, name="data"),
    path("me/data/consents/", data.consents, name="consents"),
    path("me/data/exports/", data.exports, name="exports"),
    path("me/data/exports/<int:export_id>/", data.progress, name="export"),
    path("me/data/exports/<int:export_id>/file/", data.file, name="export-file"),
    path("me/data/erasure/", erasure.erasure, name="erasure"),
]
