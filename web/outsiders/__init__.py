"""What people without an account see and send: publicity, objections, opinions, certificates."""
