from django.urls import path

from live.chat.api.views import Messages

urlpatterns = [path("rooms/<int:pk>/messages/", Messages.as_view(), name="messages")]
