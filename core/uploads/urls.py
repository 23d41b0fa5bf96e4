from django.urls import path

from core.uploads.views import resumable, videos

app_name = "uploads"
urlpatterns = [
    path("uploads/", resumable.uploads, name="uploads"),
    path("uploads/<uuid:pk>/", resumable.upload, name="upload"),
    path("videos/<int:pk>/progress/", videos.progress, name="video-progress"),
]
