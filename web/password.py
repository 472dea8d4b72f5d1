"""修改密码: one's own password, with the present one; every other browser is signed out."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from actions import sign_in
from engine.people.passwords import LONGEST, SHORTEST
from engine.refusals import CurrentPasswordWrong, Refusal, WrongPassword
from web.errors import sentence_of, status_of
from web.pages import render
from web.speaking import Me, Posted, Viewer, transaction
from web.visits import checked

router = APIRouter(prefix="/password")


@router.get("")
def page(request: Request, _me: Me, done: str = "") -> Response:
    """Where one changes it."""
    return _page(request, done=bool(done))


@router.post("")
def change(request: Request, me: Me, form: Posted) -> Response:
    """Change it; wrong tries count as wrong passwords do at the door."""
    try:
        _change(request, me, form)
    except Refusal as refusal:
        return _page(request, status=status_of(refusal), sentence=sentence_of(request, refusal))
    return RedirectResponse("/password?done=1", 303)


def _change(request: Request, me: Viewer, form: FormData) -> None:
    old, new, again = (str(form.get(name) or "") for name in ("old", "new", "again"))
    try:
        checked(request, me.reader.login, old)
    except WrongPassword:
        raise CurrentPasswordWrong from None
    with transaction(request) as session:
        sign_in.change_password(
            session, me.person, me.reader.login, old=old, new=new, again=again, token=request.state.visitor
        )


def _page(request: Request, *, status: int = 200, sentence: str = "", done: bool = False) -> Response:
    given = {"sentence": sentence, "done": done, "shortest": SHORTEST, "longest": LONGEST}
    return render(request, "password.html", status, **given)
