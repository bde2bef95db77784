"""What was typed for a report's parameters, read into values.

In: a report, words such as `Lisbon` or `from=next monday`, the day, and who is called how. Out: the
report with its values, or an error that says what to type.
Not known here: what a report makes of its values, and where the words were typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pnm.dates import parse_quarter, resolve_day
from pnm.errors import AmbiguousError, NotFoundError, ParameterError
from pnm.wording import known_are

if TYPE_CHECKING:
    from pnm.model import Parameter, Report
    from pnm.network import Network

_KEYED: Final = re.compile(r"([A-Za-z][A-Za-z0-9_-]*)=(.*)", re.DOTALL)
_QUOTES: Final = 'words that belong together stand in quotes: "Ana Silva"'
_EXAMPLES: Final = {"day": "2026-11-16", "contact": "NAME", "number": "N", "quarter": "Q1"}
_NUMBER: Final = re.compile(r"-?[0-9]{1,18}")


def with_given(
    report: Report, words: Sequence[str], whom: Callable[[str], str], today: date
) -> Report:
    """Fill in what was typed for a report.

    Args:
        report: With the parameters that it wants.
        words: As typed: `key=value`, and bare values, which go to the parameters in their order.
        whom: Gives the id of the contact that a name means.
        today: The day from which `tomorrow` counts.

    Returns:
        The report with the values of each of its parameters.

    Raises:
        ParameterError: A value is missing, is not what is wanted, or there is no place for it.
        NotFoundError: Nobody is called so.
        AmbiguousError: Several are.
    """
    known = {parameter.name: parameter for parameter in report.parameters}
    typed = _sorted_out(report, known, words)
    given: dict[str, tuple[str, ...]] = {}
    for name, parameter in known.items():
        values = typed.get(name, ())
        if not values and parameter.default is None:
            raise ParameterError(f"{report.name} needs: {parameter.about}", mend=usage(report))
        if not values and parameter.default:
            values = (parameter.default,)
        read = (_read(report, parameter, value, whom, today) for value in values)
        given[name] = tuple(dict.fromkeys(read))
    _check_order(report, given)
    return replace(report, given=MappingProxyType(given))


def with_samples(report: Report, network: Network, today: date) -> Report:
    """Fill in values of a vault for what a report wants, as somebody could type them.

    Args:
        report: With the parameters that it wants.
        network: Has the people and the cities.
        today: The day that is given where one is wanted.

    Returns:
        The report with a value for each parameter, as far as the vault has any.
    """
    given = {parameter.name: _samples(parameter, network, today) for parameter in report.parameters}
    return replace(report, given=MappingProxyType(given))


def _samples(parameter: Parameter, network: Network, today: date) -> tuple[str, ...]:
    if parameter.default == "":
        return ()
    if parameter.kind == "day":
        typed = resolve_day(parameter.default or "today", today, prefer="future")
        return ((typed or today).isoformat(),)
    if parameter.default is not None:
        return (parameter.default,)
    if parameter.kind == "number":
        return (str(parameter.least if parameter.least is not None else parameter.most or 1),)
    if parameter.kind == "quarter":
        return ("Q1",)
    if parameter.kind == "contact":
        noted = [contact.id for contact in network if contact.path is not None]
        return tuple(noted[: 2 if parameter.many else 1])
    cities = Counter(contact.city for contact in network if contact.city)
    return tuple(city for city, _ in cities.most_common(1))


def usage(report: Report) -> str:
    """Say what to type for a report: `pnm report city-visit CITY [from=2026-11-16]`."""
    return f"pnm report {typed_as(report)}"


def typed_as(report: Report) -> str:
    """Say what to type behind `pnm report`: `city-visit CITY [from=2026-11-16]`."""
    told = (
        typed_for(one) if one.default is None else f"[{typed_for(one)}]"
        for one in report.parameters
    )
    return " ".join([report.name, *told])


def typed_for(parameter: Parameter) -> str:
    """Say what to type for a parameter: `CITY`, `from=2026-11-16`."""
    if parameter.default is None:
        return parameter.name.upper() + ("…" if parameter.many else "")
    return f"{parameter.name}={_EXAMPLES.get(parameter.kind, 'VALUE')}"


def _sorted_out(
    report: Report, known: Mapping[str, Parameter], words: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Return for each parameter what was typed for it."""
    typed: dict[str, tuple[str, ...]] = {}
    bare: list[str] = []
    for word in words:
        found = _KEYED.fullmatch(word)
        if found is None:
            bare.append(word)
        elif found[1] in known:
            typed[found[1]] = (*typed.get(found[1], ()), found[2])
        else:
            raise ParameterError(
                f"{report.name} has no parameter {found[1]!r}",
                mend=known_are(found[1], known) if known else usage(report),
            )
    for parameter in known.values():
        values = typed.get(parameter.name, ())
        if not values and bare:
            count = len(bare) if parameter.many else 1
            typed[parameter.name], bare = tuple(bare[:count]), bare[count:]
        elif len(values) > 1 and not parameter.many:
            raise ParameterError(
                f"{parameter.name} of {report.name} takes one value, not {len(values)}",
                mend=usage(report),
            )
    if bare:
        raise ParameterError(
            f"{bare[0]!r} is too much for {report.name}",
            mend=f"{usage(report)}; {_QUOTES}",
        )
    return {name: tuple(v for v in values if v.strip()) for name, values in typed.items()}


def _read(
    report: Report, parameter: Parameter, value: str, whom: Callable[[str], str], today: date
) -> str:
    """Return a value as the report gets it."""
    if parameter.kind == "contact":
        return _contact(value, whom)
    if parameter.kind == "number":
        return _number(report, parameter, value)
    if parameter.kind == "quarter" and parse_quarter(value, today) is None:
        raise ParameterError(
            f"{value!r} names no quarter, for {parameter.name} of {report.name}",
            mend=f"{parameter.name}=Q1, {parameter.name}={today.year:04}-Q1 or "
            f"{parameter.name}=next",
        )
    if parameter.kind == "day":
        day = resolve_day(value, today, prefer="future")
        if day is None:
            raise ParameterError(
                f"{value!r} is not a day, for {parameter.name} of {report.name}",
                mend=f"{parameter.name}=2026-11-16, {parameter.name}=tomorrow or "
                f'"{parameter.name}=in 2 weeks"; {_QUOTES}',
            )
        return day.isoformat()
    return " ".join(value.split())


def _number(report: Report, parameter: Parameter, value: str) -> str:
    """Return a whole number in plain digits, if it is within what the report takes."""
    typed, least, most = value.strip(), parameter.least, parameter.most
    number = int(typed) if _NUMBER.fullmatch(typed) else None
    if (
        number is not None
        and (least is None or least <= number)
        and (most is None or number <= most)
    ):
        return str(number)
    bounds = [f"from {least}"] * (least is not None) + [f"to {most}"] * (most is not None)
    raise ParameterError(
        f"{value!r} is not {' '.join(['a whole number', *bounds])}, for {parameter.name} of "
        f"{report.name}",
        mend=f"{typed_for(replace(parameter, default=''))}: {parameter.about}",
    )


def _check_order(report: Report, given: Mapping[str, tuple[str, ...]]) -> None:
    """Stop where a day lies before the one that it may not lie before."""
    for parameter in report.parameters:
        name, other = parameter.name, parameter.not_before
        pairs = product(given.get(other, ()), given[name])
        wrong = next((pair for pair in pairs if pair[1] < pair[0]), None)
        if wrong is not None:
            first, last = wrong
            raise ParameterError(
                f"{name} of {report.name} is {last}, and that is before {other}, {first}",
                mend=f"the other way round: {other}={last} {name}={first}",
            )


def _contact(value: str, whom: Callable[[str], str]) -> str:
    try:
        return whom(value)
    except (NotFoundError, AmbiguousError) as exc:
        if " " not in value:
            exc.mend += f"; {_QUOTES}"
        raise
