"""信息比对 in JSON: what each body is asked, what it answers, and answers that belong to nothing."""

from fastapi import APIRouter, Request, Response

from actions import matching
from actions.matching import Taken
from engine.hardship.matching import TOLD
from web.api.v1.shapes import Note
from web.api.v1.shapes import help as shapes
from web.api.v1.speaker import Speaker
from web.households.matching import agency_of, asked_bodies, received, stray_answers
from web.pages import office_of
from web.speaking import Identity, transaction
from web.xlsx.tables import Row

router = APIRouter(prefix="/matching")


@router.get("")
def overview(request: Request, speaker: Speaker) -> shapes.Matching:
    """What each body still has to answer, and the answers that belong to nothing."""
    with transaction(request) as session:
        return shapes.Matching(
            bodies=[
                shapes.Body(
                    key=one.agency.key,
                    title=one.agency.title,
                    sends=list(one.agency.sends),
                    tells=list(one.agency.tells),
                    waiting=one.waiting,
                    late=one.late,
                    line=one.line,
                )
                for one in asked_bodies(request, session, speaker)
            ],
            strays=[
                shapes.Stray(
                    id=one.id, agency=one.agency, number=one.number, said=said, received_at=one.received_at
                )
                for one, said in stray_answers(request, session, speaker)
            ],
        )


@router.post("/{agency}/batch")
def send(request: Request, speaker: Speaker, agency: str) -> shapes.Batch:
    """Everything that a body still has to answer; whose numbers are in it is a line of each case's journal."""
    seal = office_of(request).seal
    with transaction(request) as session:
        known = agency_of(session, speaker, agency)
        number, lines = matching.batch(session, known, actor=speaker.person, now=speaker.now, seal=seal)
    return shapes.Batch(number=number, lines=[{"number": one.number, **one.fields} for one in lines])


@router.post("/{agency}/answers", responses={422: {"model": shapes.AnswersTaken}})
def receive(
    request: Request, response: Response, speaker: Speaker, agency: str, said: shapes.NewAnswers
) -> shapes.AnswersTaken:
    """Take in what a body says; with one line that cannot be read nothing, and the answer is 422."""
    rows = [Row(number, _cells(one)) for number, one in enumerate(said.lines, 1)]
    taken = received(request, speaker, agency, rows)
    if isinstance(taken, Taken):
        return shapes.AnswersTaken(
            answered=taken.answered, contradictions=taken.contradictions, strays=taken.strays, wrong=[]
        )
    response.status_code = 422
    wrong = [shapes.CellWrong.model_validate(one) for one in taken]
    return shapes.AnswersTaken(answered=0, contradictions=0, strays=0, wrong=wrong)


@router.post("/strays/{stray}", status_code=204)
def settle(request: Request, speaker: Speaker, stray: Identity, said: Note) -> None:
    """Say what became of an answer that belongs to nothing."""
    seal = office_of(request).seal
    with transaction(request) as session:
        matching.settle_stray(session, stray, said.note, actor=speaker.person, now=speaker.now, seal=seal)


def _cells(one: shapes.AnswerLine) -> dict[str, str]:
    """The line as it stands in an exchange table: one way to read both."""
    return {
        "编号": one.number.strip(),
        "身份证号": one.id_number.strip(),
        "事项": TOLD[one.told],
        "数量或金额": f"{one.amount:f}",
        "说明": one.note.strip(),
    }
