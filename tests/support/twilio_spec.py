"""Requests checked against Twilio's published OpenAPI description (an excerpt in tests/data)."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SPEC = json.loads(
    (Path(__file__).parents[1] / "data" / "twilio_api_v2010_excerpt.json").read_text("utf-8")
)
_TRUE_FALSE = {"true": True, "false": False}


def faults_of(method: str, path: str, sent: Mapping[str, Sequence[str]]) -> list[str]:
    """What the description does not allow; ``sent`` is the form, of a GET the query."""
    operation = _operation(method, path)
    if operation is None:
        return [f"there is no {method} {path}"]
    schema = _schema(operation, method)
    unknown = [f"{name} is no parameter" for name in sent if name not in schema["properties"]]
    values = {name: _value(schema["properties"].get(name, {}), sent[name]) for name in sent}
    wrong = [fault.message for fault in Draft202012Validator(schema).iter_errors(values)]
    return [*unknown, *wrong, *_missing_ones(operation, sent)]


def _operation(method: str, path: str) -> dict[str, Any] | None:
    for pattern, operations in SPEC["paths"].items():
        if re.fullmatch(pattern.replace("{AccountSid}", "AC[0-9a-fA-F]{32}"), path):
            found: dict[str, Any] | None = operations.get(method.lower())
            return found
    return None


def _schema(operation: dict[str, Any], method: str) -> dict[str, Any]:
    if method == "POST":
        content = operation["requestBody"]["content"]
        schema: dict[str, Any] = content["application/x-www-form-urlencoded"]["schema"]
        return schema
    queries = [each for each in operation["parameters"] if each["in"] == "query"]
    return {"type": "object", "properties": {each["name"]: each["schema"] for each in queries}}


def _value(schema: Mapping[str, Any], sent: Sequence[str]) -> Any:
    """The words of a form as the type that the description gives them."""
    if schema.get("type") == "array":
        return list(sent)
    word = sent[0] if len(sent) == 1 else list(sent)
    if schema.get("type") == "integer" and isinstance(word, str) and word.isdigit():
        return int(word)
    if schema.get("type") == "boolean" and isinstance(word, str):
        return _TRUE_FALSE.get(word, word)
    return word


def _missing_ones(operation: Mapping[str, Any], sent: Mapping[str, Sequence[str]]) -> list[str]:
    """Groups of which one at least must be there."""
    names = {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in sent}
    groups = operation.get("x-twilio", {}).get("conditional", [])
    return [f"none of {', '.join(group)}" for group in groups if names.isdisjoint(group)]
