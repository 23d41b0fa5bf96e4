"""What the site runs on, as a CycloneDX 1.6 bill of materials (https://cyclonedx.org/docs/1.6/json/), out of the lock.

It bears no time of its own making, so that it changes only when the lock does.
"""

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

LOCK = Path("requirements/base.txt")
BILL = Path("requirements/base.cdx.json")
VENDORED = Path("static/vendor")
_PINNED = re.compile(r"^(?P<name>[a-z0-9][a-z0-9.-]*)(?:\[[^]]+\])?==(?P<version>\S+)(?: ; (?P<marker>.*?))?(?: \\)?$")
_HASH = re.compile(r"^ +--hash=sha256:([0-9a-f]{64})")
_WANTED_BY = re.compile(r"^ +#(?: via |   )(\S.*)$")
# "2.0.11", or "hls.js 1.7.4, dist/hls.light.min.mjs" where the package is not called as its folder is.
_VENDORED_VERSION = re.compile(r"(?:(?P<name>[a-z][\w.-]*) )?(?P<version>\d[\w.]*)")


@dataclass
class Locked:
    name: str
    version: str
    marker: str
    hashes: list[str] = field(default_factory=list)
    wanted_by: list[str] = field(default_factory=list)

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


def read_lock(text: str) -> list[Locked]:
    found: list[Locked] = []
    for line in text.splitlines():
        if match := _PINNED.match(line):
            found.append(Locked(match["name"], match["version"], match["marker"] or ""))
        elif match := _HASH.match(line):
            found[-1].hashes.append(match[1])
        elif match := _WANTED_BY.match(line):
            found[-1].wanted_by.append(match[1])
        elif line.strip() not in ("", "# via"):
            raise ValueError(f"{LOCK} holds a line that nobody expected: {line}")
    return found


def bill_of_materials(base: Path) -> str:
    lock = (base / LOCK).read_text()
    locked = read_lock(lock)
    project = tomllib.loads((base / "pyproject.toml").read_text())["project"]
    root = f"pkg:generic/{project['name']}@{project['version']}"
    scripts = list(_vendored(base / VENDORED))
    purls = {one.name: one.purl for one in locked}
    needs: dict[str, set[str]] = defaultdict(set)
    for one in locked:
        for wanting in one.wanted_by:
            needs[root if wanting.startswith("-r ") else purls[wanting]].add(one.purl)
    needs[root] |= {script["purl"] for script in scripts}
    references = [root, *purls.values(), *(script["purl"] for script in scripts)]
    return _written(
        {
            "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, root + lock + json.dumps(scripts))}",
            "version": 1,
            "metadata": {
                "component": {
                    "type": "application",
                    "bom-ref": root,
                    "name": project["name"],
                    "version": project["version"],
                    "description": project["description"],
                    "licenses": [{"license": {"id": project["license"]}}],
                    "purl": root,
                }
            },
            "components": [*map(_component, locked), *scripts],
            "dependencies": [{"ref": one, "dependsOn": sorted(needs[one])} for one in references],
        }
    )


def _component(one: Locked) -> dict[str, Any]:
    """Its hashes are those of the files it may be installed from: a wheel for each platform, and the source."""
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": one.purl,
        "name": one.name,
        "version": one.version,
        "purl": one.purl,
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{one.name}/{one.version}/",
                "hashes": [{"alg": "SHA-256", "content": content} for content in one.hashes],
            }
        ],
    }
    if one.marker:
        component["properties"] = [{"name": "daji:installed-where", "value": one.marker}]
    return component


def _vendored(folder: Path) -> Iterator[dict[str, Any]]:
    for version in sorted(folder.glob("*/VERSION")):
        found = _VENDORED_VERSION.match(text := version.read_text())
        if found is None:
            raise ValueError(f"{version} names no version: {text}")
        name, number = found["name"] or version.parent.name, found["version"]
        purl = f"pkg:npm/{name}@{number}"
        yield {"type": "library", "bom-ref": purl, "name": name, "version": number, "purl": purl}


def _written(bill: dict[str, Any]) -> str:
    """A line for each component and each dependency, so that a difference can be read."""

    def lines(items: list[Any]) -> str:
        return "[\n" + ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in items) + "\n ]"

    parts = [
        f" {json.dumps(key)}: {lines(value) if isinstance(value, list) else json.dumps(value)}"
        for key, value in bill.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"
