from django.urls import URLPattern, URLResolver, path

from live.moderation import views

app_name = "moderation"
urlpatterns: list[URLPattern | URLResolver] = [
    path("live/<int:room_id>/messages/<int:message_id>/deletion/", views.deletion, name="deletion"),
    path("live/<int:room_id>/mutes/", views.mutes, name="mutes"),
    path("live/<int:room_id>/mutes/<int:mute_id>/lifting/", views.lifting, name="lifting"),
    path("live/<int:room_id>/exclusions/", views.exclusions, name="exclusions"),
]
