"""The automatic steps a definition may name. Each gathers what it needs from the case, then makes its documents."""
