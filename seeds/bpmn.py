"""A definition as a BPMN 2.0 file with its diagram, so that other tools can show it.

The file describes the process; it is not meant to be run elsewhere: conditions and times are in words.
"""

from xml.etree import ElementTree as ET

from engine.definition import Process
from engine.pictures.layout import Layout, Line, Placed, Point, laid_out
from seeds.bpmn_nodes import REJECTED, Condition, Node, Nodes

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_DI = "http://www.omg.org/spec/BPMN/20100524/DI"
_DC = "http://www.omg.org/spec/DD/20100524/DC"
_DD = "http://www.omg.org/spec/DD/20100524/DI"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_PREFIXES = {"bpmn": MODEL, "bpmndi": _DI, "dc": _DC, "di": _DD, "xsi": _XSI}
_OWN = "https://banshi.example/definitions"
_MARGIN, _BACK = 60.0, 30.0


def bpmn(process: Process) -> str:
    """The file's text (UTF-8)."""
    return _File(process).text()


class _File:
    def __init__(self, process: Process) -> None:
        self.process = process
        self.nodes = Nodes(process)
        self.layout = laid_out(self.nodes.parts, "right")
        self.lines = [*self.layout.lines, *_backs(self.nodes, self.layout)]
        self.flows = {f"flow_{n}": one for n, one in enumerate(self.lines, 1)}

    def text(self) -> str:
        for prefix, uri in _PREFIXES.items():
            ET.register_namespace(prefix, uri)
        root = ET.Element(
            _tag("definitions"), {"id": "definitions", "targetNamespace": _OWN, "exporter": "banshi"}
        )
        self._declared(root)
        whole = _add(
            root, "process", id=f"process_{self.process.key}", name=self.process.title, isExecutable="false"
        )
        _add(whole, "documentation").text = self.process.source
        self._filled(whole, "")
        self._drawn(root)
        ET.indent(root)
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"

    def _declared(self, root: ET.Element) -> None:
        """What elements refer to: bodies, gates of the round, the end of a case from within."""
        for key, body in self.process.bodies.items():
            _add(root, "resource", id=f"body_{key}", name=body.title)
        for gate in self.process.gates:
            _add(root, "signal", id=f"gate_{gate.key}", name=gate.title)
        if any(one.scope and one.id.startswith("no_") for one in self.nodes.nodes.values()):
            _add(root, "error", id=REJECTED, name="未通过", errorCode=REJECTED)

    def _filled(self, parent: ET.Element, scope: str) -> None:
        inside = [one for one in self.nodes.nodes.values() if one.scope == scope]
        for node in inside:
            self._element(parent, node)
        own = {one.id for one in inside}
        for key, line in self.flows.items():
            if line.source in own:
                self._flow(parent, key, line)

    def _element(self, parent: ET.Element, node: Node) -> None:
        made = _add(parent, node.tag, id=node.id, name=node.name, **node.attributes)
        if node.says:
            _add(made, "documentation").text = node.says
        self._connected(made, node)
        default = next(
            (
                key
                for key, one in self.flows.items()
                if one.source == node.id and self._condition(one).default
            ),
            None,
        )
        if default:
            made.set("default", default)
        self._owned(made, node)

    def _connected(self, made: ET.Element, node: Node) -> None:
        """Which flows lead to the element, and which leave it."""
        for word, end in (("incoming", "target"), ("outgoing", "source")):
            for key, line in self.flows.items():
                if getattr(line, end) == node.id:
                    _add(made, word).text = key

    def _owned(self, made: ET.Element, node: Node) -> None:
        """Who acts, how often, and what is waited for; in the order of the schema."""
        if node.performer:
            _add(_add(made, "potentialOwner"), "resourceRef").text = f"body_{node.performer}"
        if node.loop:
            _special(made, *node.loop)
        if node.definition:
            _special(made, *node.definition)
        if node.tag == "complexGateway":
            _expression(made, "activationCondition", node.says)
        if node.tag == "subProcess":
            self._filled(made, node.id)

    def _condition(self, line: Line) -> Condition:
        """By the words at the line, or by where it leads: the ways out of a decision."""
        known = self.nodes.conditions
        return known.get((line.source, line.target)) or known.get((line.source, line.label)) or Condition()

    def _flow(self, parent: ET.Element, key: str, line: Line) -> None:
        condition = self._condition(line)
        made = _add(parent, "sequenceFlow", id=key, sourceRef=line.source, targetRef=line.target)
        if name := line.label or condition.words:
            made.set("name", name)
        if condition.words and not condition.default:
            _expression(made, "conditionExpression", condition.words)

    def _drawn(self, root: ET.Element) -> None:
        diagram = ET.SubElement(root, f"{{{_DI}}}BPMNDiagram", {"id": "diagram"})
        plane = ET.SubElement(
            diagram, f"{{{_DI}}}BPMNPlane", {"id": "plane", "bpmnElement": f"process_{self.process.key}"}
        )
        top = _MARGIN + _BACK * len(self.nodes.backs)
        for key, place in (*self.layout.frames.items(), *self.layout.boxes.items()):
            self._shape(plane, self.nodes.nodes[key], place, top)
        for key, line in self.flows.items():
            edge = ET.SubElement(plane, f"{{{_DI}}}BPMNEdge", {"id": f"{key}_di", "bpmnElement": key})
            for x, y in line.points:
                ET.SubElement(edge, f"{{{_DD}}}waypoint", {"x": f"{x + _MARGIN:g}", "y": f"{y + top:g}"})

    def _shape(self, plane: ET.Element, node: Node, place: Placed, top: float) -> None:
        attributes = {"id": f"{node.id}_di", "bpmnElement": node.id}
        if node.tag == "exclusiveGateway":
            attributes["isMarkerVisible"] = "true"
        if node.tag == "subProcess":
            attributes["isExpanded"] = "true"
        shape = ET.SubElement(plane, f"{{{_DI}}}BPMNShape", attributes)
        size = {"width": f"{place.width:g}", "height": f"{place.height:g}"}
        ET.SubElement(
            shape, f"{{{_DC}}}Bounds", {"x": f"{place.x + _MARGIN:g}", "y": f"{place.y + top:g}", **size}
        )
        if node.tag == "exclusiveGateway" and node.name:
            label = ET.SubElement(shape, f"{{{_DI}}}BPMNLabel")
            ET.SubElement(label, f"{{{_DC}}}Bounds", _above(node.name, place, top))


def _backs(nodes: Nodes, layout: Layout) -> list[Line]:
    """The ways back to the form, above everything else, each at its own height."""
    lines = []
    for n, (source, target) in enumerate(nodes.backs):
        start, end = layout.boxes[source], layout.boxes[target]
        height = -_BACK * (n + 1)
        (x, _), (to_x, _) = start.middle, end.middle
        points: tuple[Point, ...] = ((x, start.y), (x, height), (to_x, height), (to_x, end.y))
        lines.append(Line(source, target, points))
    return lines


def _above(name: str, place: Placed, top: float) -> dict[str, str]:
    """Where the words of a decision stand: above it, to the right of the way back."""
    (x, _), lines = place.middle, -(-len(name) // 10)
    width, height = min(len(name), 10) * 11.5, lines * 14.0
    bounds = {"x": x + _MARGIN + 4, "y": place.y + top - height - 2, "width": width, "height": height}
    return {key: f"{value:g}" for key, value in bounds.items()}


def _tag(name: str) -> str:
    return f"{{{MODEL}}}{name}"


def _add(parent: ET.Element, tag: str, /, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, _tag(tag), {key: value for key, value in attributes.items() if value})


def _special(parent: ET.Element, name: str, attributes: dict[str, str], expressions: dict[str, str]) -> None:
    """A loop or the definition of an event, with its expressions."""
    made = _add(parent, name, **attributes)
    for word, text in expressions.items():
        _expression(made, word, text)


def _expression(parent: ET.Element, name: str, text: str) -> None:
    made = _add(parent, name)
    made.set(f"{{{_XSI}}}type", "bpmn:tFormalExpression")
    made.text = text
