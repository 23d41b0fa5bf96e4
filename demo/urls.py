from pathlib import Path

from django.urls import path
from django.views.decorators.http import require_safe
from django.views.static import serve

from demo import views

app_name = "demo"
urlpatterns = [
    path("design/", views.design, name="design"),
    path("design/errors/<int:status>/", views.error, name="error"),
    path(
        "design/pictures/<path:path>",
        require_safe(serve),
        {"document_root": Path(__file__).parent / "pictures"},
        name="picture",
    ),
]
