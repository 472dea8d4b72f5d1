"""试算: what the rule of shares says of a list as counts, for the rules of a round."""

import re

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError
from starlette.datastructures import FormData

from engine.definition import ListShares
from engine.rulebook.answer import Answer
from engine.shares.lines import share_lines
from engine.shares.of_a_list import Counts, asked_of
from engine.shares.question import REST
from engine.shares.rule import answer
from web.pages import render
from web.refusals import CountsUnreadable, NotFound
from web.rounds.lists import process_of
from web.rounds.places import must_be_a_round
from web.rounds.scores import Overseer
from web.speaking import Posted, said, transaction

router = APIRouter(prefix="/rounds/{round_key}/shares")
_COUNT = re.compile(r"[0-9]{1,6}")


@router.get("")
def empty(request: Request, _me: Overseer, round_key: str) -> Response:
    """The counts, to be filled in."""
    return _page(request, round_key, None)


@router.post("")
def tried(request: Request, _me: Overseer, form: Posted, round_key: str) -> Response:
    """What the rule says of these counts. Nothing is stored."""
    return _page(request, round_key, form)


def answered(shares: ListShares, counts: Counts) -> Answer:
    """The answer of the rule. Raises CountsUnreadable when the figures do not fit together."""
    try:
        return answer(asked_of(shares, counts))
    except ValidationError as error:
        said_ = "；".join(str(one.get("ctx", {}).get("sentence") or one["msg"]) for one in error.errors())
        raise CountsUnreadable(lines=said_) from error


def shares_of_round(request: Request, round_key: str) -> tuple[str, ListShares]:
    """The title of the round and its rules. Raises NotFound where it has none."""
    with transaction(request) as session:
        title = must_be_a_round(session, round_key).title
        shares = process_of(session, round_key).shares
    if shares is None:
        raise NotFound
    return title, shares


def classes_of(shares: ListShares) -> list[str]:
    """The classes that exclude each other, the rest last."""
    named = [one.class_ for one in shares.ratios if one.class_] + [one.class_ for one in shares.head_caps]
    return list(dict.fromkeys([*named, REST]))


def _page(request: Request, round_key: str, form: FormData | None) -> Response:
    title, shares = shares_of_round(request, round_key)
    typed = {key: str(value) for key, value in form.items()} if form else {}
    found, sentence = None, ""
    if form is not None:
        try:
            found = answered(shares, _counts(form, shares))
        except CountsUnreadable as refusal:
            sentence = refusal.sentence
    given = {
        "title": title,
        "key": round_key,
        "shares": shares,
        "classes": classes_of(shares),
        "typed": typed,
        "answer": found,
        "lines": share_lines(shares, found) if found else [],
    }
    return render(request, "shares.html", 422 if sentence else 200, sentence=sentence, **given)


def _counts(form: FormData, shares: ListShares) -> Counts:
    """What was typed. Raises CountsUnreadable with everything that is no number."""
    names = {"places": "名单人数", "single_listed": "单列"}
    names |= {f"class.{one}": one for one in classes_of(shares)} | {
        f"flag.{one}": one for one in _flags(shares)
    }
    typed = {key: said(form, key) or "0" for key in names}
    if wrong := [names[key] for key, text in typed.items() if not _COUNT.fullmatch(text)]:
        raise CountsUnreadable(lines="、".join(f"“{one}”应填写整数" for one in wrong))
    number = {key: int(text) for key, text in typed.items()}
    return Counts(
        number["places"],
        number["single_listed"],
        {one: number[f"class.{one}"] for one in classes_of(shares)},
        {one: number[f"flag.{one}"] for one in _flags(shares)},
    )


def _flags(shares: ListShares) -> list[str]:
    return list(dict.fromkeys(one.flag for one in shares.ratios if one.flag))
