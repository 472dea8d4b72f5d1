"""What the office fills into the form of a case that a signal opens."""

FILLED_IN = ("file_number", "signal_grade", "signal_reason")
