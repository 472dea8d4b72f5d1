"""A simple BPMN 2.0 diagram of another tool as the draft of a definition."""
