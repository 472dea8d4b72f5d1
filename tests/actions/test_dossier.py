"""案卷: one file that says everything, and that nobody can change unseen."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from actions import dossiers
from actions.dossier_file import packed
from engine.dossier import content as c
from engine.refusals import CommentMissing, NotAdministrator, NotADossier
from models import attachments, calendars, journal
from models.attachments import Attachment
from models.files import FileStore
from models.sealing import Seal
from tests import forging
from tests.factories import Story, a_case, an_office
from tests.forging import failing
from web.cases.dossier_page import page_of


@pytest.fixture(scope="module")
def office(shared_database: Any) -> Iterator[Session]:  # noqa: ANN401 - the database of the run
    """An office that is undone when the module ends: its cases are exported, never changed."""
    with shared_database.engine.connect() as connection, connection.begin() as outer:
        with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
            an_office(session)
            yield session
        outer.rollback()


@pytest.fixture(scope="module")
def key() -> Seal:
    """The office's key."""
    return Seal(b"a key of thirty-two bytes or more")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> FileStore:
    """The office's files."""
    return FileStore(tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="module")
def story(office: Session, key: Seal, store: FileStore) -> Story:
    """A case at its end, returned once on its way, with a paper in its file."""
    story = a_case(office, key, at="end")
    content = b"%PDF-1.4 minutes"
    digest = store.put(content)
    new = Attachment(
        digest=digest, name="纪要.pdf", kind="pdf", size=len(content), stored_at=story.now, stored_by=None
    )
    attachments.keep(office, new)
    office.flush()
    attachments.attach(office, story.case_id, digest, "../纪要:终稿.pdf", now=story.now)
    return story


@pytest.fixture(scope="module")
def dossier(office: Session, story: Story, key: Seal, store: FileStore) -> bytes:
    """Its dossier."""
    return _exported(office, story, key, store)


def _exported(session: Session, story: Story, seal: Seal, files: FileStore, *, full: bool = False) -> bytes:
    material = dossiers.gather(
        session,
        story.case_id,
        calendar=calendars.of(session),
        files=files,
        sees_all_units=True,
        whole=seal if full else None,
    )
    return b"".join(packed(material, page_of(material), files=files, seal=seal))


def test_a_dossier_as_it_was_exported_holds_in_every_check(dossier: bytes, key: Seal) -> None:
    [found] = forging.examined(dossier, key.public_key)
    assert found.holds, failing(dossier)
    assert {one.key for one in found.verdicts} == {
        "container", "signature", "contents", "attachments", "chain", "replay", "definition", "fields", "votes",
        "scores", "draws", "publicity", "shown", "reached", "destroyed",
    }  # fmt: skip
    seen = {one.key: one.seen for one in found.verdicts}
    assert seen["votes"] == "计票 1 次"
    assert seen["publicity"] == "公示 2 次"


def test_the_same_case_exported_twice_gives_the_same_bytes(
    dossier: bytes, office: Session, story: Story, key: Seal, store: FileStore
) -> None:
    assert _exported(office, story, key, store) == dossier


def test_one_byte_changed_in_any_file_is_found_and_the_file_named(dossier: bytes) -> None:
    for path, content in forging.parts_of(dossier).items():
        for place in {0, len(content) // 2, len(content) - 1} if content else ():
            changed = bytearray(content)
            changed[place] ^= 1
            parts = forging.parts_of(dossier) | {path: bytes(changed)}
            assert path in _said_of(forging.zipped(parts)), (path, place)


def test_one_byte_changed_anywhere_in_the_zip_is_never_passed(dossier: bytes) -> None:
    for place in range(0, len(dossier), max(1, len(dossier) // 150)):
        changed = bytearray(dossier)
        changed[place] ^= 0x10
        assert _said_of(bytes(changed)), place


def test_every_line_taken_out_is_found_although_all_digests_fit(dossier: bytes) -> None:
    for n in range(_length(dossier)):

        def change(lines: forging.Lines, n: int = n) -> forging.Lines:
            return lines[:n] + lines[n + 1 :]

        assert "chain" in failing(forging.with_journal(dossier, change)), n


def test_every_two_lines_changed_about_are_found(dossier: bytes) -> None:
    for n in range(_length(dossier) - 1):

        def change(lines: forging.Lines, n: int = n) -> forging.Lines:
            return [*lines[:n], lines[n + 1], lines[n], *lines[n + 2 :]]

        found = failing(forging.with_journal(dossier, change))
        assert f"journal.jsonl 第 {n + 1} 行" in str(found["chain"])


@pytest.mark.parametrize("part", ["at", "actor", "payload", "door", "seq", "hash"])
def test_every_line_changed_in_any_part_is_found(dossier: bytes, part: str) -> None:
    other: dict[str, Any] = {
        "at": "2022-01-01T00:00:00.000000+00:00",
        "actor": "00000000-0000-0000-0000-000000000000",
        "payload": {"event": "case.closed", "extra": 1},
        "door": "cli",
        "seq": 999,
        "hash": "0" * 64,
    }
    for n in range(_length(dossier)):

        def change(lines: forging.Lines, n: int = n) -> forging.Lines:
            lines[n][part] = other[part]
            return lines

        found = failing(forging.with_journal(dossier, change))
        assert f"journal.jsonl 第 {n + 1} 行" in str(found["chain"]), (n, found)


def test_a_line_cut_off_at_the_end_is_found(dossier: bytes) -> None:
    assert "末尾" in str(failing(forging.with_journal(dossier, lambda lines: lines[:-1]))["chain"])


def test_whoever_chains_everything_anew_has_not_the_offices_key(dossier: bytes, key: Seal) -> None:
    def change(lines: forging.Lines) -> forging.Lines:
        forging.line_with(lines, "assignment.decided")["payload"]["comment"] = "另一番话。"
        return lines

    forged = forging.rewritten(dossier, change)
    assert failing(forged) == {}, "all that can be counted fits: only the key tells"
    assert failing(forged, key.public_key) == {
        "signature": ["signature.json：不是所给公钥的签名（不是该单位出具）"]
    }


def test_a_vote_that_was_changed_does_not_add_up(dossier: bytes) -> None:
    def one_more_yes(lines: forging.Lines) -> forging.Lines:
        forging.line_with(lines, "ballot.counted")["payload"]["approve"] += 1
        return lines

    def fewer_entitled(lines: forging.Lines) -> forging.Lines:
        forging.line_with(lines, "ballot.counted")["payload"]["due"] -= 1
        return lines

    def the_other_result(lines: forging.Lines) -> forging.Lines:
        forging.line_with(lines, "ballot.counted")["payload"]["passed"] = False
        return lines

    assert "票，却计为" in str(failing(forging.rewritten(dossier, one_more_yes))["votes"])
    assert "应到应为" in str(failing(forging.rewritten(dossier, fewer_entitled))["votes"])
    wrong = failing(forging.rewritten(dossier, the_other_result))["votes"]
    assert "结果应为通过，记录相反" in str(wrong)
    assert "计票之后的处理与计票结果不符" in str(wrong)


def test_a_showing_shortened_by_a_day_is_found(dossier: bytes) -> None:
    def shorter(lines: forging.Lines) -> forging.Lines:
        payload = forging.line_with(lines, "publicity.opened")["payload"]
        payload["closes_at"] = forging.moved(payload["closes_at"], day=1)
        return lines

    assert "应公示到" in str(failing(forging.rewritten(dossier, shorter))["publicity"])


def test_a_day_off_made_a_working_day_moves_the_end_of_the_showing(dossier: bytes) -> None:
    parts = forging.parts_of(dossier)
    calendar = json.loads(parts[c.CALENDAR])
    calendar["working_days"] = sorted({*calendar["working_days"], "2022-02-26", "2022-02-27"})
    parts[c.CALENDAR] = json.dumps(calendar, separators=(",", ":"), sort_keys=True).encode()
    assert "publicity" in failing(forging.listed_anew(parts))


def test_another_text_of_the_rules_is_found(dossier: bytes) -> None:
    parts = forging.parts_of(dossier)
    [path] = [one for one in parts if one.startswith(c.DEFINITIONS) and one.endswith(".json")]
    parts[path] = parts[path].replace(b'"num":2', b'"num":1')
    assert "definition" in failing(forging.listed_anew(parts))


def test_a_file_slipped_in_or_left_out_is_found(dossier: bytes) -> None:
    parts = forging.parts_of(dossier)
    assert failing(forging.zipped({**parts, "证明.pdf": b"%PDF"}))["contents"] == ["证明.pdf：不在目录里"]
    [enclosed] = [one for one in parts if one.startswith(c.ATTACHMENTS)]
    left = {path: one for path, one in parts.items() if path != enclosed}
    assert failing(forging.zipped(left))["contents"] == [f"{enclosed}：缺少这个文件"]


def test_a_file_of_the_case_is_never_left_out_in_silence(dossier: bytes) -> None:
    parts = forging.parts_of(dossier)
    found = failing(forging.listed_anew(parts, withheld=()))
    assert "也没有说明原因" in str(found["attachments"])


def test_a_dossier_packed_anew_says_so(dossier: bytes) -> None:
    parts = forging.parts_of(dossier)
    assert set(failing(forging.zipped(dict(sorted(parts.items()))))) == set(), (
        "the order is the zip's own affair"
    )
    assert set(failing(dossier + b"\0")) == {"container"}


def test_names_of_files_cannot_leave_the_folder(dossier: bytes) -> None:
    [path] = [one for one in forging.parts_of(dossier) if one.startswith(c.ATTACHMENTS)]
    assert path == "attachments/01-纪要_终稿.pdf"


def _zip(*entries: tuple[str, bytes], compress: int = zipfile.ZIP_STORED, mode: int = 0o100644) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compress) as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            entry.compress_type = compress
            archive.writestr(entry, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "不是 zip 文件"),
        (b"PK\x03\x04 and nothing else", "不是 zip 文件"),
        (_zip(("x.txt", b"x")), "没有案卷目录"),
        (_zip((c.MANIFEST, b"{}")), "不是本系统写出的样子"),
        (_zip(("../../etc/passwd", b"x")), "不安全的文件名"),
        (_zip(("/etc/passwd", b"x")), "不安全的文件名"),
        (_zip(("a\\..\\b", b"x")), "不安全的文件名"),
        (_zip(("C:evil", b"x")), "不安全的文件名"),
        (_zip(("folder/", b"")), "不安全的文件名"),
        (_zip(("link", b"/etc/passwd"), mode=0o120777), "是链接"),
        (_zip((c.MANIFEST, b"0" * 10_000_000), compress=zipfile.ZIP_DEFLATED), "是压缩过的"),
    ],
)
def test_a_hostile_zip_is_refused_with_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(NotADossier) as refused:
        forging.examined(content)
    assert why in refused.value.sentence


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused() -> None:
    with pytest.raises(NotADossier) as refused:
        forging.examined(_zip((c.MANIFEST, b"1"), (c.MANIFEST, b"2")))
    assert "同名" in refused.value.sentence


def test_disclose_gives_whole_numbers_to_an_administrator_with_a_reason_only(
    office: Session, key: Seal, store: FileStore
) -> None:
    story = a_case(office, key, at="party", unit="xazx")
    masked = _exported(office, story, key, store)
    assert story.form["id_no"].encode() not in masked
    with pytest.raises(NotAdministrator):
        dossiers.disclose(office, story.case_id, "想看", actor=story.who("chair"), now=story.now)
    with pytest.raises(CommentMissing):
        dossiers.disclose(office, story.case_id, " ", actor=story.who("admin"), now=story.now)
    dossiers.disclose(office, story.case_id, "纪检调阅", actor=story.who("admin"), now=story.now)
    whole = _exported(office, story, key, store, full=True)
    assert story.form["id_no"].encode() in whole
    assert failing(whole) == {}
    last = journal.lines(office, story.case_id)[-1]
    assert (last.event, last.actor, last.payload["reason"]) == (
        "case.disclosed",
        story.who("admin").id,
        "纪检调阅",
    )


def test_the_table_of_a_round_is_not_for_those_who_see_one_unit(
    office: Session, story: Story, store: FileStore
) -> None:
    material = dossiers.gather(
        office, story.case_id, calendar=calendars.of(office), files=store, sees_all_units=False
    )
    assert "文书涉及其他单位的人选，不对外" in [one.because for one in material.withheld]


def test_what_the_secret_ballot_said_is_in_no_file_of_the_dossier(dossier: bytes) -> None:
    cast = [
        json.loads(one)["payload"]
        for one in forging.parts_of(dossier)[c.JOURNAL].splitlines()
        if b"vote.cast" in one
    ]
    assert cast
    assert all(one.get("choice") is None for one in cast)


def test_the_case_as_of_a_moment_is_what_its_journal_knew_then(office: Session, story: Story) -> None:
    lines = journal.lines(office, story.case_id)
    for line in lines:
        found = dossiers.as_of(office, story.case_id, line.at)
        assert found is not None
        state, known = found
        assert known == [one for one in lines if one.at <= line.at]
    assert state == story.state
    assert dossiers.as_of(office, story.case_id, lines[0].at - timedelta(seconds=1)) is None


def _said_of(content: bytes) -> str:
    """All findings, or why it is no dossier at all: that alone is said when the list of contents is unreadable."""
    try:
        return " ".join(one for found in failing(content).values() for one in found)
    except NotADossier as refusal:
        return refusal.sentence


def _length(dossier: bytes) -> int:
    return len(forging.parts_of(dossier)[c.JOURNAL].splitlines())
