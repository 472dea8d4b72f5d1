"""Every address that changes something, and what to send to it: the doors through which anybody acts on a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import APIRouter
from fastapi.routing import APIRoute

from tests.web.visitors import Visitor
from web.api.v1.verbs import VERBS
from web.app import SCREENS

Said = Mapping[str, Any]
NOWHERE = "00000000-0000-0000-0000-000000000000"
_READS = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True)
class Door:
    """An address of the pages or of the API, as the router knows it."""

    path: str
    api: bool

    @property
    def name(self) -> str:
        return f"{'API ' if self.api else '页面 '}{self.path}"

    @property
    def end(self) -> str:
        """The last word of the address."""
        return self.path.rsplit("/", 1)[1]


def _doors(routers: tuple[APIRouter, ...], *, api: bool) -> list[Door]:
    routes = [one for router in routers for one in router.routes if isinstance(one, APIRoute)]
    return [Door(one.path, api) for one in routes if set(one.methods or ()) - _READS]


EVERY_DOOR = [*_doors(SCREENS, api=False), *_doors(VERBS, api=True)]

# What a page's form and the API's JSON carry, by the end of the address.
_OF_A_SHARE: dict[str, tuple[Said, Said]] = {
    "draft": ({"f.name": "演示"}, {"answers": {"name": "演示"}}),
    "submission": ({"f.name": "演示"}, {"answers": {"name": "演示"}}),
    "correction": ({"f.name": "演示乙", "reason": "笔误"}, {"answers": {"name": "演示乙"}, "reason": "笔误"}),
    "waiver": ({"waiving": "honour", "reason": "特别贡献"}, {"rule": "honour", "reason": "特别贡献"}),
    "decision": ({"decision": "approve"}, {"decision": "approve"}),
    "return": ({"to": "enrol", "comment": "请补正"}, {"to": "enrol", "comment": "请补正"}),
    "vote": ({"choice": "approve"}, {"choice": "approve"}),
    "vote/preview": ({"choice": "approve"}, {"choice": "approve"}),
    "count": ({}, {}),
    "score": ({"points.results": "5"}, {"points": {"results": 5}}),
    "opinion": ({"agency": "police", "answer": "agree"}, {"agency": "police", "answer": "agree"}),
    "opinion/acceptance": ({"agency": "police"}, {"agency": "police"}),
    "finding": ({"finding": "dismissed", "reason": "不实"}, {"upheld": False, "reason": "不实"}),
    "claim": ({}, {}),
    "give-back": ({}, {}),
    "transfer": ({"colleague": "{colleague}"}, {"to": "{colleague}"}),
    "delegation": ({"colleague": "{colleague}"}, {"to": "{colleague}"}),
    "signers": (
        {"colleague": "{colleague}", "place": "beside"},
        {"to": "{colleague}", "place": "beside"},
    ),
    "removal": ({}, {}),
    "recusal": ({"recusal": "同乡"}, {"text": "同乡"}),
    "take-back": ({}, {}),
    "question": ({"text": "请说明"}, {"text": "请说明"}),
    "answer": ({"text": "如下"}, {"text": "如下"}),
    "lines": ({"text": "一项"}, {"text": "一项"}),
}
_IN_BULK: dict[str, tuple[Said, Said]] = {
    "decisions": (
        {"assignment": ["{share}"], "decision": "approve"},
        {"assignments": ["{share}"], "decision": "approve"},
    ),
    "take-backs": ({"assignment": ["{share}"]}, {"assignments": ["{share}"]}),
}
_ON_A_CASE: dict[str, tuple[Said, Said]] = {
    "withdrawal": ({"reason": "重报"}, {"reason": "重报"}),
    "urging": ({}, {}),
    "copies": ({"colleague": "{colleague}"}, {"people": ["{colleague}"]}),
    "hold": ({"reason": "待查"}, {"reason": "待查"}),
    "termination": ({"reason": "停办"}, {"reason": "停办"}),
    "links": ({"number": "{other}", "kind": "related"}, {"number": "{other}", "kind": "related"}),
}

ON_A_SHARE = {
    Door(f"/assignments/{{assignment_id}}/{end}", api): said[api]
    for end, said in _OF_A_SHARE.items()
    for api in (False, True)
} | {Door(f"/bulk/{end}", api): said[api] for end, said in _IN_BULK.items() for api in (False, True)}

ON_A_CASE = {
    Door(f"/cases/{{case_id}}/{end}", api): said[api]
    for end, said in _ON_A_CASE.items()
    for api in (False, True)
}

_OF_A_MEETING = ("opening", "end", "cancellation", "attendance", "excuse", "tellers")
_OF_AN_ITEM = ("papers", "paper", "vote", "count", "result", "run-off", "setting-aside", "recusal")

# No share of a case is done here, so no rule about people is asked; why that is so.
_ELSEWHERE = {
    "signing in and out": ("页面 /sign-in", "页面 /sign-out", "页面 /password"),
    "one's own tokens for programs: tests/web/test_own_tokens.py": (
        "页面 /tokens",
        "页面 /tokens/{token}/end",
        "API /tokens",
        "API /tokens/{token}/end",
    ),
    "one's own notices": ("页面 /notices/read", "API /notices/read"),
    "a copy for information, one's own": (
        "页面 /cases/{case_id}/copies/{copy_id}/reading",
        "API /cases/{case_id}/copies/{copy_id}/reading",
    ),
    "a case that does not exist yet": (
        "页面 /start",
        "页面 /start/{process_key}/sheet",
        "API /cases",
        "API /attachments",
        "API /processes/{process_key}/sheet",
        "页面 /cases/{case_id}/review",
        "API /cases/{case_id}/review",
        "页面 /cases/{case_id}/nomination",
        "API /cases/{case_id}/nomination",
    ),
    "money of households that have their file: tests/web/test_households.py": (
        "页面 /cases/{case_id}/help",
        "API /cases/{case_id}/help",
        "页面 /help/lists",
        "API /help/lists",
        "页面 /help/lists/{number}/file",
        "API /help/lists/{number}/file",
        "页面 /help/lists/{number}/returns",
        "API /help/lists/{number}/returns",
        "页面 /help/payments/{payment}/again",
        "API /help/payments/{payment}/again",
    ),
    "whether two names are one person, for administrators: tests/actions/test_twins.py": (
        "页面 /cases/{case_id}/twins/{other}",
        "API /cases/{case_id}/twins/{other}",
    ),
    "tries and takes back; what it says is what deciding says": (
        "页面 /bulk/preview",
        "API /bulk/preview",
    ),
    "names a substitute and declares relatives; who gets a share is asked when it moves": (
        "页面 /absences",
        "页面 /absences/{substitution}/end",
        "页面 /absences/kin",
        "页面 /absences/kin/{relative}/removal",
        "页面 /admin/people/{person}/absences",
        "页面 /admin/people/{person}/absences/{substitution}/end",
        "API /absences",
        "API /absences/{substitution}/end",
        "API /absences/kin",
        "API /absences/kin/{relative}/removal",
    ),
    "the link of something that was linked by hand": (
        "页面 /cases/{case_id}/links/{link_id}/removal",
        "API /cases/{case_id}/links/{link_id}/removal",
    ),
    "open to the public, which has no share": (
        "页面 /publicity/objections",
        "API /publicity/objections",
        "页面 /publicity/{window}/objections",
        "API /publicity/{window}/objections",
    ),
    "an outside body, by its signed link: test_the_signed_link_opens_nothing_that_is_shut": (
        "页面 /opinions/{link}",
    ),
    "several opinions by list: test_pain_25_a_list_is_no_way_around_a_rule_about_people": (
        "页面 /opinions/lists/{which}",
        "API /opinions/lists/{which}",
    ),
    "reads a case, for administrators, with the reason": (
        "页面 /cases/{case_id}/dossier",
        "API /cases/{case_id}/dossier",
    ),
    "a household's file; keeping a draft of it is asked as any draft, the rest in tests/actions/test_households.py": (
        "页面 /assignments/{assignment_id}/household",
        "API /assignments/{assignment_id}/household",
        "页面 /cases/{case_id}/household/disclosure",
        "API /cases/{case_id}/household/disclosure",
        "页面 /cases/{case_id}/contradictions/{contradiction}",
        "API /cases/{case_id}/contradictions/{contradiction}",
        "页面 /cases/{case_id}/data-requests/{asked}/waiver",
        "API /cases/{case_id}/data-requests/{asked}/waiver",
        "页面 /matching/strays/{stray}",
        "API /matching/strays/{stray}",
        "页面 /matching/{agency}/answers",
        "API /matching/{agency}/answers",
        "页面 /matching/{agency}/batch",
        "API /matching/{agency}/batch",
    ),
    "monitoring of households: no case is decided there": (
        "页面 /monitoring/backtest",
        "页面 /monitoring/data",
        "页面 /monitoring/households/new",
        "页面 /monitoring/households/{number}/end",
        "页面 /monitoring/households/{number}/events",
        "页面 /monitoring/households/{number}/place",
        "页面 /monitoring/signals/{signal}/case",
        "页面 /monitoring/visits",
        "页面 /monitoring/visits/{visit}",
        "API /monitoring/events",
        "API /monitoring/households",
        "API /monitoring/months",
        "API /monitoring/visits",
        "API /monitoring/visits/{visit}/visitors",
        "API /monitoring/households/{number}/end",
        "API /monitoring/households/{number}/place",
        "API /monitoring/signals/{signal}/case",
    ),
    "a meeting votes by itself, whose members leave by its own rules: tests of meetings": (
        "页面 /meetings/new",
        "页面 /meetings/{meeting}/{act}",
        "API /meetings",
        *(f"API /meetings/{{meeting}}/{act}" for act in _OF_A_MEETING),
        *(f"API /meetings/{{meeting}}/items/{{item}}/{act}" for act in _OF_AN_ITEM),
    ),
    "documents that are drawn up, numbered and declared void": (
        "页面 /documents/{about}/{key}/{kind}",
        "页面 /documents/{about}/{key}/void",
        "API /documents/{about}/{key}/{kind}",
        "API /documents/{about}/{key}/void",
    ),
    "lists of the levels: they rank cases and decide none": (
        "页面 /rounds/{round_key}/lists/{step}",
        "API /rounds/{round_key}/lists/{step}/ranks",
        "API /rounds/{round_key}/lists/{step}/forwarding",
    ),
    "whole rounds: places, gates, draws": (
        "页面 /rounds/{round_key}/places",
        "页面 /rounds/{round_key}/shares",
        "API /rounds/{round_key}/places",
        "API /rounds/{round_key}/shares",
        "页面 /rounds/{round_key}/again",
        "页面 /rounds/{round_key}/phases/{phase}",
        "页面 /rounds/{round_key}/gates/{gate}/freezes",
        "API /rounds/{round_key}/again",
        "API /rounds/{round_key}/phases/{phase}/days",
        "API /rounds/{round_key}/phases/{phase}/closing",
        "API /rounds/{round_key}/gates/{gate}/freezes",
        "页面 /rounds/new",
        "页面 /rounds/{round_key}/gates/{gate}",
        "页面 /rounds/{round_key}/draws/{step}",
        "API /rounds",
        "API /rounds/{round_key}/gates/{gate}/opening",
        "API /rounds/{round_key}/gates/{gate}/closing",
        "API /rounds/{round_key}/draws/{step}",
    ),
    "the register of titles: its cases are cases, its ledger is money": (
        "页面 /titles/{number}/cases",
        "页面 /titles/{number}/money",
        "页面 /titles/{number}/money/{line}/strike",
        "API /titles/{number}/cases",
        "API /titles/{number}/money",
        "API /titles/{number}/money/{line}/strike",
    ),
    "definitions, and the versions cases run under": (
        "页面 /admin/definitions",
        "页面 /admin/definitions/{version}/moving",
        "页面 /admin/definitions/{version}/moving-back",
        "API /definitions",
        "API /definitions/{version}/moves/preview",
        "API /moves",
        "API /cases/{case_id}/move/undoing",
    ),
    "parameters of places and times, for administrators: tests/web/test_parameters.py": (
        "页面 /admin/parameters/hardship",
        "页面 /admin/parameters/help",
        "页面 /admin/parameters/order",
        "页面 /admin/parameters/caps",
        "页面 /admin/parameters/agencies",
        "页面 /admin/parameters/subsidy",
        "API /parameters/hardship",
        "API /parameters/subsidy",
        "API /parameters/help",
        "API /parameters/order",
        "API /parameters/caps",
        "API /parameters/agencies",
    ),
    "what is over: no share is done there: tests/web/test_archive.py": (
        "页面 /archive/lists",
        "页面 /archive/lists/{number}/decision",
        "页面 /archive/lists/{number}/recall",
        "页面 /archive/preservations",
        "页面 /archive/preservations/lifting",
        "API /archive/lists",
        "API /archive/lists/{number}/decision",
        "API /archive/lists/{number}/recall",
        "API /archive/preservations",
        "API /archive/preservations/lifting",
    ),
    "the office itself": (
        "页面 /admin/cases/{case_id}/resume",
        "API /cases/{case_id}/resumption",
        "页面 /admin/outbox/{line}/retry",
        "API /outbox/{line}/retry",
        "页面 /admin/clock",
        "API /clock",
        "页面 /prefect/{path:path}",
    ),
}
ELSEWHERE = {
    Door(path, kind == "API"): why
    for why, paths in _ELSEWHERE.items()
    for kind, path in (one.split(" ", 1) for one in paths)
}


# A page whose door in the API has another address; ``/admin`` before it is no other one.
OTHERWISE = {
    "/start": "/cases",
    "/start/{process_key}/sheet": "/processes/{process_key}/sheet",
    "/admin/cases/{case_id}/resume": "/cases/{case_id}/resumption",
    "/admin/definitions/{version}/moving": "/moves",
    "/admin/definitions/{version}/moving-back": "/cases/{case_id}/move/undoing",
    "/admin/people/{person}/absences": "/absences",
    "/admin/people/{person}/absences/{substitution}/end": "/absences/{substitution}/end",
    "/meetings/new": "/meetings",
    "/meetings/{meeting}/{act}": "/meetings/{meeting}/opening",
    "/monitoring/data": "/monitoring/months",
    "/monitoring/households/new": "/monitoring/households",
    "/monitoring/households/{number}/events": "/monitoring/events",
    "/monitoring/visits/{visit}": "/monitoring/visits/{visit}/visitors",
    "/rounds/new": "/rounds",
    "/rounds/{round_key}/gates/{gate}": "/rounds/{round_key}/gates/{gate}/opening",
    "/rounds/{round_key}/lists/{step}": "/rounds/{round_key}/lists/{step}/ranks",
    "/rounds/{round_key}/phases/{phase}": "/rounds/{round_key}/phases/{phase}/days",
}
ONLY_A_PAGE = {
    "/sign-in": "a program shows a token",
    "/sign-out": "a program shows a token",
    "/password": "is changed in person",
    "/opinions/{link}": "an outside body answers by its signed link",
    "/prefect/{path:path}": "Prefect's own pages",
    "/monitoring/backtest": "a trial for the eye: banshi backtest is its command",
}


def knock(who: Visitor, door: Door, **facts: str) -> httpx.Response:
    """Ask at the door for the act that it is for: on which ``share`` or ``case``, with which ``colleague``."""
    facts |= {"assignment_id": facts.get("share", ""), "case_id": facts.get("case", "")}
    said = _filled((ON_A_SHARE | ON_A_CASE)[door], facts)
    path = door.path.format_map(facts)
    if door.api:
        return who.asks(path, **said)
    answer: httpx.Response = who.client.post(path, data={"csrf": who.token, **said})
    return answer


def _filled(said: Any, facts: Mapping[str, str]) -> Any:  # noqa: ANN401 - forms and JSON
    match said:
        case str():
            return said.format_map(facts)
        case Mapping():
            return {key: _filled(value, facts) for key, value in said.items()}
        case list():
            return [_filled(one, facts) for one in said]
        case _:
            return said
