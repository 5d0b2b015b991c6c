import pytest

from rehearse.speech.pronounce import MAX_PRONUNCIATIONS, letters_to_sound, pronunciations
from rehearse.speech.spoken_forms import spoken_forms

DICTIONARY = {
    "web": "W EH B",
    "hook": "HH UH K",
    "four": "F AO R",
    "sarah": "S EH R AH",
    "it's": "IH T S",
    "a": "AH",
    "cafe": "K AH F EY",
}


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Hello,", "hello"),
        ("GPT-4", "g p t four"),
        ("APIs", "a p i's"),
        ("third-party", "third party"),
        ("R&D", "r and d"),
        ("2019", "twenty nineteen"),
        ("1905", "nineteen oh five"),
        ("1900", "nineteen hundred"),
        ("2005", "two thousand five"),
        ("$1,200", "one thousand two hundred dollars"),
        ("3.5%", "three point five percent"),
        ("21st", "twenty first"),
        ("30th", "thirtieth"),
        ("90s", "nineties"),
        ("6:30", "six thirty"),
        ("1,000,042", "one million forty two"),
        ("café", "cafe"),
        ("it’s", "it's"),
        ("<b>bold</b>", "b bold b"),
        ("rocket🚀", "rocket"),
    ],
)
def test_a_written_word_is_read_as_people_read_it(word: str, said: str) -> None:
    assert " ".join(spoken_forms(word)[0]) == said


def test_a_year_may_also_be_an_amount() -> None:
    assert {" ".join(form) for form in spoken_forms("2019")} >= {"twenty nineteen", "two thousand nineteen"}


def test_a_number_too_long_to_name_is_read_digit_by_digit() -> None:
    assert spoken_forms("1234567890123")[0][:3] == ("one", "two", "three")


@pytest.mark.parametrize("word", ["", "'", "日本", "🚀", "—"])
def test_what_cannot_be_read_in_english_has_no_sound(word: str) -> None:
    assert pronunciations(word, DICTIONARY.get) == ()


@pytest.mark.parametrize(
    ("word", "phones"),
    [
        ("it’s", "IH T S"),
        ("Sarah's", "S EH R AH Z"),
        ("webhook", "W EH B HH UH K"),
        ("webs", "W EH B Z"),
        ("hooks", "HH UH K S"),
        ("SQL", "EH S K Y UW EH L"),
        ("I", "AY"),
        ("a", "AH"),
    ],
)
def test_the_dictionary_is_asked_for_the_word_its_stem_and_its_halves(word: str, phones: str) -> None:
    assert pronunciations(word, {**DICTIONARY, "i": "AY"}.get)[0] == phones


@pytest.mark.parametrize(
    ("word", "phones"),
    [
        ("zigbee", "Z IH G B IY"),
        ("time", "T AY M"),
        ("knock", "N AA K"),
        ("grrr", "JH IY AA R AA R AA R"),
        ("ladder", "L AE D ER"),
    ],
)
def test_an_unknown_word_sounds_like_its_letters(word: str, phones: str) -> None:
    assert " ".join(letters_to_sound(word)) == phones


def test_a_word_of_many_numbers_keeps_few_pronunciations() -> None:
    assert 1 <= len(pronunciations("2019-2020-2021", DICTIONARY.get)) <= MAX_PRONUNCIATIONS
