from django.urls import path

from notifications.api.views import Notifications, ReadAll, ReadOne

urlpatterns = [
    path("notifications/", Notifications.as_view(), name="notifications"),
    path("notifications/reading/", ReadAll.as_view(), name="read-all"),
    path("notifications/<int:pk>/reading/", ReadOne.as_view(), name="read-one"),
]
