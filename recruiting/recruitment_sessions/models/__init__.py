from recruiting.recruitment_sessions.models.questions import Question, QuestionVote
from recruiting.recruitment_sessions.models.sessions import JobPin, RecruitmentSession, SessionJob

__all__ = ["JobPin", "Question", "QuestionVote", "RecruitmentSession", "SessionJob"]
