"""Process definitions: the published versions, and publishing a new one with all its findings shown."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup
from starlette.datastructures import UploadFile

from engine.linter.checks import notices
from engine.pictures.process import picture
from engine.step_words import beside_in_words
from models import processes
from models.reads import administration as reads
from models.reads import moving as moves
from seeds.bpmn import bpmn
from seeds.findings import DefinitionRefused, Finding
from seeds.load import publish_text
from web.errors import sentence_of
from web.moving import moved_here
from web.pages import render
from web.refusals import DefinitionUnreadable, NotFound
from web.speaking import Administrator, Posted, transaction

router = APIRouter(prefix="/admin/definitions")


@router.get("")
def listed(request: Request, _me: Administrator, published: str = "") -> Response:
    """All published versions."""
    return _page(request, published=published)


@router.post("")
def publish(request: Request, me: Administrator, form: Posted) -> Response:
    """Publish a definition, or show every finding with its line and its cure."""
    sent = form.get("file")
    try:
        text, name = _text(sent)
        with transaction(request) as session:
            version = publish_text(session, text, file=name, actor_id=me.person.id, now=me.now)
    except DefinitionUnreadable as refusal:
        return _page(request, status=422, sentence=sentence_of(request, refusal))
    except DefinitionRefused as refusal:
        return _page(request, status=422, findings=refusal.findings)
    return RedirectResponse(f"/admin/definitions?published={version.id}", 303)


@router.get("/{version}")
def source(request: Request, _me: Administrator, version: str) -> Response:
    """A version as it was published."""
    with transaction(request) as session:
        text = reads.source_of(session, version)
        if text is None:
            raise NotFound
        process = processes.get(session, version)
        return render(
            request,
            "admin/definition.html",
            version=version,
            source=text,
            process=process,
            picture=Markup(picture(process)),  # noqa: S704 - drawn by us, every word escaped
            notices=notices(process),
            besides=[
                (step.title, said) for step in process.steps if (said := beside_in_words(process, step))
            ],
            others=moves.others(session, version),
            running=len(moves.open_under(session, version)),
            moved=moved_here(session, version),
        )


@router.get("/{version}/bpmn")
def exported(request: Request, _me: Administrator, version: str) -> Response:
    """The version as a BPMN 2.0 file, for other tools."""
    with transaction(request) as session:
        process = processes.find(session, version)
    if process is None:
        raise NotFound
    name = f"{process.key}.bpmn"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(bpmn(process), media_type="application/xml", headers=headers)


def _page(
    request: Request,
    *,
    status: int = 200,
    published: str = "",
    sentence: str = "",
    findings: tuple[Finding, ...] | list[Finding] = (),
) -> Response:
    with transaction(request) as session:
        versions = reads.versions(session)
    given = {"versions": versions, "published": published, "sentence": sentence, "findings": findings}
    return render(request, "admin/definitions.html", status, **given)


def _text(sent: object) -> tuple[str, str]:
    """What is in the file that was sent, and its name. Raises DefinitionUnreadable when it is no text."""
    if not isinstance(sent, UploadFile) or not sent.filename:
        raise DefinitionUnreadable
    try:
        return sent.file.read().decode("utf-8-sig"), sent.filename
    except UnicodeDecodeError:
        raise DefinitionUnreadable from None
