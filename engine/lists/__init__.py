"""Lists (名单) of a level: ranked from 1 without gaps, cut at its places, put forward; the rest waits in reserve."""
