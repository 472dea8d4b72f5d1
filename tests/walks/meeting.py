"""A meeting of the committee on its pages: called, opened, papers issued, voted, counted, ended."""

from collections.abc import Callable

from tests.walks.reader import Reader

ORGAN, CLERK = "prov_committee", "prov.officer"
MEMBERS = [f"prov.member{n}" for n in range(1, 8)]


def hold_meeting(as_: Callable[[str], Reader], case_id: str) -> None:
    """The clerk calls a meeting about all that waits for the committee; all come, and all agree."""
    clerk = as_(CLERK)
    clerk.opens(f"/meetings/new?organ={ORGAN}")
    others = clerk.sees("//input[starts-with(@name, 'motion') or starts-with(@name, 'election')]/@name")
    clerk.presses("召集会议并通知成员", {"case": [case_id], **dict.fromkeys(others, "")})
    address = clerk.path
    everybody = clerk.sees("//select[starts-with(@name, 'm.')]/@name")
    clerk.presses("保存出席情况", dict.fromkeys(everybody, "present"))
    for words in ("宣布开会", "发票，开始表决"):
        clerk.presses(words)
    for login in MEMBERS:
        member = as_(login)
        member.opens(address)
        if (paper := member.button("同意")) is not None:
            member.presses(paper)
    clerk.opens(address)
    for words in ("结束投票，计票", "宣布散会"):
        clerk.presses(words)
