"""案卷下载: a case's dossier for those who may see the case, those of a round for those who see all units."""

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from actions import anonymous_copies, dossiers
from actions.dossier_file import collected, packed
from engine.refusals import NoSuchRound, Refusal
from models import calendars, cases, rounds
from models.reads.visible import may_see
from models.session import Session
from runtime.wiring import Office
from web.cases import page as case_page
from web.cases.dossier_page import list_of, page_of
from web.cases.tasks import Refused
from web.errors import sentence_of, status_of
from web.pages import office_of, render, words
from web.refusals import OfficersOnly
from web.speaking import Administrator, Anyone, Identity, Me, Posted, Viewer, said, transaction

router = APIRouter()


@router.get("/cases/{case_id}/dossier")
def one(request: Request, me: Me, case_id: Identity) -> Response:
    """The case's dossier, ID numbers masked."""
    return given(request, me, case_id)


@router.get("/cases/{case_id}/copy")
def anonymous(request: Request, me: Administrator, case_id: Identity) -> Response:
    """The case with invented people, for training and for reports of defects; for administrators."""
    return given_anonymously(request, me, case_id)


@router.post("/cases/{case_id}/dossier")
def one_in_full(request: Request, me: Me, form: Posted, case_id: Identity) -> Response:
    """The same with whole ID numbers, for an administrator with a reason; the journal notes it first."""
    reason = said(form, "reason")
    try:
        return given_in_full(request, me, case_id, reason)
    except Refusal as refusal:
        refused = Refused("dossier", sentence_of(request, refusal), typed={"reason": reason})
        return case_page.show(request, me, case_id, status=status_of(refusal), refused=refused)


@router.get("/rounds/{round_key}/dossiers")
def all_of_a_round(request: Request, me: Me, round_key: str) -> Response:
    """The dossiers of a round in one file, as far as the reader may see its cases."""
    return given_together(request, me, round_key)


@router.get("/dossier-key")
def key(request: Request, viewer: Anyone) -> Response:  # noqa: ARG001 - the head of the page names the reader
    """The office's public key, with which anybody can check whether a dossier is of this office. Open to all."""
    return render(request, "dossier_key.html", key=office_of(request).seal.public_key)


def given(request: Request, me: Viewer, case_id: str) -> Response:
    """The dossier as a download. Raises NotFound when the reader may not see the case."""
    with transaction(request) as session:
        number = case_page.visible_state(session, me, case_id).number
        pieces = dossier_of(
            office_of(request), session, case_id, sees_all_units=me.sees_all_units, reader=me.person.id
        )
    return _download(pieces, f"案卷 {number}.zip")


def given_anonymously(request: Request, me: Viewer, case_id: str) -> Response:
    """The anonymous copy as a download. Raises NotFound, NotAdministrator."""
    anonymous_copies.must_be_administrator(me.person)
    with transaction(request) as session:
        case_page.visible_state(session, me, case_id)
        pieces = anonymous_copies.copied(session, [case_id])
    return _download(pieces, f"{words(request)('匿名副本')}.zip")


def given_in_full(request: Request, me: Viewer, case_id: str, reason: str) -> Response:
    """The dossier with whole ID numbers as a download. Raises NotFound, NotAdministrator, OwnCase, CommentMissing."""
    with transaction(request) as session:
        number = case_page.visible_state(session, me, case_id).number
        dossiers.disclose(session, case_id, reason, actor=me.person, now=me.now)
        pieces = dossier_of(
            office_of(request),
            session,
            case_id,
            sees_all_units=me.sees_all_units,
            in_full=True,
            reader=me.person.id,
        )
    return _download(pieces, f"案卷 {number}（含完整号码）.zip")


def given_together(request: Request, me: Viewer, round_key: str) -> Response:
    """The dossiers of a round as one download. Raises OfficersOnly, NoSuchRound."""
    if not me.sees_all_units:
        raise OfficersOnly
    office = office_of(request)
    with transaction(request) as session:
        title, found = round_of(session, round_key)
        found = [one for one in found if may_see(session, one[0], me.person.id)]
    return _download(together(office, title, found, reader=me.person.id), f"案卷 {title}.zip")


def round_of(session: Session, round_key: str) -> tuple[str, list[tuple[str, str]]]:
    """The title of a round, and its cases by id and number. Raises NoSuchRound."""
    found = rounds.by_key(session, round_key)
    if found is None:
        raise NoSuchRound(round=round_key)
    return found.title, cases.in_round(session, round_key)


def dossier_of(
    office: Office,
    session: Session,
    case_id: str,
    *,
    sees_all_units: bool,
    in_full: bool = False,
    reader: str | None = None,
) -> Iterator[bytes]:
    """The bytes of a case's dossier; all that the database knows of it is read at once.

    What ``reader`` may not see is left out; without one it is made for the office itself.
    """
    material = dossiers.gather(
        session,
        case_id,
        calendar=calendars.of(session),
        files=office.files,
        sees_all_units=sees_all_units,
        whole=office.seal if in_full else None,
        reader=reader,
    )
    return packed(material, page_of(material), files=office.files, seal=office.seal)


Tell = Callable[[str, int, int], None]


def together(
    office: Office,
    title: str,
    found: Sequence[tuple[str, str]],
    tell: Tell = lambda _number, _place, _whole: None,
    *,
    reader: str | None = None,
) -> Iterator[bytes]:
    """The dossiers of several cases in one file, each read when its turn comes.

    ``tell`` hears the number of the case whose turn it is, its place from 1, and how many there are.
    """
    with office.database.transaction() as session:
        page = list_of(title, [one for case_id, _ in found if (one := cases.load(session, case_id))])
    return collected(title, page, _in_turn(office, found, tell, reader), seal=office.seal)


def _in_turn(
    office: Office, found: Sequence[tuple[str, str]], tell: Tell, reader: str | None
) -> Iterator[tuple[str, Iterator[bytes]]]:
    for place, (case_id, number) in enumerate(found, start=1):
        tell(number, place, len(found))
        yield f"{number}.zip", _one_of(office, case_id, reader)


def _one_of(office: Office, case_id: str, reader: str | None) -> Iterator[bytes]:
    with office.database.transaction() as session:
        pieces = dossier_of(office, session, case_id, sees_all_units=True, reader=reader)
    yield from pieces


def _download(pieces: Iterator[bytes], name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return StreamingResponse(pieces, media_type="application/zip", headers=headers)
