from django.urls import path

from marketplace.storefronts.api import views

urlpatterns = [
    path("farms/", views.Farms.as_view(), name="farms"),
    path("farms/<slug:slug>/", views.FarmDetail.as_view(), name="farm"),
    path("farms/<slug:slug>/story/", views.Story.as_view(), name="story"),
    path("farms/<slug:slug>/diary/", views.Diary.as_view(), name="diary"),
    path("farms/<slug:slug>/people/", views.People.as_view(), name="people"),
]
