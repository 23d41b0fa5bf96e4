from django.urls import URLPattern, URLResolver, path

from live.studio import views

app_name = "studio"
urlpatterns: list[URLPattern | URLResolver] = [
    path("studio/", views.rooms, name="rooms"),
    path("studio/<int:room_id>/", views.room, name="room"),
    path("studio/<int:room_id>/opening/", views.opening, name="opening"),
    path("studio/<int:room_id>/ending/", views.ending, name="ending"),
]
