"""The desk: tags, what is new, saved searches; and what becomes of them when files go bad."""

from __future__ import annotations

import csv
import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.desk.marks import At, Change, Marks, Standing
from newscli.index import Index
from tests.conftest import ROOT, ran

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk and a pile of the test's own."""
    monkeypatch.setenv("NEWSCLI_DATA", str(tmp_path / "desk"))
    monkeypatch.setenv("NEWSCLI_FROM", str(tmp_path / "pile"))
    (tmp_path / "pile").mkdir()
    for name in ("apples", "bridges", "cranes"):
        write(tmp_path, name)


def write(tmp_path: Path, name: str, text: str = "", headline: str = "") -> Path:
    path = tmp_path / "pile" / f"{name}.md"
    said = text or f"The city council met on Monday to talk about {name} for a long time."
    path.write_text(f"# {headline or f'All about {name} in the city'}\n\n{said}\n")
    return path


def numbers(run: Run, *words: str) -> list[str]:
    code, out, err = run(*words)
    assert code in (0, 1), err
    return [line.split("\t")[0] for line in out.splitlines()]


def lines(tmp_path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (tmp_path / "desk/marks.jsonl").read_text().splitlines()]


def test_tags_are_said_found_and_taken_back(run: Run) -> None:
    assert run("tag", "+Fruit", "+todo", "1", "2")[2].splitlines() == [
        "newscli: +fruit: 2 articles",
        "newscli: +todo: 2 articles",
    ]
    assert run("tag", "-todo", "1")[0] == 0
    assert run("tag")[1] == "fruit\t2\ntodo\t1\n"
    assert numbers(run, "list", "--tag", "fruit") == ["1", "2"]
    assert numbers(run, "list", "--tag", "nothing", "--tag", "todo") == ["2"]  # one of them
    assert numbers(run, "search", "council tag:todo") == ["2"]
    assert numbers(run, "search", "--", "council", "-tag:todo") == ["1", "3"]
    assert numbers(run, "search", "tag:(todo OR fruit) apples") == ["1"]
    assert run("stats", "--tag", "nothing")[0] == 1


def test_what_is_read_on_a_terminal_is_read_unless_that_is_turned_off(run: Run) -> None:
    run("read", "1", width=80)
    run("read", "2")  # into a pipe: a program, and nobody has read it
    run("read", "3", "--no-mark-read", width=80)
    assert numbers(run, "search", "is:read") == ["1"]
    assert numbers(run, "search", "is:unread") == ["2", "3"]
    run("tag", "+star", "3")
    assert numbers(run, "search", "is:starred is:unread") == ["3"]
    _, out, _ = run("list", width=100)
    assert "Tags" in out
    assert "star" in out
    assert "read" not in out.replace("newscli read", "")  # true of nearly all before long


def test_a_tag_outlives_the_index_and_a_change_of_the_text_where_it_stood(
    run: Run, tmp_path: Path
) -> None:
    run("tag", "+keep", "2")
    for file in (tmp_path / "cache/newscli").iterdir():
        file.unlink()
    assert numbers(run, "list", "--tag", "keep") == ["2"]
    write(tmp_path, "bridges", "Something else entirely stands here now, and it is about bridges.")
    assert len(numbers(run, "list", "--tag", "keep")) == 1
    run("tag", "+more", "--query", "bridges")
    assert run("tag")[1] == "keep\t1\nmore\t1\n"
    run("tag", "-keep", "--query", "bridges")
    assert run("tag")[1] == "more\t1\n"


def test_what_moves_up_into_a_place_does_not_inherit_its_tags(run: Run, tmp_path: Path) -> None:
    parts = [
        json.dumps(
            {
                "headline": f"Story of the {name}",
                "text": f"The {name} of them stood there all night, the people said on Monday.",
            }
        )
        for name in ("first", "second", "third")
    ]
    pile = tmp_path / "pile" / "all.jsonl"
    pile.write_text("\n".join(parts))
    (second,) = numbers(run, "search", "headline:second")
    run("tag", "+mine", second)
    pile.write_text("\n".join([parts[0], parts[2]]))
    assert numbers(run, "list", "--tag", "mine") == []
    pile.write_text("\n".join([parts[0], parts[1].replace("all night", "all day"), parts[2]]))
    assert len(numbers(run, "list", "--tag", "mine")) == 1


def test_copies_of_a_text_share_what_is_said_of_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pile/again.md").write_text((tmp_path / "pile/apples.md").read_text())
    run("tag", "+fruit", "--query", "apples")
    assert len(numbers(run, "list", "--tag", "fruit")) == 2
    assert len(lines(tmp_path)) == 2  # the first says which version of the file it is


def test_words_that_begin_with_a_sign_are_tags_up_to_two_dashes(run: Run) -> None:
    assert run("tag", "-n", "-f", "1")[2].splitlines() == [
        "newscli: -n: 0 articles of 1, the others as they were",
        "newscli: -f: 0 articles of 1, the others as they were",
    ]
    assert run("tag", "+a", "-a", "1")[0] == 2
    assert run("tag", "+a b", "1")[0] == 2
    assert run("tag", "+a")[0] == 2
    assert run("tag", "3")[0] == 2
    assert run("tag", "+a", "--", "-x")[0] == 1
    _, ids, _ = run("search", "apples", "--ids")
    assert run("tag", "+a", "-", stdin=ids)[0] == 0
    assert run("tag")[1] == "a\t1\n"


def test_tags_leave_with_records(run: Run, tmp_path: Path) -> None:
    def tags(*words: str) -> list[list[str]]:
        return [one["tags"] for one in map(json.loads, run(*words)[1].splitlines())]

    assert tags("list", "--jsonl") == [[], [], []]
    run("tag", "+fruit", "+read", "1")
    assert tags("list", "--jsonl") == tags("export") == [["fruit", "read"], [], []]
    assert json.loads(run("read", "1", "--json")[1])["articles"][0]["tags"] == ["fruit", "read"]
    (hit,) = json.loads(run("search", "=apples", "--json", "-n", "1")[1])["hits"]
    assert hit["article"]["tags"] == ["fruit", "read"]
    assert run("export", "-o", str(tmp_path / "all.csv"))[0] == 0
    with (tmp_path / "all.csv").open(newline="") as table:
        assert [row["tags"] for row in csv.DictReader(table)] == ['["fruit", "read"]', "", ""]
    (tmp_path / "again").mkdir()
    (tmp_path / "all.csv").rename(tmp_path / "again" / "all.csv")
    assert tags("list", str(tmp_path / "again"), "--jsonl") == [["fruit", "read"], [], []]


@pytest.mark.parametrize("query", ["is:foo", "(is:foo apples) OR cranes", "tag:a OR added:never"])
def test_what_the_desk_cannot_be_asked_is_told_in_one_line(run: Run, query: str) -> None:
    code, out, err = run("search", "--", query)
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_what_is_new_is_what_came_since_it_was_shown_last(run: Run, tmp_path: Path) -> None:
    assert numbers(run, "list", "--new") == ["1", "2", "3"]
    assert numbers(run, "list", "--new") == []
    write(tmp_path, "dams")
    assert run("stats", "--new", "--by", "year")[0] == 0  # moves nothing
    assert numbers(run, "search", "council", "--new", "--count") == ["4"]
    assert numbers(run, "search", "is:new") == ["4"]
    assert numbers(run, "search", "--", "-is:new") == ["1", "2", "3"]
    _, out, err = run("list", "--new")
    assert out.split("\t")[0] == "4"
    assert re.search(r"1 new since (today|yesterday) \d\d:\d\d$", err.strip())
    assert numbers(run, "search", "is:new") == []
    assert len(numbers(run, "search", "council", "--new")) == 4  # another question
    assert numbers(run, "search", "council", "--new") == []


@pytest.mark.parametrize("moves", [["dams"], ["dams", "eels"]])
def test_what_comes_after_a_clock_was_put_back_is_new(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: list[str]
) -> None:
    import time

    right = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: right() + 86_400 * 10**9)
    run("list", "--new")
    for name in moves[:-1]:
        write(tmp_path, name)
        assert len(numbers(run, "list", "--new")) == 1
    monkeypatch.setattr(time, "time_ns", right)
    write(tmp_path, moves[-1])
    assert len(numbers(run, "list", "--new")) == 1
    assert numbers(run, "list", "--new") == []


def test_rows_that_were_cut_stay_new(run: Run, tmp_path: Path) -> None:
    run("list", "--new")
    write(tmp_path, "dams")
    write(tmp_path, "eels")
    assert numbers(run, "list", "--new", "-n", "1") == ["4"]
    assert numbers(run, "list", "--new") == ["4", "5"]
    assert numbers(run, "list", "--new") == []


def test_the_time_of_coming_outlives_the_index(run: Run, tmp_path: Path) -> None:
    run("list", "--new")
    write(tmp_path, "dams")
    run("list")
    for file in (tmp_path / "cache/newscli").iterdir():
        file.unlink()
    assert len(numbers(run, "list", "--new")) == 1


def test_articles_of_a_first_load_are_as_old_as_their_files(run: Run, tmp_path: Path) -> None:
    os.utime(tmp_path / "pile/apples.md", (1_000_000_000, 1_000_000_000))
    assert numbers(run, "search", "added:2001") == ["1"]
    assert numbers(run, "list", "--added-since", "2002") == ["2", "3"]
    assert numbers(run, "list", "--sort", "added")[-1] == "1"
    assert numbers(run, "search", "added:..2002") == ["1"]


def test_a_search_is_saved_with_its_filters_and_asked_by_name(run: Run, tmp_path: Path) -> None:
    _, _, err = run("search", "council", "--source", "bridges", "--save", "works")
    assert err.splitlines()[-1] == "newscli: saved: newscli search @works"
    assert numbers(run, "search", "@works") == ["2"]
    assert numbers(run, "search", "@works", "--source", "cranes") == ["3"]
    assert numbers(run, "search", "@works", "--new") == ["2"]
    assert run("search", "@")[1] == "@works\t0\tcouncil --source bridges\n"
    assert "it was council" in run("search", "apples", "--save", "works")[2]
    code, _, err = run("search", "@nothing")
    assert (code, "works" in err, '"@nothing"' in err) == (2, True, True)
    assert run("search", "apples", "--save", "1st")[0] == 2
    assert oct((tmp_path / "desk/searches.toml").stat().st_mode)[-3:] == "600"


@given(st.text(min_size=1, max_size=20))
def test_any_query_is_saved_and_read_back(text: str) -> None:
    import tempfile

    from newscli.desk.searches import Saved, Searches

    with tempfile.TemporaryDirectory() as folder:
        searches = Searches(Path(folder))
        searches.save("a", Saved(text, {"tag": [text], "since": text}))
        wanted = text.encode("utf-8", "replace").decode()
        assert searches.named("a") == Saved(wanted, {"tag": [wanted], "since": wanted})


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_what_somebody_wrote_among_saved_searches_outlives_the_next_one(
    name: str, key: str
) -> None:
    import tempfile

    from newscli.desk.searches import Saved, Searches

    def written(text: str) -> str:
        return '"' + "".join(f"\\U{ord(c):08x}" for c in text) + '"'

    with tempfile.TemporaryDirectory() as folder:
        name, key = (text.encode("utf-8", "replace").decode() for text in (name, f"{key}!"))
        Path(folder, "searches.toml").write_text(f'[{written(name)}]\n{written(key)} = "b"\n')
        searches = Searches(Path(folder))
        searches.save("new", Saved("a", {}))
        assert Searches(Path(folder)).all()["new"] == Saved("a", {})
        assert name == "new" or searches.named(name) == Saved("", {key: "b"})


def test_what_is_said_after_the_last_moment_there_is_counts(tmp_path: Path) -> None:
    """As of a clock that once stood far ahead."""
    last = "9999-12-31T23:59:59.999999Z"
    (tmp_path / "marks.jsonl").write_text(f'{{"id":"abcd","add":["one"],"time":"{last}"}}\n')
    for change in (Change(standing(), remove=["one"]), Change(standing(), add=["two"])):
        marks = Marks(tmp_path)
        marks.said()
        marks.change([change])
    assert [said.tags for said in Marks(tmp_path).said()[0]] == [{"two"}]


def standing(id: str = "abcd") -> Standing:
    return Standing(id, At("/a.txt", "", 1), "Headline\x1b[31m\udc80")


@given(st.binary(max_size=300), st.booleans())
def test_whatever_the_file_holds_no_mark_is_lost(junk: bytes, first: bool) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "marks.jsonl")
        marks = Marks(Path(folder))
        if first:
            path.write_bytes(junk)
            path.chmod(0o600)
        marks.change([Change(standing(), add=["one"])])
        if not first:
            with path.open("ab") as file:
                file.write(junk)
        marks.change([Change(standing("other"), add=["two"])])
        said, problem = Marks(Path(folder)).said()
        assert {one.article.id: one.tags for one in said} == {
            "abcd": {"one"},
            "other": {"two"},
        }
        assert junk in path.read_bytes()
        assert "\n" not in problem
        assert path.read_bytes().count(b"\x1b") == junk.count(b"\x1b")


def test_history_is_shortened_and_says_the_same(tmp_path: Path) -> None:
    marks = Marks(tmp_path / "desk")
    for _ in range(150):  # without ever being asked what is said, as the index has a copy
        marks.change([Change(standing(), add=["a", "b"]), Change(standing("x"), remove=["c"])])
        marks.change([Change(standing(), remove=["a"])])
    said, problem = Marks(tmp_path / "desk").said()
    assert ({one.article.id: one.tags for one in said}, problem) == (
        {"abcd": {"b"}, "x": frozenset()},
        "",
    )
    assert len(lines(tmp_path)) < 300


def test_two_files_put_together_say_what_both_say_by_time(tmp_path: Path) -> None:
    one, two = Marks(tmp_path / "one"), Marks(tmp_path / "two")
    one.change([Change(standing(), add=["early"])])
    two.change([Change(standing(), add=["other"], remove=["early"])])
    (tmp_path / "desk").mkdir(mode=0o700)
    both = b"".join((tmp_path / name / "marks.jsonl").read_bytes() for name in ("two", "one"))
    (tmp_path / "desk/marks.jsonl").write_bytes(both)
    (said,), problem = Marks(tmp_path / "desk").said()
    assert (said.tags, problem) == ({"other"}, "")


@pytest.mark.parametrize(
    "content",
    [b"\x00\xff" * 99, b"[" * 100_000, b'{"id": 3}\n', b'{"id": "a", "add": [[]]}', b"null\n"],
)
def test_a_damaged_file_of_marks_costs_the_marks_alone(
    run: Run, tmp_path: Path, content: bytes
) -> None:
    run("tag", "+mine", "1")
    with (tmp_path / "desk/marks.jsonl").open("ab") as file:
        file.write(content)
    code, out, err = run("list", "--tag", "mine")
    assert (code, out[:2], len(err.splitlines())) == (0, "1\t", 1)
    assert numbers(run, "list") == ["1", "2", "3"]
    assert run("tag", "+more", "2")[0] == 0
    assert numbers(run, "list", "--tag", "more") == ["2"]


def test_a_newer_file_of_marks_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    path = tmp_path / "desk/marks.jsonl"
    path.write_text('{"newscli": 2}\n{"id": "what may be"}\n')
    before = path.read_bytes()
    assert run("tag", "+a", "1")[0] == 2
    code, _, err = run("list", "--tag", "a")
    assert (code, len(err.splitlines())) == (0, 2)
    assert err.endswith("newscli: no tag “a”: no article has one; nothing found\n")
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["pipe", "link", "folder", "large"])
def test_a_file_of_marks_that_is_none_is_told_at_once(run: Run, tmp_path: Path, kind: str) -> None:
    (tmp_path / "desk").mkdir()
    path = tmp_path / "desk/marks.jsonl"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "link":
        (tmp_path / "other").write_text("")
        path.symlink_to(tmp_path / "other")
    elif kind == "folder":
        path.mkdir()
    else:
        with path.open("wb") as file:
            file.truncate(1 << 30)
    code, _, err = run("tag", "+a", "1")
    assert (code, len(err.splitlines())) == (2, 1), err
    assert run("list", "--tag", "a")[0] == 0
    assert run("search", "council")[0] == 0
    code, out, _ = run("read", "1", width=80)
    assert (code, "apples" in out) == (0, True)
    assert not (tmp_path / "other").exists() or not (tmp_path / "other").read_text()


def test_processes_that_tag_at_once_lose_nothing(tmp_path: Path, run: Run) -> None:
    run("list")
    command = [sys.executable, "-m", "newscli", "tag"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen([*command, f"+tag{i}", "1-3"], env=environ, stderr=subprocess.DEVNULL)
        for i in range(6)
    ]
    assert [process.wait() for process in started] == [0] * 6
    assert run("tag")[1] == "".join(f"tag{i}\t3\n" for i in range(6))
    assert run("tag")[2] == ""


def test_who_is_slow_to_copy_tags_takes_none_of_anothers_away(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("tag", "+old", "1-3")
    assert run("tag")[1] == "old\t3\n"
    said, begin, changed = list[str](), Index.begin, Marks.change

    def change(marks: Marks, changes: Iterable[Change]) -> tuple[str, str]:
        said.append("tagged")
        return changed(marks, changes)

    def late(index: Index, *, wait: bool = True) -> None:
        if said and said.pop():  # another process writes what it read some time ago
            with closing(sqlite3.connect(str(index.path))) as db:
                db.execute("DELETE FROM tags")
                db.execute("UPDATE state SET value = 'before' WHERE key = 'tags'")
                db.commit()
        begin(index, wait=wait)

    with monkeypatch.context() as patched:
        patched.setattr(Marks, "change", change)
        patched.setattr(Index, "begin", late)
        assert run("tag", "+new", "1-3")[0] == 0
    assert said == []
    assert run("tag")[1] == "new\t3\nold\t3\n"


def test_threads_that_write_at_once_lose_nothing_while_history_is_shortened(
    tmp_path: Path,
) -> None:
    def tag(name: str) -> None:
        marks = Marks(tmp_path / "desk")
        for i in range(60):
            marks.said()
            marks.change([Change(standing(), add=[name] if i % 2 else [], remove=[])])
            marks.change([Change(standing(f"{name}{i % 3}"), add=[f"t{i % 5}"])])

    threads = [threading.Thread(target=tag, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    said, problem = Marks(tmp_path / "desk").said()
    assert problem == ""
    tags = {one.article.id: one.tags for one in said}
    assert tags["abcd"] == {"a", "b", "c"}
    assert all(len(tags[f"{name}{i}"]) == 5 for name in "abc" for i in range(3))


@pytest.mark.slow
def test_a_process_that_is_killed_while_it_tags_leaves_whole_lines(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; import sys; from tests.test_desk import *\n"
        "marks = Marks(Path(sys.argv[1]))\n"
        "for i in range(10**6): marks.change([Change(standing(str(i)), add=['a'])]); "
        "print(i, flush=True)"
    )
    for _ in range(5):
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "desk")],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        for _ in range(20):
            process.stdout.readline()
        process.kill()
        process.communicate()
        said, problem = Marks(tmp_path / "desk").said()
        assert problem == ""
        assert len(said) > 19


def test_who_has_no_desk_pays_nothing_for_it(tmp_path: Path) -> None:
    for words in (("list",), ("search", "council"), ("read", "1"), ("list", "--added-since", "1y")):
        assert ran(*words)[0] == 0
    assert not (tmp_path / "desk").exists()


def test_what_came_before_the_desk_was_first_used_is_known_to_it(tmp_path: Path) -> None:
    ran("list")
    write(tmp_path, "dams")
    ran("list")
    ran("list", "--new")
    for file in (tmp_path / "cache/newscli").iterdir():
        file.unlink()
    write(tmp_path, "eels")
    known = [json.loads(line) for line in (tmp_path / "desk/added.jsonl").read_text().splitlines()]
    assert [len(line["ids"]) for line in known if "ids" in line] == [1]
    assert numbers(ran, "list", "--sort", "added")[0] in ("4", "5")
    assert len(numbers(ran, "list", "--new")) <= 1


def test_a_load_that_is_broken_off_before_it_is_noted_is_noted_by_the_next(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def struck(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("newscli.archive.at_desk.AtDesk.note_added", struck)
        assert run("list")[0] == 130
    assert run("list")[0] == 0
    (file,) = Path(os.environ["XDG_CACHE_HOME"]).rglob("*.db")
    with closing(sqlite3.connect(file)) as db:
        held = dict(db.execute("SELECT key, value FROM state"))
    assert held["added_up_to"] == "3"


def test_where_no_search_is_kept_nothing_is_found(run: Run) -> None:
    code, out, err = run("search", "@")
    assert (code, out) == (1, "")
    assert "--save NAME" in err
