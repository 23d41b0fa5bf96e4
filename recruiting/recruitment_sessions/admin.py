from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline

from core.admin import ReadOnlyAdmin
from recruiting.recruitment_sessions.models import JobPin, Question, QuestionVote, RecruitmentSession, SessionJob


class SessionJobInline(TabularInline):
    model = SessionJob
    extra = 0
    autocomplete_fields = ["job"]


@admin.register(RecruitmentSession)
class RecruitmentSessionAdmin(ModelAdmin):
    list_display = ["__str__", "organization", "host", "state", "starts_at"]
    list_filter = ["room__state", "room__starts_at"]
    list_select_related = ["room__organization", "room__host"]
    search_fields = ["room__title__en", "room__title__zh-hans", "room__organization__slug"]
    autocomplete_fields = ["room"]
    inlines = [SessionJobInline]

    @admin.display(description=_("organization"), ordering="room__organization")
    def organization(self, session: RecruitmentSession) -> object:
        return session.room.organization

    @admin.display(description=_("host"), ordering="room__host")
    def host(self, session: RecruitmentSession) -> object:
        return session.room.host

    @admin.display(description=_("state"), ordering="room__state")
    def state(self, session: RecruitmentSession) -> object:
        return session.room.get_state_display()

    @admin.display(description=_("starts at"), ordering="room__starts_at")
    def starts_at(self, session: RecruitmentSession) -> object:
        return session.room.starts_at


@admin.register(SessionJob)
class SessionJobAdmin(ModelAdmin):
    list_display = ["job", "session", "position"]
    list_select_related = ["job", "session__room"]
    search_fields = ["job__slug", "job__title__en", "job__title__zh-hans"]
    autocomplete_fields = ["job", "session"]


@admin.register(JobPin)
class JobPinAdmin(ReadOnlyAdmin):
    list_display = ["session_job", "session", "pinned_by", "pinned_at", "unpinned_at"]
    list_filter = ["pinned_at"]
    list_select_related = ["session_job__job", "session__room", "pinned_by"]
    search_fields = ["session_job__job__slug"]


@admin.register(Question)
class QuestionAdmin(ReadOnlyAdmin):
    list_display = ["body", "session", "author", "votes", "created_at", "answering_at", "answered_at", "removed_at"]
    list_filter = [
        "created_at",
        ("answered_at", admin.EmptyFieldListFilter),
        ("removed_at", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["session__room", "author"]
    search_fields = ["body", "author__name"]


@admin.register(QuestionVote)
class QuestionVoteAdmin(ReadOnlyAdmin):
    list_display = ["question", "voter", "voted_at"]
    list_filter = ["voted_at"]
    list_select_related = ["question", "voter"]
    search_fields = ["question__body", "voter__name"]
