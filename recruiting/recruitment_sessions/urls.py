from django.urls import URLPattern, URLResolver, path

from recruiting.recruitment_sessions.views import crew, viewer

app_name = "recruitment_sessions"
urlpatterns: list[URLPattern | URLResolver] = [
    path("live/<int:room_id>/questions/", viewer.questions, name="questions"),
    path("live/<int:room_id>/questions/<int:question_id>/votes/", viewer.votes, name="votes"),
    path("studio/<int:room_id>/jobs/", crew.add_job, name="add-job"),
    path("studio/<int:room_id>/jobs/<int:item_id>/removal/", crew.remove_job, name="remove-job"),
    path("studio/<int:room_id>/jobs/<int:item_id>/pin/", crew.pin, name="pin"),
    path("studio/<int:room_id>/pin/removal/", crew.unpin, name="unpin"),
    path("studio/<int:room_id>/questions/<int:question_id>/answer/", crew.start_answer, name="start-answer"),
    path("studio/<int:room_id>/questions/<int:question_id>/answer/end/", crew.finish_answer, name="finish-answer"),
    path("studio/<int:room_id>/questions/<int:question_id>/removal/", crew.remove_question, name="remove-question"),
]
