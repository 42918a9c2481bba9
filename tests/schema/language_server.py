"""yaml-language-server, which most editors ask about YAML, asked as an editor asks it (LSP over standard streams)."""

import json
import os
import select
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from tests.build.needed import yaml_language_server

SECONDS = 60
# The server would ask the network for the schemas of the world's files.
OFFLINE = {"schemaStore": {"enable": False}, "validate": True, "completion": True, "hover": True}


@contextmanager
def language_server(project: Path, schemas: dict[str, Any]) -> Iterator["LanguageServer"]:
    """A server for a project folder; schemas are as in the setting yaml.schemas."""
    command = yaml_language_server()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=project) as run:
        server = LanguageServer(run, {"yaml": {**OFFLINE, "schemas": schemas}, "http": {}})
        try:
            server.begin(project)
            yield server
        finally:
            run.kill()


@dataclass(slots=True)
class LanguageServer:
    """A running server, and what it has told."""

    run: subprocess.Popen[bytes]
    settings: dict[str, Any]
    told: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    waiting: bytes = b""
    asked: int = 0

    def begin(self, project: Path) -> None:
        folder = {"uri": project.as_uri(), "name": project.name}
        content = {"completionItem": {"documentationFormat": ["markdown"]}}
        abilities = {
            "textDocument": {"completion": content, "hover": {"contentFormat": ["markdown"]}},
            "workspace": {"configuration": True},
        }
        about = {"processId": os.getpid(), "rootUri": folder["uri"], "workspaceFolders": [folder]}
        self.request("initialize", {**about, "capabilities": abilities})
        self.notify("initialized", {})
        self.notify("workspace/didChangeConfiguration", {"settings": self.settings})

    def problems(self, file: Path, text: str) -> list[tuple[int, str]]:
        """The line, from 1, and the message of each problem of a file with this text."""
        uri = file.as_uri()
        self.told.pop(uri, None)
        self.asked += 1
        about = {"uri": uri, "version": self.asked}
        if uri in self.opened:
            self.notify("textDocument/didChange", {"textDocument": about, "contentChanges": [{"text": text}]})
        else:
            self.notify("textDocument/didOpen", {"textDocument": {**about, "languageId": "yaml", "text": text}})
        self.opened.add(uri)
        while uri not in self.told:
            self._take(self._message())
        return sorted((each["range"]["start"]["line"] + 1, each["message"]) for each in self.told[uri])

    def completions(self, file: Path, line: int, column: int) -> dict[str, dict[str, Any]]:
        """What may stand at a place of a file that was opened, by what the editor shows; line and column from 0."""
        answer = self._at("completion", file, line, column)
        return {item["label"]: item for item in answer["items"]}

    def hover(self, file: Path, line: int, column: int) -> str:
        answer = self._at("hover", file, line, column)
        return str(answer["contents"]["value"]) if answer else ""

    def _at(self, what: str, file: Path, line: int, column: int) -> Any:
        place = {"textDocument": {"uri": file.as_uri()}, "position": {"line": line, "character": column}}
        return self.request(f"textDocument/{what}", place)

    def request(self, method: str, params: dict[str, Any]) -> Any:
        self.asked += 1
        self._send({"id": self.asked, "method": method, "params": params})
        while True:
            message = self._message()
            if message.get("id") == self.asked and "method" not in message:
                return message["result"]
            self._take(message)

    def notify(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _take(self, message: dict[str, Any]) -> None:
        """Keep what the server tells, and answer what it asks."""
        if message.get("method") == "textDocument/publishDiagnostics":
            self.told[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            asked = message["params"]["items"]
            self._send({"id": message["id"], "result": [self.settings.get(each["section"]) for each in asked]})
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.run.stdin
        self.run.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.run.stdin.flush()

    def _message(self) -> dict[str, Any]:
        deadline = time.monotonic() + SECONDS
        while b"\r\n\r\n" not in self.waiting:
            self._read(deadline)
        head, _, self.waiting = self.waiting.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split()[0])
        while len(self.waiting) < length:
            self._read(deadline)
        body, self.waiting = self.waiting[:length], self.waiting[length:]
        return cast(dict[str, Any], json.loads(body))

    def _read(self, deadline: float) -> None:
        assert self.run.stdout
        readable, _, _ = select.select([self.run.stdout], [], [], max(0.0, deadline - time.monotonic()))
        assert readable, f"the language server told nothing within {SECONDS} seconds"
        read = os.read(self.run.stdout.fileno(), 1 << 16)
        assert read, "the language server ended"
        self.waiting += read
