from django.urls import path

from marketplace.storefronts.views import chapters, desk, diary, plots, public

app_name = "storefronts"
urlpatterns = [
    path("farms/", public.farms, name="farms"),
    path("farms/<slug:slug>/", public.farm, name="farm"),
    path("farms/<slug:slug>/story/", public.story, name="story"),
    path("farms/<slug:slug>/diary/", public.diary, name="diary"),
    path("sell/", desk.home, name="desk"),
    path("sell/farm/", desk.profile, name="profile"),
    path("sell/farm/choice/", desk.switch, name="switch"),
    path("sell/story/", chapters.story, name="chapters"),
    path("sell/story/new/", chapters.new, name="new-chapter"),
    path("sell/story/<int:pk>/", chapters.chapter, name="chapter"),
    path("sell/story/<int:pk>/place/", chapters.move, name="chapter-place"),
    path("sell/story/<int:pk>/deletion/", chapters.deletion, name="chapter-deletion"),
    path("sell/diary/", diary.diary, name="entries"),
    path("sell/diary/new/", diary.new, name="new-entry"),
    path("sell/diary/<int:pk>/", diary.entry, name="entry"),
    path("sell/diary/<int:pk>/deletion/", diary.deletion, name="entry-deletion"),
    path("sell/plots/", plots.plots, name="plots"),
    path("sell/plots/<int:pk>/", plots.plot, name="plot"),
]
