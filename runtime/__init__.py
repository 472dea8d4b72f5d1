"""How the parts are started and put together: settings, database, clock, children, commands."""
