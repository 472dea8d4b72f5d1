"""评分与名次 of a round: ranking, judges, draws. For those who see all units."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from actions.draws import draw_named, hold_draw, waiting_for_draw
from engine.definition import Process, Step, needs_draw
from engine.refusals import Refusal
from engine.scores.draw_record import DrawRecord
from engine.scores.round_scores import RoundStep, round_scores
from engine.scores.scoring import in_print
from models import draws, processes, rounds
from models.reads import statistics
from models.session import Session
from web.errors import sentence_of, status_of
from web.pages import render
from web.refusals import NotFound
from web.rounds.leniency_plot import leniency_plot
from web.speaking import Identity, Officer, Posted, Viewer, said, signed_in, transaction

router = APIRouter(prefix="/rounds/{round_key}")


def _overseer(viewer: Annotated[Viewer, Depends(signed_in)]) -> Viewer:
    """Who sees the cases of all units. Raises NotFound for anybody else."""
    if not viewer.sees_all_units:
        raise NotFound
    return viewer


Overseer = Annotated[Viewer, Depends(_overseer)]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A step of the round that needs a draw: how many cases wait for it, and the draws held."""

    step: Step
    waiting: int
    held: list[tuple[str, DrawRecord]]


@router.get("/scores")
def scores(request: Request, _me: Overseer, round_key: str) -> Response:
    """Ranking, leniency and draws of a round."""
    return _page(request, round_key)


@router.post("/draws/{step}")
def draw(request: Request, me: Officer, form: Posted, round_key: str, step: str) -> Response:
    """Hold a draw for all cases that wait for it."""
    try:
        with transaction(request) as session:
            hold_draw(session, round_key, step, said(form, "seed"), actor=me.person, now=me.now)
    except Refusal as refusal:
        status, sentence = status_of(refusal), sentence_of(request, refusal)
        return _page(request, round_key, status=status, sentence=sentence, seed=said(form, "seed"))
    return RedirectResponse(f"/rounds/{round_key}/scores", 303)


@router.get("/draws/{draw_id}.json")
def record(request: Request, _me: Overseer, round_key: str, draw_id: Identity) -> Response:
    """The record of a draw as a file: whoever has it can hold the draw again."""
    with transaction(request) as session:
        found = draw_named(session, draw_id)
    if found.round != round_key:
        raise NotFound
    name = f"draw-{round_key}-{found.step}.json"
    return Response(
        found.model_dump_json(indent=2),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _page(
    request: Request, round_key: str, *, status: int = 200, sentence: str = "", seed: str = ""
) -> Response:
    with transaction(request) as session:
        found = rounds.by_key(session, round_key)
        process = rounds.definition(session, round_key)
        if found is None or process is None:
            raise NotFound
        steps = scores_of(session, process, round_key)
        drawings = _drawings(session, process, round_key)
    plots = {one.key: Markup(leniency_plot(one.judges)) for one in steps}  # noqa: S704 - drawn by us, words escaped
    given = {"steps": steps, "plots": plots, "drawings": drawings, "seed": seed, "in_print": in_print}
    return render(request, "round_scores.html", status, round=found, sentence=sentence, **given)


def scores_of(session: Session, process: Process, round_key: str) -> list[RoundStep]:
    """The scores of a round, each case by the version it goes by."""
    found = statistics.nominees(session, process.key, round_key)
    return round_scores(process, [(processes.get(session, one.version), one) for one in found])


def _drawings(session: Session, process: Process, round_key: str) -> list[Drawing]:
    rows = draws.of_round(session, round_key)
    return [
        Drawing(
            step,
            waiting_for_draw(session, round_key, step.key),
            [(one.id, DrawRecord.model_validate(one.record)) for one in rows if one.step == step.key],
        )
        for step in process.steps
        if needs_draw(step)
    ]
