"""What happens by itself: because something happened (the outbox), or because it is time. Prefect lives here only."""
