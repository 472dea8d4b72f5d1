"""Tokens of a visit: the secret in the cookie, and the token on the forms of those who are not signed in."""

import hashlib
import hmac
import secrets

COOKIE = "banshi_session"


def new() -> str:
    """A token that nobody guesses, for a browser that has none yet."""
    return secrets.token_urlsafe(32)


def csrf(secret_key: str, token: str) -> str:
    """The token that a stranger's forms carry: follows from the visit, so nothing has to be stored."""
    return hmac.new(secret_key.encode(), b"form:" + token.encode(), hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two tokens are equal, told in the same time whatever they are."""
    return hmac.compare_digest(one.encode(), other.encode())
