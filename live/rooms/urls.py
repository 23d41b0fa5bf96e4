from django.urls import URLPattern, URLResolver, path

from live.rooms import views

app_name = "rooms"
urlpatterns: list[URLPattern | URLResolver] = [
    path("live/", views.live, name="live"),
    path("live/<int:room_id>/", views.room, name="room"),
    path("live/<int:room_id>/likes/", views.likes, name="likes"),
]
