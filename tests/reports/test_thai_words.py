"""Thai text is cut between words, and never inside names."""

from hypothesis import given
from hypothesis import strategies as st

from prongsai.reports.thai_words import clusters, words

THAI = st.text(
    alphabet=st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B) | st.sampled_from(" a1(-\n")
)


def test_words_cuts_at_word_ends() -> None:
    assert words("เทศบาลดำเนินการ 85.00 คะแนน") == ["เทศบาล", "ดำเนินการ", " ", "85.00", " ", "คะแนน"]


def test_words_keeps_the_fields_own_words_whole() -> None:
    assert words("2 ตัวชี้วัดของแบบวัด") == ["2", " ", "ตัวชี้วัด", "ของ", "แบบวัด"]
    assert words("มาตรการปรับปรุง (หน่วยงานหลัก)") == ["มาตรการ", "ปรับปรุง", " ", "(", "หน่วยงาน", "หลัก", ")"]


def test_words_keeps_a_name_whole_that_the_dictionary_would_cut() -> None:
    text = "เทศบาลตำบลหนองบัวฟ้าครามดำเนินการ"
    assert words(text, ("เทศบาลตำบลหนองบัวฟ้าคราม",)) == ["เทศบาลตำบล", "หนองบัวฟ้าคราม", "ดำเนินการ"]
    assert "หนองบัวฟ้าคราม" not in words(text)


def test_words_prefers_the_longer_of_two_names() -> None:
    names = ("หนองบัวฟ้า", "หนองบัวฟ้าคราม")
    assert words("ที่หนองบัวฟ้าคราม", names) == ["ที่", "หนองบัวฟ้าคราม"]


def test_words_does_not_find_a_name_that_ends_inside_a_cluster() -> None:
    assert words("ฟ้าครามมะลิ", ("ครามมะล",)) == words("ฟ้าครามมะลิ")


def test_words_keeps_signs_of_repetition_with_their_word() -> None:
    assert words("งานนั้น ๆ กรุงเทพฯ") == ["งาน", "นั้น ๆ", " ", "กรุงเทพฯ"]
    assert words("ๆ ๆ") == ["ๆ ๆ"]
    assert words(" ๆ") == [" ๆ"]


def test_words_of_nothing_are_none() -> None:
    assert words("", ("ตัวอย่าง",)) == []


@given(THAI, st.lists(THAI, max_size=3))
def test_words_joined_are_the_text(text: str, names: list[str]) -> None:
    assert "".join(words(text, tuple(names))) == text


@given(THAI)
def test_clusters_joined_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


def test_clusters_keep_marks_with_their_letters() -> None:
    assert clusters("ที่น้ำ") == ["ที่", "น้", "ำ"]
