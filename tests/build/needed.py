"""What some tests need beside Python; without it they are skipped with a plain reason, but never where CI is set."""

import json
import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = ROOT / ".cache" / "tools" / "node_modules"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
SARIF = MODULES / "@microsoft" / "jest-sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"
FEEDSMITH = MODULES / "feedsmith" / "dist" / "index.cjs"
MARKWHEN = {"today": "@markwhen/parser", "groups": "markwhen-parser-0"}
SCHEMA_ORG = MODULES / "schema-dts" / "dist" / "schema.d.ts"
TIMELINEJS = MODULES / "@knight-lab" / "timelinejs" / "dist"
YAML_SERVER = MODULES / "yaml-language-server" / "bin" / "yaml-language-server"


def html_checker() -> list[str]:
    """The command of the Nu Html Checker."""
    java = shutil.which("java")
    if java is None or not VNU.exists():
        _without("the Nu Html Checker is not installed: it needs Java, and npm's vnu-jar in .cache/tools")
    return [str(java), "-Xss8m", "-jar", str(VNU)]


def sarif_schema() -> Path:
    """The JSON Schema of SARIF 2.1.0, as the committee that made it last changed it."""
    if not SARIF.exists():
        _without("the schema of SARIF is not installed: it comes with npm's @microsoft/jest-sarif in .cache/tools")
    return SARIF


def feed_reader() -> list[str]:
    """A command that reads JSON Feed from its input and writes what it took from it, as JSON."""
    node = shutil.which("node")
    if node is None or not FEEDSMITH.exists():
        _without("feedsmith is not installed: it needs Node.js, and npm's package in .cache/tools")
    read = "JSON.stringify(feedsmith.parseJsonFeed(fs.readFileSync(0, 'utf8')))"
    return [str(node), "-e", f"const feedsmith = require({json.dumps(str(FEEDSMITH))}); console.log({read})"]


def schema_org() -> Path:
    """The vocabulary of schema.org as types of TypeScript: which class has which property, and what that holds."""
    if not SCHEMA_ORG.exists():
        _without("the vocabulary of schema.org is not installed: it comes with npm's schema-dts in .cache/tools")
    return SCHEMA_ORG


def chromium() -> str:
    """The path of the system's Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        _without("there is no Chromium on this system")
    return str(found)


def yaml_language_server() -> list[str]:
    """The command of the server that most editors ask about YAML; it speaks LSP over standard streams."""
    node = shutil.which("node")
    if node is None or not YAML_SERVER.exists():
        _without("yaml-language-server is not installed: it needs Node.js, and npm's package in .cache/tools")
    return [str(node), str(YAML_SERVER), "--stdio"]


def markwhen_parser(of: str) -> tuple[str, str]:
    """Node.js, and the file of markwhen's parser: today's, or the last one that knew groups."""
    node = shutil.which("node")
    module = MODULES / MARKWHEN[of] / "cjs" / "index.js"
    if node is None or not module.exists():
        _without("markwhen's parser is not installed: it needs Node.js, and npm's @markwhen/parser in .cache/tools")
    return str(node), str(module)


def timelinejs() -> Path:
    """The folder with TimelineJS as browsers load it."""
    if not TIMELINEJS.exists():
        _without("TimelineJS is not installed: it comes with npm's @knight-lab/timelinejs in .cache/tools")
    return TIMELINEJS


def _without(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
