"""The reference page of the API, made from its OpenAPI description: nothing is fetched from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from web.pages import render
from web.speaking import Anyone

router = APIRouter(prefix="/api/docs")


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API: what it does, what it takes, what it answers."""

    method: str
    path: str
    summary: str
    takes: str
    answers: str


@router.get("")
def page(request: Request, _viewer: Anyone) -> Response:
    """All addresses and shapes."""
    described = request.app.openapi()
    shapes = described["components"]["schemas"]
    return render(
        request, "api.html", operations=list(_operations(described)), shapes=shapes, type_of=type_of
    )


def type_of(schema: dict[str, Any]) -> str:
    """A JSON schema in a word or two."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " | ".join(type_of(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(f'"{one}"' for one in schema["enum"])
    if schema.get("type") == "array":
        return f"[{type_of(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type") or "any")


def _operations(described: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            done: dict[str, Any] = next(
                (said for code, said in one["responses"].items() if code.startswith("2")), {}
            )
            yield Operation(
                method=method.upper(),
                path=path,
                summary=one.get("description", one.get("summary", "")),
                takes=_content(one.get("requestBody", {})),
                answers=_content(done),
            )


def _content(described: dict[str, Any]) -> str:
    for media, content in described.get("content", {}).items():
        shape = type_of(content.get("schema", {}))
        return shape if media == "application/json" else f"{shape} ({media})"
    return ""
