from django.urls import path

from core.uploads.api.views import PictureDetail, Pictures, VideoDetail, Videos

urlpatterns = [
    path("uploads/pictures/", Pictures.as_view(), name="pictures"),
    path("uploads/pictures/<int:pk>/", PictureDetail.as_view(), name="picture"),
    path("uploads/videos/", Videos.as_view(), name="videos"),
    path("uploads/videos/<int:pk>/", VideoDetail.as_view(), name="video"),
]
