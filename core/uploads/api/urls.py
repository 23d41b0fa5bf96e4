from django.urls import path

from core.uploads.api.views import PictureDetail, Pictures

urlpatterns = [
    path("uploads/pictures/", Pictures.as_view(), name="pictures"),
    path("uploads/pictures/<int:pk>/", PictureDetail.as_view(), name="picture"),
]
