from __future__ import annotations

from accounts.models import User
from demo.content.chat import QUESTIONS
from demo.content.shapes import RoomContent
from demo.loading.fair import Fair
from live.rooms.models import Room
from recruiting.recruitment_sessions.services.questions import ask_question, start_answer, support_question
from recruiting.recruitment_sessions.services.sessions import session_of
from recruiting.recruitment_sessions.services.shelf import pin_job, put_on_shelf


def fill_session(room: Room, host: User, content: RoomContent, fair: Fair) -> None:
    session = session_of(room=room)
    items = [put_on_shelf(session=session, job=fair.job(key), actor=host) for key in content.shelf]
    if not room.is_open:
        return
    pin_job(item=items[0], actor=host)
    questions = [ask_question(session=session, author=fair.person(who), body=words) for who, words in QUESTIONS]
    for number, question in enumerate(questions):
        for who, _words in QUESTIONS[number:]:
            support_question(question=question, voter=fair.person(who))
    start_answer(question=questions[0], actor=host)
