"""What a token may be with which a program speaks for a person."""

from engine.refusals import TokenUnfit

LONGEST_DAYS = 365
MOST = 20  # of one person that still speak: more of them nobody keeps an eye on
_TITLE = 60


def must_be_fit(title: str, days: int, *, there_are: int) -> None:
    """Raise TokenUnfit with every reason at once; ``there_are`` so many of the person's already."""
    wrong = [
        (not title.strip(), "写明用途"),
        (len(title) > _TITLE, f"用途不超过 {_TITLE} 字"),
        (not 1 <= days <= LONGEST_DAYS, f"有效期为 1 至 {LONGEST_DAYS} 天"),
        (there_are >= MOST, f"您已有 {there_are} 个令牌，请先停用不用的"),
    ]
    reasons = [sentence for is_wrong, sentence in wrong if is_wrong]
    if reasons:
        raise TokenUnfit(reasons="；".join(reasons))
