from django.urls import path

from live.rooms.api.views import RoomDetail, Rooms

urlpatterns = [
    path("rooms/", Rooms.as_view(), name="rooms"),
    path("rooms/<int:pk>/", RoomDetail.as_view(), name="room"),
]
