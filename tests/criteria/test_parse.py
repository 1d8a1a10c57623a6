import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import assessments, criteria

from iopkit.criteria.language.parse import parse
from iopkit.criteria.language.write import write
from iopkit.errors import CriterionError
from iopkit.model.criterion import (
    And,
    Compare,
    Completed,
    Constant,
    Criterion,
    IsKnown,
    IsTrue,
    Literal,
    Membership,
    Not,
    Or,
    Relation,
)

A, B, C = IsTrue("a"), IsTrue("b"), IsTrue("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("physically_stable", IsTrue("physically_stable")),
        ("self-harm.risk", IsTrue("self-harm.risk")),
        ("true", Constant(value=True)),
        ("false", Constant(value=False)),
        ("not a", Not(A)),
        ("not not a", Not(Not(A))),
        ("a and b and c", And((A, B, C))),
        ("a or b or c", Or((A, B, C))),
        ("a or b and not c", Or((A, And((B, Not(C)))))),
        ("(a or b) and c", And((Or((A, B)), C))),
        ("a AND (b Or NOT c)", And((A, Or((B, Not(C)))))),
        ("not a = true", Not(Compare("a", Relation.EQUAL, Literal(value=True)))),
        ("x <= 3", Compare("x", Relation.AT_MOST, Literal(3.0))),
        ("x≤3", Compare("x", Relation.AT_MOST, Literal(3.0))),
        ("x ≥ -2.5", Compare("x", Relation.AT_LEAST, Literal(-2.5))),
        ("x ≠ 3", Compare("x", Relation.DIFFERENT, Literal(3.0))),
        ("8 > x", Compare("x", Relation.LESS, Literal(8.0))),
        ("8 = x", Compare("x", Relation.EQUAL, Literal(8.0))),
        ("'weak' <= home", Compare("home", Relation.AT_LEAST, Literal("weak"))),
        ("true = a", Compare("a", Relation.EQUAL, Literal(value=True))),
        ("x >= 80%", Compare("x", Relation.AT_LEAST, Literal(80.0, "%"))),
        ("x >= 80 %", Compare("x", Relation.AT_LEAST, Literal(80.0, "%"))),
        ("x > 4 Weeks", Compare("x", Relation.MORE, Literal(4.0, "weeks"))),
        ("x > 1 year", Compare("x", Relation.MORE, Literal(1.0, "year"))),
        ("home = moderate", Compare("home", Relation.EQUAL, Literal("moderate"))),
        ("home = 'not sure'", Compare("home", Relation.EQUAL, Literal("not sure"))),
        ('home = "it\'s"', Compare("home", Relation.EQUAL, Literal("it's"))),
        ("home = 'it''s'", Compare("home", Relation.EQUAL, Literal("it's"))),
        (
            "g in [female, 'a b', 2]",
            Membership("g", (Literal("female"), Literal("a b"), Literal(2.0))),
        ),
        ("x is known", IsKnown("x")),
        ("x IS NOT Known", Not(IsKnown("x"))),
        ("known is known", IsKnown("known")),
        ("completed detox", Completed("detox")),
        ("completed residential-3.5 or a", Or((Completed("residential-3.5"), A))),
    ],
)
def test_text_becomes_a_tree(text: str, tree: Criterion) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "meant", "message", "hint"),
    [
        ("", "", "the criterion is empty", "write true to admit everybody"),
        ("  ", "", "the criterion is empty", "write true to admit everybody"),
        ("x =< 3", "=<", "'=<' has no meaning in a criterion", "write <="),
        ("x => 3", "=>", "'=>' has no meaning in a criterion", "write >="),
        ("x == 3", "==", "'==' has no meaning in a criterion", "write ="),
        ("x <> 3", "<>", "'<>' has no meaning in a criterion", "write !="),
        ("a && b", "&&", "'&&' has no meaning in a criterion", "write and"),
        ("a || b", "||", "'||' has no meaning in a criterion", "write or"),
        ("!a", "!", "'!' has no meaning in a criterion", "write not"),
        ("a <<< b", "<<<", "'<<<' has no meaning in a criterion", "write one of < <= > >= = !="),
        ("a ? b", "?", "'?' has no meaning in a criterion", ""),
        (
            "2 <= x <= 8",
            "<=",
            "two comparisons in a row",
            "write two comparisons joined by 'and': 2 <= x and x <= 8",
        ),
        (
            "x >= 2 <= 8",
            "<=",
            "two comparisons in a row",
            "write two comparisons joined by 'and': 2 <= x and x <= 8",
        ),
        ("a and (x < 8", "(", "the '(' at column 7 is still open", "write ) at its end"),
        ("a)", ")", "there is no '(' for this ')'", "leave it out"),
        (
            "(a) = 3",
            "=",
            "what stands in brackets cannot be compared",
            "compare a fact without brackets, as in cravings <= 3",
        ),
        ("x = 'a b", "'a b", "this quote is never closed", "write ' at the end of the text"),
        ('x = "a', '"a', "this quote is never closed", 'write " at the end of the text'),
        (
            "x = \N{LEFT SINGLE QUOTATION MARK}a",
            "\N{LEFT SINGLE QUOTATION MARK}",
            "'\N{LEFT SINGLE QUOTATION MARK}' has no meaning in a criterion",
            "write straight quotes: 'text'",
        ),
        (
            "x + y > 3",
            "+",
            "'+': a criterion does not calculate",
            "ask for the result as a fact of its own",
        ),
        (
            "x -1 > 3",
            "-",
            "'-': a criterion does not calculate",
            "ask for the result as a fact of its own",
        ),
        (
            "age(x) > 3",
            "(",
            "'age(...)': a criterion has no functions",
            "to join two conditions, write 'and' or 'or' between them",
        ),
        (
            "x .y",
            ".",
            "'.' stands alone: a fact has no parts",
            "write the name of the fact alone; a number as 0.5",
        ),
        ("8", "8", "this is a value, not a yes/no condition", "compare a fact with it"),
        ("a and 80%", "80%", "this is a value, not a yes/no condition", "compare a fact with it"),
        ("'weak'", "'weak'", "this is a value, not a yes/no condition", "compare a fact with it"),
        ("8 > 3", "3", "a comparison needs a fact on one side", "as in cravings <= 3"),
        ("and a", "and", "a condition is missing before 'and'", ""),
        ("a or", "", "the criterion ends where a condition is missing", ""),
        ("a and ()", ")", "a condition is missing before ')'", ""),
        ("x >=", "", "a value is missing here", "a number, a word, or text in quotes"),
        ("x in y", "y", "after 'in' stands a list", "as in [female, other]"),
        ("x in []", "]", "the list is empty", "as in [female, other]"),
        (
            "x in [a b]",
            "[",
            "the '[' at column 6 is still open",
            "write ] at its end, and a comma between two values",
        ),
        ("x not in [a]", "not", "'not' stands before the fact", "write not x in [...]"),
        (
            "x is weak",
            "weak",
            "after 'is' stands 'known' or 'not known'",
            "to compare, write x = ...",
        ),
        (
            "x is not weak",
            "weak",
            "after 'is' stands 'known' or 'not known'",
            "to compare, write x != ...",
        ),
        (
            "completed (detox)",
            "(",
            "the name of a level is missing after 'completed'",
            "as in completed detox",
        ),
        (
            "physically stable",
            "stable",
            "'and' or 'or' is missing before 'stable'",
            "if it is one name, write physically_stable",
        ),
        ("a not b", "not", "'and' or 'or' is missing before 'not'", ""),
        ("x >= 0,5", ",", "a comma has no place here", "write 0.5, not 0,5"),
        ("x >= 4 wks", "wks", "'wks' is not a unit", "did you mean 'weeks'?"),
        (
            "x >= 4 q",
            "q",
            "'q' is not a unit",
            "write %, minutes, hours, days, weeks, months, years, or nothing",
        ),
        ("completed a = 3", "=", "a fact is missing before this comparison", ""),
        ("x > " + "9" * 400, "9" * 400, "this number is too large", ""),
    ],
)
def test_what_is_not_in_the_language_is_pointed_at(
    text: str, meant: str, message: str, hint: str
) -> None:
    with pytest.raises(CriterionError) as caught:
        parse(text)

    error = caught.value
    assert (error.message, error.hint) == (message, hint)
    assert text[error.start : error.end] == meant
    assert str(error).startswith(f"column {error.start + 1}: {message}")


def test_a_text_is_limited_in_length() -> None:
    with pytest.raises(CriterionError) as caught:
        parse("a and " * 400)

    assert caught.value.message == "a criterion has at most 2000 characters, this one has 2400"
    assert caught.value.hint == "write it as several rules"


@pytest.mark.parametrize(
    "text", ["(" * 51 + "a" + ")" * 51, "not " * 51 + "a", "(" * 1999, "not(" * 499]
)
def test_a_text_is_limited_in_depth(text: str) -> None:
    with pytest.raises(CriterionError, match="more than 50 brackets and negations inside one"):
        parse(text)


def test_fifty_brackets_can_stand_inside_and_many_beside_one_another() -> None:
    assert parse("(" * 50 + "a" + ")" * 50) == A
    assert parse(" and ".join(["(not a)"] * 100)) == And((Not(A),) * 100)


def test_a_hundred_thousand_brackets_are_refused() -> None:
    with pytest.raises(CriterionError, match="at most 2000 characters, this one has 100000"):
        parse("(" * 100_000)


def test_every_node_knows_its_characters() -> None:
    text = "a and not (x >= 4 weeks or completed detox) and g in [u, 'v w']"
    tree = parse(text)
    assert isinstance(tree, And)
    negation, one_of = tree.parts[1], tree.parts[2]
    assert isinstance(negation, Not)
    assert isinstance(negation.part, Or)
    assert isinstance(one_of, Membership)
    compare = negation.part.parts[0]
    assert isinstance(compare, Compare)

    spans = [
        tree.span,
        tree.parts[0].span,
        negation.span,
        negation.part.span,
        compare.span,
        compare.literal.span,
        negation.part.parts[1].span,
        one_of.span,
        one_of.literals[1].span,
    ]
    assert [text[start:end] for start, end in spans] == [
        text,
        "a",
        "not (x >= 4 weeks or completed detox)",
        "x >= 4 weeks or completed detox",
        "x >= 4 weeks",
        "4 weeks",
        "completed detox",
        "g in [u, 'v w']",
        "'v w'",
    ]


@given(st.text(max_size=60) | st.text("ab<>=!()[]'\",.-%5 andornotisknown", max_size=60))
def test_any_text_is_parsed_or_refused_with_a_place_inside_it(text: str) -> None:
    try:
        tree = parse(text)
    except CriterionError as error:
        start, end = error.start, error.end
    else:
        start, end = tree.span
        assert parse(write(tree)) == tree
    assert 0 <= start <= end <= len(text)


@given(st.data())
def test_what_is_written_is_read_back(data: st.DataObject) -> None:
    tree = data.draw(criteria(data.draw(assessments())))

    assert parse(write(tree)) == tree
