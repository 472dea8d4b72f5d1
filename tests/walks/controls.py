"""The controls of a form: each is filled by its label, its kind and its options, as a careful person would."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.walks.words import Answers, file_for, value_for

Element = Any  # lxml ships no types
Typed = Mapping[str, str | Sequence[str]]
_LEFT_ALONE = ("submit", "button", "image", "reset")
_POINTS = re.compile(r"0–([\d.]+) 分")


@dataclass
class Filled:
    """What a filled form sends."""

    data: dict[str, str | list[str]] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def takes(self, name: str, group: Sequence[Element], answers: Answers) -> None:
        """Fill the controls of one name; what is filled already stays."""
        match group[0].get("type") or group[0].tag:
            case "hidden":
                self.data[name] = [one.get("value", "") for one in group]
            case "file":
                self._attach(name, group[0], answers)
            case "radio" | "checkbox":
                self.data[name] = _ticks(group, answers)
            case "select":
                self.data[name] = _choice(group[0], answers)
            case kind:
                self.data[name] = _text(group[0], kind, answers)

    def _attach(self, name: str, control: Element, answers: Answers) -> None:
        """A file of a kind that the control takes, unless one is there already."""
        if not control.xpath("../p[contains(@class, 'attach')]"):
            self.files[name] = file_for(label_of(control), control.get("accept", ""), answers)


def filled(form: Element, answers: Answers, typed: Typed) -> Filled:
    """The form with everything that shows filled: as ``typed`` by name, by ``answers`` for its label, or plainly."""
    given = Filled()
    for name, group in _groups(form).items():
        here = _answers_in_row(group[0], answers)
        if name in typed:
            value = typed[name]
            given.data[name] = value if isinstance(value, str) else [*value]
        elif here is not None and not _is_hidden(group[0]):
            given.takes(name, group, here)
    return given


def as_it_stands(form: Element, typed: Typed) -> Filled:
    """The form as the page brought it, but for what is ``typed``."""
    data: dict[str, str | list[str]] = {}
    for name, value in form.form_values():
        data[name] = [*data.get(name, []), value]
    given = {name: value if isinstance(value, str) else [*value] for name, value in typed.items()}
    return Filled({**data, **given})


def label_of(control: Element) -> str:
    """What the page calls it: the head of its column, of its group, or its label; without marks."""
    for place in control.iterancestors("td", "div", "fieldset"):
        if place.tag == "td" and place.get("data-label"):
            return _plain(place.get("data-label"))
        if heads := place.xpath("self::div[contains(@class, 'field')]/*[self::label or @class='label']"):
            return _plain(heads[0].text or "")
        if heads := place.xpath("self::fieldset/legend"):
            return _plain(heads[0].text_content())
    return ""


def _groups(form: Element) -> dict[str, list[Element]]:
    """The controls by their names; marks of one question have one name."""
    groups: dict[str, list[Element]] = {}
    for one in form.xpath(".//input | .//select | .//textarea"):
        if one.get("name") and one.get("type") not in _LEFT_ALONE:
            groups.setdefault(one.get("name"), []).append(one)
    return groups


def _answers_in_row(control: Element, answers: Answers) -> Answers | None:
    """The answers that hold where the control stands; None beyond the rows that its table shall have."""
    rows = control.xpath("ancestor::tr[1]/ancestor::table[contains(@class, 'rows')][1]/tbody/tr")
    if not rows:
        return answers
    place = rows.index(next(control.iterancestors("tr")))
    wanted = answers.get(label_of(rows[0].getparent()), [{}])
    return {**answers, **wanted[place]} if place < len(wanted) else None


def _ticks(group: Sequence[Element], answers: Answers) -> str | list[str]:
    """The marks that are set; where none is, the one that was asked for, else the first."""
    label, one_of = label_of(group[0]), group[0].get("type") == "radio"
    chosen = [one.get("value", "on") for one in group if one.get("checked") is not None]
    if label in answers or (one_of and not chosen):
        options = {_plain(one.getparent().text_content()): one.get("value", "on") for one in group}
        wanted = value_for(label, "radio", list(options), answers)
        chosen = [options[one] for one in ([wanted] if isinstance(wanted, str) else wanted) if one in options]
    return chosen[0] if one_of and chosen else chosen


def _choice(control: Element, answers: Answers) -> str:
    """The option that is chosen already, else the one that is asked for."""
    options = {
        _plain(one.text_content()): str(one.get("value", one.text_content()))
        for one in control.xpath("option")
    }
    for one in control.xpath("option[@selected]"):
        if options[_plain(one.text_content())]:
            return options[_plain(one.text_content())]
    said = [one for one, value in options.items() if value]
    return options.get(str(value_for(label_of(control), "select", said, answers)), "")


def _text(control: Element, kind: str, answers: Answers) -> str:
    """What stands there already, else what the label asks for; of points the most."""
    there = control.text_content() if kind == "textarea" else control.get("value", "")
    if there or control.get("placeholder", "").startswith("已"):  # 已加密保存
        return str(there)
    heads = control.xpath("ancestor::div[contains(@class, 'field')][1]/label")
    if heads and (most := _POINTS.search(heads[0].text_content())):
        return most[1]
    return str(value_for(label_of(control), control.get("inputmode", kind), [], answers))


def _is_hidden(control: Element) -> bool:
    return any(one.get("hidden") is not None for one in control.iterancestors("div"))


def _plain(text: str) -> str:
    return " ".join(text.replace("*", " ").split())
