"""`newscli check` says what became of every line, and finds what deserves a look."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newscli import open_archive

Run = Callable[..., tuple[int, str, str]]
LINES = ("path", "line", "article", "role", "text")


def article(name: str, sentences: int = 10) -> str:
    body = f"The committee about {name} met on a rainy morning and came to no decision. "
    return f"Committee Hears of {name}\n\n{body * sentences}\n\nIt will meet again.\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(article("Apples"))
    return folder


def checked(run: Run, *words: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """Exit code, and file name → the document of `check --json`."""
    code, out, _ = run("check", "--json", "--all", *words)
    told = json.loads(out)
    assert told["schema_version"] == 1
    return code, {Path(document["path"]).name: document for document in told["documents"]}


def test_a_document_has_its_layout_articles_and_lines_by_role(run: Run) -> None:
    code, documents = checked(run, "--from", "seeds")
    dump = documents["000_95a98d30609874d8.txt"]
    assert code == 0
    assert dump["format"] == "text"
    assert (dump["encoding"], dump["repairs"]) == ("utf-8", 0)
    assert dump["evidence"] == {"headline-echo": dump["articles"]} == {"headline-echo": 4}
    assert dump["leftovers"] == [{"text": "TT", "count": 4}]
    assert sum(dump["lines"].values()) == len(Path(dump["path"]).read_text().splitlines())
    assert not dump["look"]


def test_what_deserves_a_look_is_found(run: Run, news: Path) -> None:
    (news / "b.txt").write_text("A Button\n\nPress here to go on.\n")
    (news / "c.txt").write_text(article("Apples"))
    (news / "d.txt").write_text(article("Dates", 2_000))
    code, documents = checked(run, "--from", str(news))
    looks = {name: document["look"] for name, document in documents.items()}
    assert code == 1
    assert not looks["a.txt"]
    assert looks["b.txt"][0] == {"reason": "only 7 words", "line": 1, "article": 2}
    assert looks["c.txt"] == [{"reason": "the same text as article 1", "line": 1, "article": 3}]
    assert "it may be several articles" in looks["d.txt"][0]["reason"]


def test_a_headline_that_is_a_paragraph_deserves_a_look(run: Run, news: Path) -> None:
    headline = "The committee " + "met and met again and " * 10 + "went home"
    (news / "b.csv").write_text(f"title,text\n{headline},{'Nothing was decided. ' * 20}\n")
    _, documents = checked(run, "--from", str(news))
    assert "it may be a paragraph" in documents["b.csv"]["look"][0]["reason"]


def test_damage_is_a_problem_and_exit_code_2(run: Run, news: Path) -> None:
    (news / "damaged.pdf").write_bytes(b"%PDF-1.4\nnothing")
    (news / "b.txt").write_bytes(article("Caf").encode() + b"And the caf\xe9 too. \xc3\xa9\n")
    code, documents = checked(run, "--from", str(news))
    assert code == 2
    assert documents["damaged.pdf"]["format"] is None
    assert len(documents["damaged.pdf"]["problems"]) == 1
    assert documents["b.txt"]["repairs"] >= 1


def test_members_of_an_archive_are_documents(run: Run, news: Path) -> None:
    with zipfile.ZipFile(news / "all.zip", "w") as archive:
        archive.writestr("b.txt", article("Berries"))
        with archive.open("inner.zip", "w") as inside, zipfile.ZipFile(inside, "w") as inner:
            inner.writestr("c.txt", article("Cherries"))
    code, documents = checked(run, "--from", str(news))
    assert code == 2
    assert documents.keys() == {"a.txt", "b.txt", "inner.zip"}
    assert documents["b.txt"]["path"].endswith("all.zip!/b.txt")


def test_in_a_pipe_a_document_is_a_line(run: Run, news: Path) -> None:
    (news / "b.txt").write_text("A Button\n\nPress here to go on.\n")
    code, out, err = run("check", "--all", "--from", str(news))
    assert (code, err) == (1, "newscli: 2 documents, 1 to look at; 1 × under 40 words\n")
    rows = [line.split("\t") for line in out.splitlines()]
    assert {len(row) for row in rows} == {11}
    assert rows[0][4] == "1"
    assert rows[0][7].startswith("1: only 7 words")


def pile(count: int, rule: str = "-" * 30) -> str:
    """Articles parted by rules, each with a date below its headline."""
    names = ["Apples", "Berries", "Cherries", "Dates", "Elderberries", "Figs"][:count]
    texts = (article(name).replace("\n\n", "\n3 May 2012\n\n", 1) for name in names)
    return f"\n{rule}\n\n".join(texts)


def test_the_choice_behind_the_articles_of_a_document_is_told(run: Run, news: Path) -> None:
    (news / "b.txt").write_text(pile(4))
    _, documents = checked(run, "--from", str(news))
    told = documents["b.txt"]
    assert told["articles"] == 4
    assert told["cut"].keys() == {"family", "runner_up", "margin"}
    assert told["cut"]["margin"] > 0
    assert 0 <= told["confidence"] <= 1
    assert told["common_head"] == 1
    assert documents["a.txt"]["common_head"] is None


def test_the_share_of_common_heads_falls_with_one_that_is_made_otherwise(
    run: Run, news: Path
) -> None:
    (news / "b.txt").write_text(pile(4).replace("3 May 2012\n\n", "\n", 1))
    _, documents = checked(run, "--from", str(news))
    assert documents["b.txt"]["common_head"] == 0.75


def test_the_document_that_is_likeliest_wrong_comes_first(run: Run, news: Path) -> None:
    (news / "b.txt").write_text("A Button\n\nPress here to go on.\n")
    (news / "c.txt").write_bytes(b"%PDF-1.4\nnothing")
    (news / "d.txt").write_text(pile(3))
    code, documents = checked(run, "--from", str(news))
    assert code == 2
    assert next(iter(documents)) == "c.txt"
    told = [*documents.values()][1:]
    ranks = [(not one["look"], one["confidence"]) for one in told]
    assert ranks == sorted(ranks)
    assert {bool(one["look"]) for one in told} == {True, False}


def test_on_a_terminal_what_needs_no_look_is_told_in_a_line(run: Run, news: Path) -> None:
    _, out, _ = run("check", "--all", "--from", "seeds", width=96)
    documents = [line.strip() for line in out.splitlines() if "seeds/" in line]
    assert "4 articles by headline-echo" in documents[0]
    assert "1 article by whole-file" in documents[1]
    assert "paragraph" not in out
    (news / "b.txt").write_text("A Button\n\nPress here to go on.\n")
    _, out, _ = run("check", str(news / "b.txt"), "--from", str(news), width=96)
    assert "only 7 words" in out
    assert "1 paragraph" in out


def test_only_what_deserves_a_look_is_told_below_what_was_found(run: Run, news: Path) -> None:
    (news / "b.txt").write_text("A Button\n\nPress here to go on.\n")
    (news / "c.txt").write_text(article("Apples"))
    code, out, _ = run("check", "--from", str(news), width=80)
    lines = [line.strip() for line in out.splitlines() if line.strip()]
    assert code == 1
    assert lines[:3] == [
        "3 documents · 3 articles · 2 to look at",
        "1  the same text as another article · in 1 document",
        "1  under 40 words · in 1 document",
    ]
    assert "b.txt" in out
    assert "a.txt" not in out
    assert "a.txt" in run("check", "--all", "--from", str(news), width=80)[1]
    told = json.loads(run("check", "--json", "--from", str(news))[1])["documents"]
    assert {Path(one["path"]).name for one in told} == {"b.txt", "c.txt"}


def test_where_short_articles_are_usual_only_much_shorter_ones_deserve_a_look(
    run: Run, news: Path
) -> None:
    briefs = [
        {"headline": f"Brief {i}", "text": f"The {i}th ship left port. " * 3} for i in range(40)
    ]
    briefs.append({"headline": "Go", "text": ""})
    (news / "wire.jsonl").write_text("".join(json.dumps(one) + "\n" for one in briefs))
    (news / "a.txt").unlink()
    looks = checked(run, "--from", str(news))[1]["wire.jsonl"]["look"]
    assert [look["reason"] for look in looks] == ["only 1 word"]


def test_of_many_looks_at_a_document_the_first_are_told_and_how_many_more(
    run: Run, news: Path
) -> None:
    records = [{"headline": f"Ship {i}", "text": f"It left port {i} at dawn."} for i in range(12)]
    (news / "wire.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records))
    out = run("check", "--from", str(news), width=80)[1]
    assert out.count("only 8 words") == 5
    assert "7 more: newscli check" in out
    out = run("check", str(news / "wire.jsonl"), "--from", str(news), width=80)[1]
    assert out.count("only 8 words") == 12


def test_filters_say_which_articles_are_checked(run: Run, news: Path) -> None:
    records = [
        {"headline": "Ship", "text": "It left.", "date": "2024-01-02"},
        {"headline": "Boat", "text": "It left too.", "date": "2025-01-02"},
    ]
    (news / "wire.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records))
    _, documents = checked(run, "--from", str(news), "--since", "2025")
    assert [*documents] == ["wire.jsonl"]
    assert [look["reason"] for look in documents["wire.jsonl"]["look"]] == ["only 4 words"]


def test_files_are_picked_from_the_archive(run: Run, news: Path) -> None:
    (news / "b.txt").write_text(article("Berries"))
    _, documents = checked(run, str(news / "b.txt"), "--from", str(news))
    assert [*documents] == ["b.txt"]
    code, out, err = run("check", "elsewhere.txt", "--from", str(news))
    assert (code, out) == (2, "")
    assert "elsewhere.txt" in err
    code, documents = checked(run, str(news / "b.txt"), "elsewhere.txt", "--from", str(news))
    assert (code, [*documents]) == (2, ["b.txt"])
    code, out, err = run("check", "--lines", "elsewhere.txt", "--from", str(news))
    assert (code, out, err.count("\n")) == (2, "", 1)


# The lines


def lines_of(run: Run, *words: str) -> list[dict[str, str]]:
    _, out, _ = run("check", "--lines", *words)
    return [dict(zip(LINES, line.split("\t"), strict=True)) for line in out.splitlines()]


def test_every_line_is_there_with_its_role_and_article(run: Run) -> None:
    file = "seeds/000_95a98d30609874d8.txt"
    lines = lines_of(run, file, "--from", "seeds")
    printed = Path(file).read_text(encoding="utf-8").splitlines()
    assert [line["line"] for line in lines] == [str(n + 1) for n in range(len(printed))]
    assert [line["text"] for line in lines] == printed
    assert {line["role"] for line in lines if line["text"] == "TT"} == {"other"}
    assert [line["article"] for line in lines if line["role"] == "headline"] == [*"1234"]


def test_a_file_alone_is_its_own_archive(run: Run) -> None:
    lines = lines_of(run, "seeds/001_4de4d01481b5a2c9.txt")
    assert {(line["role"], line["article"]) for line in lines} == {("paragraph", "1")}


def test_the_lines_of_a_member_are_those_in_the_archive(run: Run, news: Path) -> None:
    with zipfile.ZipFile(news / "all.zip", "w") as archive:
        archive.writestr("b.txt", article("Berries"))
    lines = lines_of(run, str(news / "all.zip"), "--from", str(news))
    assert "\n".join(line["text"].rstrip() for line in lines) == "\n".join(
        line.rstrip() for line in article("Berries").splitlines()
    )


def test_on_a_terminal_the_margin_names_the_role(run: Run) -> None:
    _, out, _ = run("check", "seeds/000_95a98d30609874d8.txt", "--lines", width=80)
    first = next(line for line in out.splitlines() if "Considering" in line)
    assert first.split()[:3] == ["1", "1", "headline"]
    assert all(len(line) <= 80 for line in out.splitlines())


def test_lines_need_a_file(run: Run) -> None:
    code, out, err = run("check", "--lines")
    assert (code, out) == (2, "")
    assert "check FILE --lines" in err


# From an article to its file


def test_the_lines_an_article_came_from_are_printed_as_they_are(run: Run) -> None:
    _, out, _ = run("read", "2", "--raw", "--from", "seeds")
    lines = Path("seeds/000_95a98d30609874d8.txt").read_text(encoding="utf-8").splitlines()
    source = open_archive(["seeds"]).article(2).source
    assert out.splitlines() == lines[source.first_line - 1 : source.last_line]


def test_an_editor_opens_the_file_at_the_article(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, told = tmp_path / "an editor", tmp_path / "told"
    editor.write_text(f'#!/bin/sh\nfor word; do echo "$word"; done > "{told}"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    odd = tmp_path / "$(touch harm) -x.txt"
    odd.write_text("\n\n" + article("Apples"))
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", f"'{editor}' --wait")
    code, _, err = run("read", "1", "--edit", "--from", str(odd))
    assert (code, err) == (0, "")
    assert told.read_text().splitlines() == ["--wait", "+3", str(odd)]
    assert not Path("harm").exists()


@pytest.mark.parametrize("editor", ["false", "/nowhere/editor", "'open"])
def test_an_editor_that_does_not_work_is_told(run: Run, editor: str) -> None:
    code, out, err = run("read", "1", "--edit", "--from", "seeds", EDITOR=editor, VISUAL="")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "set VISUAL or EDITOR" in err


def test_what_is_no_file_of_its_own_is_not_edited(run: Run, news: Path) -> None:
    with zipfile.ZipFile(news / "all.zip", "w") as archive:
        archive.writestr("b.txt", article("Berries"))
    code, _, err = run("read", "1", "--edit", "--from", str(news / "all.zip"), EDITOR="true")
    assert code == 2
    assert "no file of its own" in err
    assert run("read", "1", "--raw", "--from", str(news / "all.zip"))[1] == article("Berries")
