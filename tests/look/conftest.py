from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def static_folder() -> Path:
    return ROOT / "static"


@pytest.fixture(scope="session")
def templates_folder() -> Path:
    return ROOT / "templates"
