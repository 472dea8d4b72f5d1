"""The way through a diagram as nested steps and blocks. Only diagrams whose branches come together again have one."""

from dataclasses import dataclass

from seeds.bpmn_in.graph import GATEWAYS, Element, Flow, Graph, NotReadable

_START, _END = "startEvent", "endEvent"


@dataclass(frozen=True, slots=True)
class Way:
    """One branch: the words at its arrow, whether it is taken when no other is, and what stands on it."""

    words: str
    otherwise: bool
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Fork:
    """A gateway that opens branches, up to the one where they come together."""

    gateway: Element
    ways: tuple[Way, ...]


Part = Element | Fork


def shape(graph: Graph) -> tuple[Part, ...]:
    """All parts from start to end. Raises NotReadable, saying where the diagram has no such shape."""
    start = next(one for one in graph.elements.values() if one.tag == _START)
    parts, last = _walk(graph, graph.leaving(start.id)[0], frozenset())
    if last.tag != _END:
        raise NotReadable(
            [f"“{_called(last)}”是一个环的开头或没有分岔的汇合：回头的路请改成退回（may: [send_back]）"]
        )
    return parts


def _walk(graph: Graph, flow: Flow, seen: frozenset[str]) -> tuple[tuple[Part, ...], Element]:
    """The parts from an arrow on, up to the end or the gateway at which branches come together."""
    parts: list[Part] = []
    while True:
        one = graph.elements.get(flow.target)
        if one is None:
            raise NotReadable([f"一条线（{flow.id}）指向不在图上的元素"])
        if one.id in seen:
            raise NotReadable([f"“{_called(one)}”走过一次又走到：回头的路请改成退回（may: [send_back]）"])
        if one.tag == _END or (one.tag in GATEWAYS and len(graph.entering(one.id)) > 1):
            return tuple(parts), one
        seen |= {one.id}
        out = graph.leaving(one.id)
        if one.tag in GATEWAYS and len(out) > 1:
            fork, join = _fork(graph, one, out, seen)
            parts.append(fork)
            if len(onward := graph.leaving(join.id)) != 1:
                raise NotReadable([f"“{_called(join)}”既汇合又分岔，请画成两个网关"])
            flow = onward[0]
        else:
            if one.tag not in GATEWAYS:
                parts.append(one)
            flow = out[0]


def _fork(graph: Graph, gateway: Element, out: list[Flow], seen: frozenset[str]) -> tuple[Fork, Element]:
    ways, joins = [], []
    for flow in out:
        parts, join = _walk(graph, flow, seen)
        ways.append(Way(flow.words, flow.id in graph.defaults, parts))
        joins.append(join)
    first = joins[0]
    if first.tag == _END or any(join.id != first.id for join in joins):
        raise NotReadable([f"“{_called(gateway)}”的各路没有汇合到同一个网关"])
    return Fork(gateway, tuple(ways)), first


def _called(one: Element) -> str:
    return one.name or one.id
