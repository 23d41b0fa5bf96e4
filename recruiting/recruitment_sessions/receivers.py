"""What happens in a session is shown in its room."""

from core.events import subscribe
from core.localized import render_in_every_language
from live.hub.broadcast import room_topic, send_frame
from live.rooms.events import RoomEnded
from recruiting.applications.events import ApplicationMoved, ApplicationSubmitted
from recruiting.applications.models import Application
from recruiting.jobs.events import JobMoved, JobRevised
from recruiting.recruitment_sessions import events, protocol, queries
from recruiting.recruitment_sessions.models import RecruitmentSession
from recruiting.recruitment_sessions.services.sessions import end_session

TEMPLATES = "recruiting/recruitment_sessions"


def _session(room_id: int) -> RecruitmentSession:
    return RecruitmentSession.objects.select_related("room").get(pk=room_id)


def _send_jobs(room_id: int) -> None:
    session = _session(room_id)
    shelf = queries.shelf_of(session=session)
    pinned = next((line for line in shelf if line.is_pinned), None)
    context = {"room": session.room, "shelf": shelf, "pinned": pinned}
    pin = protocol.SessionPin(
        session_job_id=pinned.item.pk if pinned else 0, html=render_in_every_language(f"{TEMPLATES}/_pin.html", context)
    )
    send_frame(topic=room_topic(room_id), frame=pin)
    html = render_in_every_language(f"{TEMPLATES}/_shelf.html", context)
    send_frame(topic=room_topic(room_id), frame=protocol.SessionShelf(html=html, count=len(shelf)))


def _send_questions(room_id: int) -> None:
    session = _session(room_id)
    queue = queries.question_queue(session=session)
    context = {"room": session.room, "queue": queue, "question_now": queries.question_now(session=session)}
    frame = protocol.SessionQuestions(
        html=render_in_every_language(f"{TEMPLATES}/_queue.html", context),
        now_html=render_in_every_language(f"{TEMPLATES}/_now.html", context),
        count=len(queue),
    )
    send_frame(topic=room_topic(room_id), frame=frame)


@subscribe(events.JobPinned)
def show_pin(event: events.JobPinned) -> None:
    _send_jobs(event.room_id)


@subscribe(events.SessionShelfChanged)
def show_shelf(event: events.SessionShelfChanged) -> None:
    _send_jobs(event.room_id)


@subscribe(events.QuestionAsked)
def show_question(event: events.QuestionAsked) -> None:
    _send_questions(event.room_id)


@subscribe(events.QuestionAnswerStarted)
def show_answer(event: events.QuestionAnswerStarted) -> None:
    _send_questions(event.room_id)


@subscribe(events.QuestionAnswered)
def hide_answered(event: events.QuestionAnswered) -> None:
    _send_questions(event.room_id)


@subscribe(events.QuestionRemoved)
def hide_removed(event: events.QuestionRemoved) -> None:
    _send_questions(event.room_id)


@subscribe(events.QuestionSupported)
def show_votes(event: events.QuestionSupported) -> None:
    votes = queries.votes_of(session=_session(event.room_id))
    frame = protocol.SessionVotes(votes={str(pk): count for pk, count in votes.items()})
    send_frame(topic=room_topic(event.room_id), frame=frame)


@subscribe(ApplicationSubmitted)
def count_application(event: ApplicationSubmitted) -> None:
    if event.room_id:
        count = queries.applications_in(room_id=event.room_id)
        send_frame(topic=room_topic(event.room_id), frame=protocol.SessionApplications(count=count))


@subscribe(ApplicationMoved)
def show_places(event: ApplicationMoved) -> None:
    """Places left change when somebody starts or leaves."""
    if event.state in ("started", "closed"):
        job_id = Application.objects.values_list("job_id", flat=True).get(pk=event.application_id)
        for room_id in queries.rooms_showing(job_id=job_id):
            _send_jobs(room_id)


@subscribe(JobMoved)
def show_moved_job(event: JobMoved) -> None:
    for room_id in queries.rooms_showing(job_id=event.job_id):
        _send_jobs(room_id)


@subscribe(JobRevised)
def show_revised_job(event: JobRevised) -> None:
    for room_id in queries.rooms_showing(job_id=event.job_id):
        _send_jobs(room_id)


@subscribe(RoomEnded)
def close_session(event: RoomEnded) -> None:
    end_session(room_id=event.room_id)
