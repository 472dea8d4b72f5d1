"""Handing in a form: everything wrong is named at once, nothing typed is lost, numbers are never in the clear."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from actions import attachments, cases
from engine.refusals import FileTooLarge, FileWrongKind, FormIncomplete, NoSuchFile, NotYours
from models import attachments as stored
from models import drafts
from models.files import FileStore
from models.sealing import Seal
from tests.factories import MONDAY, NOMINEE_NUMBER, a_case, an_office, person

_PDF = b"%PDF-1.7\n" + b"0" * 64


def test_every_wrong_field_and_rule_is_named_at_once(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(
        session, seal, at="nominate", nominee_name="", born_on="1975 年", id_no="610103197507012310"
    )
    story.form |= {"congress_present": 99, "base_honour": "没有省部级表彰"}
    with pytest.raises(FormIncomplete) as refused:
        story.submitted()
    named = {one.field for one in refused.value.findings}
    assert named == {
        "nominee_name",
        "born_on",
        "id_no",
        "congress_quorum",
        "congress_agree_within_present",
        "honour_base",
    }
    assert all(one.clause for one in refused.value.findings if one.field == "congress_quorum")


def test_an_id_number_typed_in_full_width_digits_is_the_same_number(session: Session, seal: Seal) -> None:
    an_office(session)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in NOMINEE_NUMBER[:17]) + NOMINEE_NUMBER[17]
    story = a_case(session, seal, at="party", id_no=wide)
    assert story.state.identity == seal.hash(NOMINEE_NUMBER), "else nobody would be recused"


def test_a_refused_form_leaves_the_draft_as_it_was(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(session, seal, at="nominate", gender="")
    mine, actor = story.share("chair"), story.who("chair")
    cases.save_draft(session, mine, story.form, actor=actor, now=MONDAY, seal=seal)
    with pytest.raises(FormIncomplete):
        story.submitted()
    kept = drafts.of(session, mine)
    assert kept is not None
    assert kept.answers["deeds"] == "事迹。"


def test_draft_is_taken_when_the_form_is_handed_in_and_forgotten(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(session, seal, at="nominate")
    mine, actor = story.share("chair"), story.who("chair")
    cases.save_draft(session, mine, story.form, actor=actor, now=MONDAY, seal=seal)
    cases.submit(session, mine, {"nominee_name": "演示李四"}, actor=actor, now=MONDAY, seal=seal)
    assert story.state.subject == "演示李四"
    assert story.state.answers["deeds"] == "事迹。"
    assert drafts.of(session, mine) is None


def test_the_number_is_sealed_in_draft_case_and_journal_and_opens_with_the_key(
    session: Session, seal: Seal
) -> None:
    an_office(session)
    story = a_case(session, seal, at="nominate")
    cases.save_draft(
        session, story.share("chair"), story.form, actor=story.who("chair"), now=MONDAY, seal=seal
    )
    story.submitted()
    tables = ("cases", "drafts", "journal", "outbox", "decisions")
    dump = "SELECT to_jsonb(x)::text FROM {} x"
    dumped = [session.execute(text(dump.format(one))).scalars().all() for one in tables]
    assert NOMINEE_NUMBER not in str(dumped)
    number = story.state.answers["id_no"]
    assert isinstance(number, dict)
    assert seal.open(number["sealed"]) == NOMINEE_NUMBER
    assert story.state.identity == seal.hash(NOMINEE_NUMBER)


def test_a_wrong_number_kept_in_a_draft_is_found_when_it_is_handed_in(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(session, seal, at="nominate")
    mine, actor = story.share("chair"), story.who("chair")
    cases.save_draft(session, mine, {**story.form, "id_no": "12345"}, actor=actor, now=MONDAY, seal=seal)
    story.form = {}
    with pytest.raises(FormIncomplete, match="身份证号"):
        story.submitted()


def test_nobody_else_keeps_a_draft_of_it(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(session, seal, at="nominate")
    with pytest.raises(NotYours):
        cases.save_draft(session, story.share("chair"), {}, actor=story.who("party"), now=MONDAY, seal=seal)


def test_a_file_that_was_never_stored_is_no_answer(session: Session, seal: Seal) -> None:
    an_office(session)
    story = a_case(session, seal, at="nominate", id_card={"digest": "b" * 64, "name": "身份证.pdf"})
    with pytest.raises(NoSuchFile, match="身份证复印件"):
        story.submitted()


def test_a_file_is_known_by_its_content_and_kept_once(session: Session, files: FileStore) -> None:
    an_office(session)
    actor = person(session, "xjtu.chair")
    kept = [
        attachments.store(
            session, name=name, content=_PDF, accept=["pdf"], actor=actor, now=MONDAY, files=files
        )
        for name in ("纪要.pdf", "同一份.pdf")
    ]
    assert kept[0].digest == kept[1].digest
    assert files.read(kept[0].digest) == _PDF
    known = stored.get(session, kept[0].digest)
    assert known is not None
    assert (known.name, known.kind, known.size) == ("纪要.pdf", "pdf", len(_PDF))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [(b"MZ" + b"0" * 64, FileWrongKind), (_PDF + b"0" * attachments.MOST_BYTES, FileTooLarge)],
)
def test_a_file_of_a_wrong_kind_or_too_large_is_refused_before_it_is_stored(
    session: Session, files: FileStore, content: bytes, refusal: type[Exception]
) -> None:
    an_office(session)
    actor = person(session, "xjtu.chair")
    with pytest.raises(refusal, match="没有保存"):
        attachments.store(
            session, name="纪要.pdf", content=content, accept=["pdf"], actor=actor, now=MONDAY, files=files
        )
    assert not files.folder.exists()
