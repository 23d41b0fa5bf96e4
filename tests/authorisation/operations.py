"""Who may use which operation of the API: the person a thing belongs to, or members of the organisation by role.

`SELF` owns the organisation, bought, applied and was told; the other roles of the organisation are colleagues. What names
nobody's thing in its address is open to every person, who then sees what is theirs.
"""

from __future__ import annotations

from tests.authorisation.roles import (
    FINANCE,
    GUEST,
    HOST,
    MANAGER,
    MODERATOR,
    OTHER,
    OWNER,
    RIVAL,
    STAFF,
    SUPERUSER,
    SUPPORT,
)

SELF = OWNER
API_ROLES = (GUEST, SELF, MANAGER, HOST, STAFF, OTHER, RIVAL, SUPPORT, MODERATOR, FINANCE, SUPERUSER)
ONLY_SELF = frozenset({SELF})
MANAGING = ONLY_SELF | {MANAGER}
MEMBERS = MANAGING | {HOST, STAFF}
ANYBODY = frozenset(API_ROLES)
PEOPLE = ANYBODY - {GUEST}

OPERATIONS: dict[str, frozenset[str]] = {
    # Open to all: what the pages of the fair show.
    "getFair": ANYBODY,
    "listRooms": ANYBODY,
    "getRoom": ANYBODY,
    "listMessages": ANYBODY,
    "listFarms": ANYBODY,
    "getFarm": ANYBODY,
    "listChapters": ANYBODY,
    "listDiaryEntries": ANYBODY,
    "listFarmPeople": ANYBODY,
    "listProducts": ANYBODY,
    "getProduct": ANYBODY,
    "getBatch": ANYBODY,
    "listSaleShelf": ANYBODY,
    "getSaleNow": ANYBODY,
    "listJobs": ANYBODY,
    "getJob": ANYBODY,
    "listSessionShelf": ANYBODY,
    "listQuestions": ANYBODY,
    "getOrganization": ANYBODY,
    # Every person, about themselves.
    "getToken": PEOPLE,
    "revokeToken": PEOPLE,
    "getMe": PEOPLE,
    "changeMe": PEOPLE,
    "removeAvatar": PEOPLE,
    "listMyOrganizations": PEOPLE,
    "foundOrganization": PEOPLE,
    "listFollows": PEOPLE,
    "follow": PEOPLE,
    "unfollow": PEOPLE,
    "listPictures": PEOPLE,
    "uploadPicture": PEOPLE,
    "listVideos": PEOPLE,
    "uploadVideo": PEOPLE,
    "writeMessage": PEOPLE,
    "getCart": PEOPLE,
    "addToCart": PEOPLE,
    "listOrders": PEOPLE,
    "placeOrder": PEOPLE,
    "apply": PEOPLE,
    "listApplications": PEOPLE,
    "listMyProducts": PEOPLE,
    "listSales": PEOPLE,
    "listLeads": PEOPLE,
    "listNotifications": PEOPLE,
    "readAllNotifications": PEOPLE,
    # One person's own things.
    "chooseAvatar": ONLY_SELF,
    "getPicture": ONLY_SELF,
    "getVideo": ONLY_SELF,
    "changeCartLine": ONLY_SELF,
    "removeCartLine": ONLY_SELF,
    "getOrder": ONLY_SELF,
    "startPayment": ONLY_SELF,
    "cancelOrder": ONLY_SELF,
    "confirmArrival": ONLY_SELF,
    "getApplication": ONLY_SELF,
    "withdrawApplication": ONLY_SELF,
    "readNotification": ONLY_SELF,
    # The organisation's.
    "listMembers": MEMBERS,
    "writeDiaryEntry": MANAGING,
    "moveProduct": MANAGING,
    "listMyBatches": MANAGING,
    "addBatch": MANAGING,
    "moveStock": MANAGING,
    "getVerification": MANAGING,
    "listPapers": MANAGING,
    "addPaper": MANAGING,
    "getPaper": MANAGING,
    "removePaper": MANAGING,
    "getSale": MEMBERS,
    "acceptSale": MEMBERS,
    "packSale": MEMBERS,
    "shipSale": MEMBERS,
    "getLead": MANAGING,
    "moveLead": MANAGING,
    "closeLead": MANAGING,
    "revealPhone": MANAGING,
}

# The thing itself is public, so that it is no secret: the others are refused (403) instead of finding nothing (404).
ABOUT_PUBLIC_THINGS = frozenset({"writeDiaryEntry"})
