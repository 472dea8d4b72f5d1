"""``make journey``: four stories, told by HTTP in a fresh office that is kept for a look."""

import os
import shutil
import sys
import time
from pathlib import Path

from tests.journeys.artisans import Artisans
from tests.journeys.national51 import National51
from tests.journeys.office import running
from tests.journeys.people import People
from tests.journeys.relapse import Household
from tests.journeys.studio import Studio


def main() -> None:
    """Play it. The folder of the last journey is replaced."""
    folder = Path(os.environ.get("BANSHI_DATA_DIR", ".data/journey")).absolute()
    shutil.rmtree(folder, ignore_errors=True)
    began = time.monotonic()
    say(f"在新的办公室里走完 2022 届全国五一劳动奖章推荐（{folder}）")
    with running(folder) as office:
        people = People(office.url)
        try:
            National51(office, people, told).tell()
            say("2022 届三秦工匠：25 个单位，60 名人选")
            Artisans(office, people, told).tell()
            say("一个创新工作室的四年")
            Studio(people, told).tell()
            say("一户困难职工的四年")
            Household(people, told).tell()
        finally:
            people.close()
    say(f"走完，用时 {time.monotonic() - began:.0f} 秒。看看这个办公室：make up DATA={folder}")


def told(sentence: str) -> None:
    """A chapter that went as it should."""
    say(f"  ✓ {sentence}")


def say(sentence: str) -> None:
    """A line for whoever watches."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
