"""参数: what holds for households and subsidies in each place and time, and the forms to enter it."""
