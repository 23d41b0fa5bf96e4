from django.urls import URLPattern, URLResolver, path

from live.chat import views

app_name = "chat"
urlpatterns: list[URLPattern | URLResolver] = [
    path("live/<int:room_id>/messages/", views.messages, name="messages"),
]
