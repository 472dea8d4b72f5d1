"""The draft of a definition: what the diagram says, and 待定 for what it cannot say. The linter lists the rest."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from engine.definition import Process
from seeds.bpmn_in.graph import Element, read
from seeds.bpmn_in.shape import Fork, Part, Way, shape

_KEY = re.compile(r"^[a-z][a-z0-9_]{0,39}$")
_HEAD = """# 由 BPMN 图读入的草稿。图上没有的要自己补：由谁办理（bodies）、时限（due）、表单、依据（source）、结果。
# 改好后用 banshi seeds check 检查：它逐行指出还缺什么。
"""
_UNKNOWN = "待定"


def draft(text: str, *, year: int) -> str:
    """A definition as YAML, made of a BPMN 2.0 file. Raises NotReadable with every reason why there is none."""
    graph = read(text)
    whole = _Draft(graph.title, year).made(shape(graph))
    Process.model_validate(whole)  # what we write is a definition, whatever it still lacks
    return _HEAD + yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=110)


class _Draft:
    def __init__(self, title: str, year: int) -> None:
        self.title = title or _UNKNOWN
        self.year = year
        self.bodies: dict[str, str] = {}  # by title the key
        self.questions: list[dict[str, Any]] = []
        self.used: set[str] = set()

    def made(self, parts: Sequence[Part]) -> dict[str, Any]:
        steps = [self._submit(), *self._entries(parts, "apply"), self._determine()]
        return {
            "key": "draft",
            "title": self.title,
            "short": "CG",
            "kind": "case",
            "source": _UNKNOWN,
            "valid": {"from": f"{self.year}-01-01", "to": f"{self.year}-12-31"},
            "bodies": {key: {"title": title, "organ": key} for title, key in self.bodies.items()},
            "form": {
                "subject": "subject",
                "about": "unit",
                "fields": [{"key": "subject", "label": "名称", "type": "text"}, *self.questions],
            },
            "steps": steps,
        }

    def _entries(self, parts: Sequence[Part], before: str) -> Iterator[dict[str, Any]]:
        for part in parts:
            if isinstance(part, Fork):
                yield self._block(part, before)
            else:
                step = self._step(part)
                before = step["key"] if step["kind"] == "sign" else before
                yield step

    def _step(self, one: Element) -> dict[str, Any]:
        key, title = self._key(one.id, "step"), one.name or _UNKNOWN
        if one.tag == "intermediateCatchEvent":
            return {"key": key, "title": title, "kind": "wait", "for": "1 working days", "source": _UNKNOWN}
        return {
            "key": key,
            "title": title,
            "kind": "sign",
            "by": self._body(one.lane),
            "mode": "any",
            "source": _UNKNOWN,
        }

    def _block(self, fork: Fork, before: str) -> dict[str, Any]:
        key, title = self._key(fork.gateway.id, "block"), fork.gateway.name or _UNKNOWN
        head = {"key": key, "title": title, "source": _UNKNOWN}
        if fork.gateway.tag == "parallelGateway":
            ways = [
                {"title": way.words, "steps": list(self._entries(way.parts, before))} for way in fork.ways
            ]
            return {**head, "kind": "parallel", "branches": ways}
        mode = "one" if fork.gateway.tag == "exclusiveGateway" else "many"
        return {
            **head,
            "kind": "choice",
            "mode": mode,
            "branches": [self._way(way, before, n, fork) for n, way in enumerate(fork.ways)],
        }

    def _way(self, way: Way, before: str, n: int, fork: Fork) -> dict[str, Any]:
        """A condition in words becomes a question with yes or no, answered at the step before."""
        steps = list(self._entries(way.parts, before))
        last_of_one = fork.gateway.tag == "exclusiveGateway" and n == len(fork.ways) - 1
        no_default = not any(one.otherwise for one in fork.ways)
        if way.otherwise or (last_of_one and no_default):
            return {"title": way.words, "otherwise": True, "steps": steps}
        key = self._key(f"{fork.gateway.id}_{n + 1}", "is")
        question: dict[str, Any] = {"key": key, "label": way.words or _UNKNOWN, "type": "boolean"}
        self.questions.append(question if before == "apply" else {**question, "filled_at": before})
        return {"title": way.words, "when": {"field": key, "op": "==", "value": True}, "steps": steps}

    def _submit(self) -> dict[str, Any]:
        return {
            "key": "apply",
            "title": "提交",
            "kind": "submit",
            "by": self._body("申请人"),
            "source": _UNKNOWN,
        }

    def _determine(self) -> dict[str, Any]:
        outcomes = [
            {"key": "granted", "title": "同意", "granted": True},
            {"key": "refused", "title": "不同意", "granted": False},
        ]
        return {
            "key": "decision",
            "title": "决定",
            "kind": "determine",
            "by": self._body("决定机构"),
            "outcomes": outcomes,
            "source": _UNKNOWN,
        }

    def _body(self, lane: str) -> str:
        title = lane or _UNKNOWN
        if title not in self.bodies:
            self.bodies[title] = f"body_{len(self.bodies) + 1}"
        return self.bodies[title]

    def _key(self, written: str, kind: str) -> str:
        """The element's own id where it can be one, or the next number."""
        wished = written.lower().removeprefix("step_").removeprefix("block_")
        if not _KEY.match(wished) or wished in self.used | {"apply", "decision", "subject", "draft"}:
            wished = f"{kind}_{len(self.used) + 1}"
        self.used.add(wished)
        return wished
