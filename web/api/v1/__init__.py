"""Version 1: documented at ``/api/docs``."""
