from django.urls import URLPattern, path

from live.rooms.consumers import RoomConsumer

websocket_urlpatterns: list[URLPattern] = [path("ws/rooms/<int:room_id>/", RoomConsumer.as_asgi())]
