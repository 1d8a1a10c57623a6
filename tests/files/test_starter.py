import pytest

from iopkit.files.load import examine_text
from iopkit.files.starter import starter


@pytest.mark.parametrize("title", ["Crest View", 'A: "b" #c', "no", "12"])
def test_the_starter_file_passes_its_own_check(title: str) -> None:
    examined = examine_text(starter("crest-view", title))

    assert examined.complaints == ()
    assert examined.pathway is not None
    assert (examined.pathway.id, examined.pathway.title) == ("crest-view", title)


def test_every_key_of_the_starter_file_is_explained_above_it() -> None:
    lines = starter("a", "A").splitlines()

    assert sum("#" in line for line in lines) > 25
    assert max(len(line) for line in lines) <= 100


def test_a_wrong_id_or_an_empty_title_is_refused() -> None:
    with pytest.raises(ValueError, match="is not an id"):
        starter("Crest View", "x")
    with pytest.raises(ValueError, match="must not be empty"):
        starter("crest", " ")
