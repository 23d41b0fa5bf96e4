from django.urls import path

from marketplace.sale_rooms.views import crew, grab

app_name = "sale_rooms"
urlpatterns = [
    path("live/<int:room_id>/shelf/<int:item_id>/grab/", grab.grab, name="grab"),
    path("studio/<int:room_id>/shelf/", crew.add_item, name="add-item"),
    path("studio/<int:room_id>/shelf/<int:item_id>/removal/", crew.remove_item, name="remove-item"),
    path("studio/<int:room_id>/shelf/<int:item_id>/pin/", crew.pin, name="pin"),
    path("studio/<int:room_id>/unpin/", crew.unpin, name="unpin"),
    path("studio/<int:room_id>/shelf/<int:item_id>/deal/", crew.start_deal, name="start-deal"),
    path("studio/<int:room_id>/deals/<int:deal_id>/stop/", crew.stop_deal, name="stop-deal"),
]
