"""The pages of meetings: calling, attending, voting, minutes."""
