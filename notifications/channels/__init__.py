"""The ways a message may travel. The inbox needs no channel: its delivery row is what the person reads."""

from typing import Protocol

from notifications.message import Message


class DeliveryFailure(Exception):
    """A channel did not take a message.

    ``retry`` tells whether trying again later can help, ``away`` that no other message would fare better now.
    """

    retry = True
    away = False


class ChannelUnreachable(DeliveryFailure):
    """The server did not answer, or broke off."""

    away = True


class RefusedForNow(DeliveryFailure):
    """The server answered that it cannot take the message now."""


class OfficeRefused(RefusedForNow):
    """The server takes nothing of ours: a refused sender or password is the office's to mend."""

    away = True


class RefusedForGood(DeliveryFailure):
    """The server will never take this message: a wrong address, a refused sender."""

    retry = False


class Channel(Protocol):
    """A way to people outside the house."""

    def send(self, message: Message) -> None:
        """Hand the message over. Raises a DeliveryFailure when the other side does not take it."""
