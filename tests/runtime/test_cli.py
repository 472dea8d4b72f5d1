import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def _banshi(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "runtime", *words],
        cwd=_ROOT, env=os.environ | settings, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_definitions_we_ship_are_in_order() -> None:
    answer = _banshi("seeds", "check")
    assert (answer.returncode, answer.stdout) == (0, "✓ 流程定义没有问题\n")


def test_a_wrong_definition_is_refused_line_by_line(tmp_path: Path) -> None:
    shipped = (_ROOT / "seeds/processes/award_national51.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(f"colour: red\n{shipped}", encoding="utf-8")
    answer = _banshi("seeds", "check", str(wrong))
    assert answer.returncode == 2
    assert f"{wrong}:1: " in answer.stdout
    assert " → " in answer.stdout
    assert "Traceback" not in answer.stderr


def test_a_definition_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    answer = _banshi("seeds", "check", str(tmp_path / "none.yaml"))
    assert answer.returncode == 2
    assert "none.yaml：无法读取" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_taken_port_stops_the_start_before_anything_runs(tmp_path: Path, taken_port: int) -> None:
    answer = _banshi("up", BANSHI_WEB_PORT=str(taken_port))
    assert answer.returncode == 2
    assert f"端口 {taken_port}（网页）已被占用" in answer.stderr
    assert not (tmp_path / "office" / "postgres").exists()


def test_a_database_that_does_not_answer_is_a_sentence() -> None:
    answer = _banshi("migrate", BANSHI_DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert answer.returncode == 2
    assert "数据库连接不上" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_worker_without_a_prefect_server_says_what_it_misses() -> None:
    answer = _banshi("deploy", BANSHI_PREFECT_PORT="1")
    assert answer.returncode == 2
    assert "没有应答" in answer.stderr


def test_the_doctor_of_no_office_says_so_and_makes_none(tmp_path: Path) -> None:
    answer = _banshi("doctor")
    assert answer.returncode == 2
    assert "还没有办公室" in answer.stderr
    assert not (tmp_path / "office" / "postgres").exists()


def test_the_doctor_names_what_is_wrong_and_how_to_mend_it() -> None:
    assert _banshi("migrate").returncode == 0
    answer = _banshi("doctor", BANSHI_PREFECT_PORT="1")
    assert answer.returncode == 1
    assert "Prefect 服务 http://127.0.0.1:1/api 没有应答" in answer.stdout
