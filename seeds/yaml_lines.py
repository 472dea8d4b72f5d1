"""YAML that remembers its lines: a plain value, and for every path into it the line where it is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

# How the engine's models call what the file spells otherwise.
_SPELLINGS = {"unit": "from", "first": "from", "last": "to", "not_": "not", "pass_": "pass"}


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its value, and the tree of nodes that knows the lines."""

    value: Any
    root: yaml.Node

    def line(self, path: Sequence[str | int]) -> int:
        """Tell the line of ``path``, or of the nearest part above it that is in the file."""
        return self.find(path)[1]

    def find(self, path: Sequence[str | int]) -> tuple[tuple[str | int, ...], int]:
        """Tell which parts of ``path`` are in the file, and the line of the last of them.

        Parts that are not there (names of union branches, missing keys) are passed over.
        """
        node, line = self.root, self.root.start_mark.line
        there: tuple[str | int, ...] = ()
        for part in path:
            found = _step_into(node, part)
            if found is not None:
                line, node = found
                there += (part,)
        return there, line + 1

    def repeated_keys(self) -> Iterator[tuple[str, int]]:
        """Yield every key written twice in one mapping, with its second line: YAML keeps only the last."""
        yield from _repeated(self.root, set())


def parse(text: str) -> Document:
    """Read ``text`` as one YAML document. Raises yaml.MarkedYAMLError when it is none."""
    loader = _Loader(text)
    try:
        root = loader.get_single_node() or yaml.ScalarNode("tag:yaml.org,2002:null", "", _START, _START)
        return Document(loader.construct_document(root), root)
    finally:
        loader.dispose()


class _Loader(yaml.CSafeLoader):
    """Leaves dates as text: the models read them, and can say which one is wrong.

    Parsed by libyaml, which every wheel of PyYAML holds: ten times as fast, for an office that reads all we ship.

    Keys are words as they stand: YAML would read ``on``, ``yes`` and ``no`` as true and false.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        """A mapping with the keys that are written."""
        for key, _value in node.value:
            if key.tag == "tag:yaml.org,2002:bool":
                key.tag = "tag:yaml.org,2002:str"
        return super().construct_mapping(node, deep=deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

_START = yaml.Mark("", 0, 0, 0, "", 0)


def _step_into(node: yaml.Node, part: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        child: yaml.Node = node.value[part]
        return child.start_mark.line, child
    if isinstance(node, yaml.MappingNode):
        entries = {key.value: (key.start_mark.line, value) for key, value in node.value}
        return entries.get(str(part)) or entries.get(_SPELLINGS.get(str(part), ""))
    return None


def _repeated(node: yaml.Node, seen: set[int]) -> Iterator[tuple[str, int]]:
    """Walk each node once, however many aliases (``*name``) lead to it."""
    if id(node) in seen or isinstance(node, yaml.ScalarNode):
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        keys = [key.value for key, _ in node.value]
        yield from (
            (key.value, key.start_mark.line + 1)
            for place, (key, _) in enumerate(node.value)
            if key.value in keys[:place]
        )
    for child in _children(node):
        yield from _repeated(child, seen)


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [value for _, value in node.value]
    return list(node.value)
