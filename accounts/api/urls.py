from django.urls import path

from accounts.api import views

urlpatterns = [
    path("me/", views.Me.as_view(), name="me"),
    path("me/avatar/", views.Avatar.as_view(), name="avatar"),
    path("organizations/", views.MyOrganizations.as_view(), name="organizations"),
    path("organizations/<slug:slug>/", views.OrganizationDetail.as_view(), name="organization"),
    path("organizations/<slug:slug>/members/", views.Members.as_view(), name="members"),
    path("follows/", views.Follows.as_view(), name="follows"),
    path("follows/<slug:slug>/", views.FollowDetail.as_view(), name="follow"),
]
