"""The kinds of documents (文种) that the union issues, as data: what each is about and how it is numbered."""

from typing import Literal

from pydantic import Field

from engine.definition import Key, Process, Strict

About = Literal["case", "round", "meeting"]
Nature = Literal["request", "report", "other"]
Layout = Literal["letter", "certificate", "minutes", "approval_form", "notice", "summary_table"]
Needs = Literal["anything", "granted", "not_granted", "its_step"]


class Kind(Strict):
    """One kind. ``prefix`` is the union's word before the year in its numbers (发文字号).

    ``needs`` says how a case must have ended, or that its process must have a step that makes the document by itself;
    of a round it is the cases that the document names. ``confers``: by it the union confers an honour, which it
    does not do for one that others confer. ``shared``: it names
    people of several units who are not shown to the public, so it is only for those who see all units.
    """

    key: Key
    title: str
    about: About
    prefix: str = Field(min_length=2)
    layout: Layout = "letter"
    nature: Nature = "other"
    needs: Needs = "anything"
    confers: bool = False
    shared: bool = False
    source: str = ""


def called_by(process: Process, kind: Kind) -> Kind:
    """The kind as ``process`` calls it: the paper with its form on it bears the form's name."""
    if kind.layout != "approval_form":
        return kind
    return kind.model_copy(update={"title": process.form.title})


class Kinds(Strict):
    """All of them, in the order in which a page offers them."""

    kinds: list[Kind] = Field(min_length=1)


def official_number(prefix: str, year: int, n: int) -> str:
    """The number as it stands in a document's head, e.g. 陕教科文卫体工发〔2022〕9号."""
    return f"{prefix}〔{year}〕{n}号"


def series_of(prefix: str, year: int) -> str:
    """The series that such numbers are taken from: one a kind and year."""
    return f"{prefix}-{year}"
