from django.urls import path

from accounts.views import (
    blocks,
    closing,
    exclusions,
    follows,
    invitations,
    me,
    members,
    organizations,
    security,
    sessions,
)

app_name = "accounts"
urlpatterns = [
    path("me/profile/", me.profile, name="profile"),
    path("me/security/", security.security, name="security"),
    # allauth's own address, so that its links lead here.
    path("accounts/sessions/", sessions.sessions, name="sessions"),
    path("accounts/sessions/others/", sessions.end_others, name="end-other-sessions"),
    path("accounts/sessions/<int:pk>/", sessions.end, name="end-session"),
    path("me/follows/", me.follows, name="follows"),
    path("me/organizations/", organizations.new, name="new-organization"),
    path("organizations/<slug:slug>/follow/", follows.toggle, name="follow"),
    path("organizations/<slug:slug>/settings/", organizations.settings, name="organization-settings"),
    path("organizations/<slug:slug>/members/", members.members, name="members"),
    path("organizations/<slug:slug>/members/<int:pk>/role/", members.role, name="member-role"),
    path("organizations/<slug:slug>/members/<int:pk>/removal/", members.removal, name="member-removal"),
    path("organizations/<slug:slug>/blocked/", exclusions.exclusions, name="exclusions"),
    path("organizations/<slug:slug>/blocked/<int:pk>/lifting/", exclusions.lifting, name="exclusion-lifting"),
    path("organizations/<slug:slug>/closing/", closing.closing, name="closing"),
    path("organizations/<slug:slug>/leaving/", members.leaving, name="leaving"),
    path("organizations/<slug:slug>/transfer/", members.transfer, name="transfer"),
    path(
        "organizations/<slug:slug>/transfer/acceptance/",
        members.transfer_answer,
        {"answer": "acceptance"},
        name="transfer-acceptance",
    ),
    path(
        "organizations/<slug:slug>/transfer/refusal/",
        members.transfer_answer,
        {"answer": "refusal"},
        name="transfer-refusal",
    ),
    path(
        "organizations/<slug:slug>/transfer/withdrawal/",
        members.transfer_answer,
        {"answer": "withdrawal"},
        name="transfer-withdrawal",
    ),
    path("organizations/<slug:slug>/invitations/<int:pk>/revocation/", invitations.revocation, name="revocation"),
    path("organizations/<slug:slug>/invitations/<int:pk>/resending/", invitations.resending, name="resending"),
    path("invitations/<str:token>/", invitations.invitation, name="invitation"),
    path("invitations/<str:token>/acceptance/", invitations.acceptance, name="invitation-acceptance"),
    path("invitations/<str:token>/refusal/", invitations.refusal, name="invitation-refusal"),
    path("me/blocks/", blocks.blocks, name="blocks"),
    path("organizations/<slug:slug>/block/", blocks.organization, name="block-organization"),
    path("people/<int:pk>/", blocks.person_page, name="person"),
    path("people/<int:pk>/block/", blocks.person, name="block-person"),
]
