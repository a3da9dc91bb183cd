"""Files as spreadsheets write them, and files that are no lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.reading import (
    LARGEST_BYTES,
    MOST_CHARACTERS,
    MOST_ROWS,
    FileError,
    RawLine,
    decode,
    read_lines,
)

COLUMNS = ("name", "town", "note")
REQUIRED = ("name", "town")
ROWS = [RawLine(2, {"name": "Đorđe", "town": "Niš"}), RawLine(3, {"name": "زرغونه", "town": "Šid"})]
TEXT = "name,town\nĐorđe,Niš\nزرغونه,Šid\n"


def read(data: bytes) -> list[RawLine]:
    return read_lines(data, COLUMNS, REQUIRED)


def refused(data: bytes) -> list[tuple[int, str, str]]:
    with pytest.raises(FileError) as error:
        read(data)
    return [(fault.row, fault.column, fault.problem) for fault in error.value.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encodings_delimiters_and_line_ends_of_spreadsheets_are_read(
    encoding: str, delimiter: str, line_end: str
) -> None:
    text = TEXT.replace(",", delimiter).replace("\n", line_end)
    assert read(text.encode(encoding)) == ROWS


def test_letters_of_windows_1250_are_read() -> None:
    data = "name;town\r\nĐorđe Šuvaković;Čačak\r\nŽana;Niš\r\n".encode("cp1250")
    assert [line.cells["name"] for line in read(data)] == ["Đorđe Šuvaković", "Žana"]


def test_a_header_is_read_in_any_order_and_case_with_spaces() -> None:
    assert read(b" Town , NAME \nNis,Ana\n") == [RawLine(2, {"town": "Nis", "name": "Ana"})]


def test_blank_rows_and_empty_cells_are_left_out() -> None:
    data = b"name,town,note\n\nAna,Nis,\n ,,\nBo,Sid, x \n"
    assert read(data) == [
        RawLine(3, {"name": "Ana", "town": "Nis"}),
        RawLine(5, {"name": "Bo", "town": "Sid", "note": "x"}),
    ]


def test_a_quoted_cell_may_hold_commas_and_line_ends() -> None:
    assert read(b'name,town\n"Ana, Bo","Nis\nSid"\n')[0].cells == {
        "name": "Ana, Bo",
        "town": "Nis\nSid",
    }


@pytest.mark.parametrize("data", [b"", b"\n\n", b"  \n;;\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert refused(data) == [(0, "", "The file is empty; start from the example.")]


def test_a_header_alone_is_refused() -> None:
    assert refused(b"name,town\n")[0][2].startswith("There is no row under the header")


def test_unknown_missing_and_repeated_columns_are_all_named() -> None:
    faults = refused(b"name,name,city\nAna,Ana,Nis\n")
    assert [(row, column) for row, column, _ in faults] == [(1, "city"), (1, "name"), (1, "town")]
    assert "The columns are name, town, note" in faults[0][2]


def test_a_row_with_more_cells_than_the_header_is_named() -> None:
    assert refused(b"name,town\nAna,Nis\nBo,Sid,Serbia\n") == [
        (3, "", "This row has 3 cells, the header 2; quote cells with commas.")
    ]


def test_a_quote_that_does_not_end_is_named() -> None:
    assert "check its quotes" in refused(b'name,town\n"Ana,Nis\n')[0][2]


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    assert refused(b"x" * (LARGEST_BYTES + 1)) == [
        (0, "", "The file is larger than 2 MB; split it.")
    ]


def test_too_many_rows_are_refused() -> None:
    data = b"name,town\n" + b"Ana,Nis\n" * (MOST_ROWS + 1)
    assert f"split it into {MOST_ROWS} at most" in refused(data)[0][2]


def test_a_cell_without_an_end_is_refused() -> None:
    data = b"name,town\nAna," + b"x" * (MOST_CHARACTERS + 1) + b"\n"
    assert refused(data)[0][:2] == (2, "")


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00\x08\x00", b"\x00\x01\x02", b"\xff\xfe\x00"])
def test_a_workbook_or_an_image_is_told_apart_from_a_list(data: bytes) -> None:
    assert "save the sheet as CSV" in refused(data)[0][2]


@given(st.binary(max_size=400))
def test_no_bytes_at_all_break_the_reader(data: bytes) -> None:
    said = ""
    try:
        lines = read(data)
    except FileError as error:
        lines, said = [], error.faults[0].problem
    assert lines or said


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200))
def test_text_in_utf_8_is_read_as_it_is(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
