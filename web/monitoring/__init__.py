"""The pages of monitoring: boards, months, households, visits."""
