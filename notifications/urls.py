from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("me/notifications/", views.notifications, name="notifications"),
    path("me/notifications/bell/", views.bell, name="bell"),
    path("me/notifications/read/", views.read_all, name="read-all"),
    path("me/notifications/<int:pk>/", views.open_one, name="open"),
]
