"""会议: who is called and who is there, what is on the agenda, papers issued and counted, run-offs. Pure."""
