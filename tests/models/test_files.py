"""The file store under many hands."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from models.files import FileStore

_HANDS = 8


def test_the_same_file_handed_in_by_many_at_once_is_stored_once(files: FileStore) -> None:
    for number in range(20):
        content, start = bytes([number]) * 200_000, Barrier(_HANDS)

        def put(content: bytes = content, start: Barrier = start) -> str:
            start.wait()
            return files.put(content)

        with ThreadPoolExecutor(_HANDS) as pool:
            digests = {one.result() for one in [pool.submit(put) for _ in range(_HANDS)]}
        assert [files.read(digest) for digest in digests] == [content]
    assert (
        len([one for one in files.folder.rglob("*") if one.is_file()]) == 20
    )  # no draft is left lying about
