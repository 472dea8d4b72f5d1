"""Property tests: by chance at the desk, the same plays every time where a build must not fail by chance."""

import os

from hypothesis import settings

settings.register_profile("desk", deadline=None)
settings.register_profile("build", deadline=None, derandomize=True)
settings.load_profile("build" if os.environ.get("CI") else "desk")
