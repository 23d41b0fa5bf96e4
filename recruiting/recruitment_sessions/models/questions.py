from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recruiting.recruitment_sessions.models.sessions import RecruitmentSession

LONGEST_QUESTION = 200


class QuestionQuerySet(models.QuerySet["Question"]):
    def unanswered(self) -> QuestionQuerySet:
        """Waiting, or being answered now."""
        return self.filter(answered_at__isnull=True, removed_at__isnull=True)

    def queue(self) -> QuestionQuerySet:
        """What waits for an answer, most wanted first."""
        return self.unanswered().filter(answering_at__isnull=True).order_by("-votes", "pk")

    def now(self) -> QuestionQuerySet:
        """What is being answered: one at most."""
        return self.unanswered().filter(answering_at__isnull=False)


class Question(models.Model):
    """A question in the queue: waiting, being answered now, or answered."""

    session = models.ForeignKey(RecruitmentSession, on_delete=models.CASCADE, related_name="questions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    body = models.CharField(_("question"), max_length=LONGEST_QUESTION)
    votes = models.PositiveIntegerField(_("people who want to know too"), default=0)
    created_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    answering_at = models.DateTimeField(_("answer began"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    removed_at = models.DateTimeField(_("taken out"), null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["pk"]
        indexes = [models.Index(fields=["session", "answered_at", "-votes"], name="question_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(answering_at__isnull=False, answered_at__isnull=True, removed_at__isnull=True),
                name="one_question_answered_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answering_at__isnull=False),
                name="answer_begins_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.body


class QuestionVote(models.Model):
    """One person wants to know that too, once for each person."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="supporters")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    voted_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("question vote")
        verbose_name_plural = _("question votes")
        constraints = [models.UniqueConstraint(fields=["question", "voter"], name="one_vote_per_question")]

    def __str__(self) -> str:
        return f"{self.voter} · {self.question}"
