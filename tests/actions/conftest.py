"""What the tests of verbs share."""

import pytest

from actions.issuing import Workshop
from models.files import FileStore
from models.sealing import Seal


@pytest.fixture
def workshop(files: FileStore, seal: Seal) -> Workshop:
    """Where a test's documents are made."""
    return Workshop(files, seal, demo=True, address="http://office.example")
