"""文书: what each kind of paper says, gathered from the case, the round or the meeting, and how it is typeset."""
