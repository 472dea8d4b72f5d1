"""``python -m runtime`` is ``banshi``: how the programs of an office start each other."""

from runtime.cli import main

main()
