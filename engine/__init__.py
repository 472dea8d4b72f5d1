"""The pure core: definitions, states, commands, events and the rules between them. No I/O, no clock, no chance."""
