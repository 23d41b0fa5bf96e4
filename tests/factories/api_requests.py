"""For every operation of the API one request that succeeds in the world of `tests.factories.api`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.uploads import uploaded
from tests.factories.videos import uploaded_video, video_bytes


@dataclass(frozen=True)
class Ask:
    """`path` below /api/v1/, with names of the world's values in braces."""

    path: str
    body: dict[str, Any] = field(default_factory=dict)
    upload: Callable[[], Any] | None = None

    def url(self, values: dict[str, Any]) -> str:
        return "/api/v1/" + self.path.format(**values)

    def data(self, values: dict[str, Any]) -> dict[str, Any]:
        filled = {name: values.get(value[1:]) if _is_name(value) else value for name, value in self.body.items()}
        return filled | ({"file": self.upload()} if self.upload else {})


@cache
def _film() -> bytes:
    return video_bytes()


def one_video() -> SimpleUploadedFile:
    """The same bytes each time: what is sent again with one key must be the same."""
    return uploaded_video(_film())


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("$")


CONTACT = {
    "contact_name": "Mei",
    "phone": "13800002046",
    "province": "Zhejiang",
    "city": "Hangzhou",
    "street": "Door 1",
}
HARVEST = {"quantity": 5, "harvested_on": "2026-01-02"}

REQUESTS: dict[str, Ask] = {
    "getToken": Ask("token/"),
    "revokeToken": Ask("token/"),
    "getMe": Ask("me/"),
    "changeMe": Ask("me/", {"name": "Dashan", "language": "zh-hans"}),
    "chooseAvatar": Ask("me/avatar/", {"picture": "$picture"}),
    "removeAvatar": Ask("me/avatar/"),
    "listMyOrganizations": Ask("organizations/"),
    "foundOrganization": Ask("organizations/", {"kind": "farm", "slug": "new-farm", "name": {"en": "New farm"}}),
    "getOrganization": Ask("organizations/{farm}/"),
    "listMembers": Ask("organizations/{farm}/members/"),
    "listFollows": Ask("follows/"),
    "follow": Ask("follows/{other}/"),
    "unfollow": Ask("follows/{farm}/"),
    "listPictures": Ask("uploads/pictures/"),
    "uploadPicture": Ask("uploads/pictures/", {"alt_en": "Oranges"}, upload=uploaded),
    "getPicture": Ask("uploads/pictures/{picture}/"),
    "listVideos": Ask("uploads/videos/"),
    "uploadVideo": Ask("uploads/videos/", upload=one_video),
    "getVideo": Ask("uploads/videos/{video}/"),
    "getVerification": Ask("organizations/{farm}/verification/"),
    "listPapers": Ask("organizations/{farm}/verification/papers/"),
    "addPaper": Ask("organizations/{farm}/verification/papers/", {"kind": "licence_back"}, upload=uploaded),
    "getPaper": Ask("organizations/{farm}/verification/papers/{paper}/"),
    "removePaper": Ask("organizations/{farm}/verification/papers/{paper}/"),
    "getFair": Ask("fair/"),
    "listRooms": Ask("rooms/"),
    "getRoom": Ask("rooms/{room}/"),
    "listMessages": Ask("rooms/{room}/messages/"),
    "writeMessage": Ask("rooms/{room}/messages/", {"body": "Are there any left?"}),
    "listFarms": Ask("farms/"),
    "getFarm": Ask("farms/{farm}/"),
    "listChapters": Ask("farms/{farm}/story/"),
    "listDiaryEntries": Ask("farms/{farm}/diary/"),
    "writeDiaryEntry": Ask("farms/{farm}/diary/", {"date": "2026-08-31", "title": {"en": "Hail"}}),
    "listFarmPeople": Ask("farms/{farm}/people/"),
    "listProducts": Ask("products/"),
    "getProduct": Ask("products/{product}/"),
    "getBatch": Ask("batches/{batch}/"),
    "listMyProducts": Ask("sell/products/"),
    "moveProduct": Ask("sell/products/{product}/state/", {"state": "paused"}),
    "listMyBatches": Ask("sell/variants/{sku}/batches/"),
    "addBatch": Ask("sell/variants/{sku}/batches/", HARVEST),
    "moveStock": Ask("sell/batches/{batch}/movements/", {"change": -1, "reason": "spoiled"}),
    "listSaleShelf": Ask("sale-rooms/{room}/shelf/"),
    "getSaleNow": Ask("sale-rooms/{room}/now/"),
    "getCart": Ask("cart/"),
    "addToCart": Ask("cart/lines/", {"variant": "$variant", "quantity": 1}),
    "changeCartLine": Ask("cart/lines/{line}/", {"quantity": 3}),
    "removeCartLine": Ask("cart/lines/{line}/"),
    "listOrders": Ask("orders/"),
    "placeOrder": Ask("orders/", CONTACT),
    "getOrder": Ask("orders/{waiting}/"),
    "startPayment": Ask("orders/{idle}/payment/"),
    "cancelOrder": Ask("orders/{waiting}/cancellation/"),
    "confirmArrival": Ask("orders/{shipped}/arrival/"),
    "listSales": Ask("sell/orders/"),
    "getSale": Ask("sell/orders/{paid}/"),
    "acceptSale": Ask("sell/orders/{paid}/acceptance/"),
    "packSale": Ask("sell/orders/{accepted}/packing/"),
    "shipSale": Ask("sell/orders/{packed}/shipment/", {"carrier": "SF", "tracking_number": "1"}),
    "listJobs": Ask("jobs/?near=22.9,113.9"),
    "getJob": Ask("jobs/{job}/"),
    "apply": Ask("jobs/{job}/applications/"),
    "listApplications": Ask("applications/"),
    "getApplication": Ask("applications/{application}/"),
    "withdrawApplication": Ask("applications/{application}/withdrawal/"),
    "listLeads": Ask("leads/"),
    "getLead": Ask("leads/{lead}/"),
    "moveLead": Ask("leads/{lead}/moves/", {"to": "contacted"}),
    "closeLead": Ask("leads/{closing}/closing/", {"reason": "no_answer"}),
    "revealPhone": Ask("leads/{lead}/phone/"),
    "listSessionShelf": Ask("recruitment-sessions/{session}/shelf/"),
    "listQuestions": Ask("recruitment-sessions/{session}/questions/"),
    "listNotifications": Ask("notifications/"),
    "readAllNotifications": Ask("notifications/reading/"),
    "readNotification": Ask("notifications/{notification}/reading/"),
}
