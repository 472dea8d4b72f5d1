"""``banshi draw verify``: a draw held again from its record, without database or network."""

import sys
from pathlib import Path

from pydantic import ValidationError

from engine.scores.draw_record import DrawRecord, differences
from runtime.complaints import CannotStart


def verify(file: Path) -> int:
    """0 when the draw held again has the same result, 1 with every difference, 2 for a file that is no record."""
    try:
        record = DrawRecord.model_validate_json(file.read_bytes())
    except OSError as problem:
        message = f"{file}：无法读取（{problem.strerror}）"
        raise CannotStart(message) from problem
    except ValidationError as problem:
        for one in problem.errors(include_url=False):
            place = ".".join(str(part) for part in one["loc"]) or "文件"
            sys.stderr.write(f"{file}：{place} 不是抽签记录的写法（{one['type']}）\n")
        return 2
    found = differences(record)
    for sentence in found:
        sys.stderr.write(f"{sentence}\n")
    if not found:
        sys.stdout.write(f"✓ 按种子“{record.seed}”重抽 {len(record.cases)} 件，结果与记录相同\n")
    return 1 if found else 0
