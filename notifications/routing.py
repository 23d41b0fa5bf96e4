from django.urls import URLPattern, path

from notifications.consumers import BellConsumer

websocket_urlpatterns: list[URLPattern] = [path("ws/me/", BellConsumer.as_asgi())]
