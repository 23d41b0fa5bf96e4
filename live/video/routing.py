from django.urls import URLPattern, path

from live.video.consumers import PublishConsumer

websocket_urlpatterns: list[URLPattern] = [
    path("ws/rooms/<int:room_id>/publish/", PublishConsumer.as_asgi()),
]
