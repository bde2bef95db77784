"""The words of the calendar: months, weekdays, units, numbers.

A word goes in through `fold`, its number comes out of a table. The languages are English, German,
French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian and Polish; no two of
them disagree on a month. Words stand here folded: lower case, no accents.

It does not know grammar: which word may stand where is the readers' business.
"""

from __future__ import annotations

_ACCENTED = "àáâãäåąçćčèéêëęìíîïñńòóôõöøùúûüýśšźżžł"
_PLAIN = "aaaaaaaccceeeeeiiiinnoooooouuuuysszzzl"
_FOLDED: dict[int, int | str | None] = {
    **str.maketrans(_ACCENTED, _PLAIN),
    **dict.fromkeys(range(0x300, 0x370)),  # combining marks: macOS writes file names with them
    **dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-"),
    **dict.fromkeys((0xA0, 0x2009, 0x202F), " "),
    **dict.fromkeys((0xAA, 0xBA)),  # the ordinal signs of 3\u00ba and 3\u00aa
    0x2019: "'",
}


def fold(text: str) -> str:
    """Return the text in lower case, without accents, with plain dashes and blanks."""
    folded = text.casefold()
    return folded if folded.isascii() else folded.translate(_FOLDED)


def _table(*rows: str) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows) for word in row.split()}


MONTHS = _table(
    "",
    "jan january januar januari janner janvier janv enero ene gennaio gen janeiro "
    "styczen stycznia sty",
    "feb february februar februari feber fevrier fevr fev febrero febbraio fevereiro "
    "luty lutego lut",
    "mar march marz maerz mrz mars marzo marco maart mrt marts marzec marca",
    "apr april avril avr abril abr aprile kwiecien kwietnia kwi",
    "may mai mayo maggio mag maio mei maj maja",
    "jun june juni juin junio giugno giu junho czerwiec czerwca cze",
    "jul july juli juillet juil julio luglio lug julho lipiec lipca lip",
    "aug august aout agosto ago augustus augusti sierpien sierpnia sie",
    "sep sept september septembre septiembre setiembre settembre set setembro "
    "wrzesien wrzesnia wrz",
    "oct october oktober okt octobre octubre ottobre ott outubro out pazdziernik pazdziernika paz",
    "nov november novembre noviembre novembro listopad listopada lis",
    "dec december dezember dez decembre diciembre dic dicembre dezembro desember des "
    "grudzien grudnia gru",
)
"""Month by word, 1 to 12."""

WEEKDAYS = _table(
    "monday mon montag mo lundi lun lunes lunedi segunda seg maandag ma mandag man "
    "poniedzialek pon",
    "tuesday tue tues dienstag di mardi mar martes martedi terca ter dinsdag tisdag tis "
    "tirsdag tir wtorek wto wt",
    "wednesday wed mittwoch mi mercredi mer miercoles mie mercoledi quarta qua woensdag wo "
    "onsdag ons sroda sro sr",
    "thursday thu thur thurs donnerstag do jeudi jeu jueves jue giovedi gio quinta qui "
    "donderdag torsdag tor tors czwartek czw",
    "friday fri freitag fr vendredi ven viernes vie venerdi sexta sex vrijdag vr fredag fre "
    "piatek pia pt",
    "saturday sat samstag sonnabend sa samedi sam sabado sab sabato zaterdag za lordag lor "
    "sobota sob",
    "sunday sun sonntag so dimanche dim domingo dom domenica zondag zo sondag son "
    "niedziela niedz nie",
)
"""Weekday by word, Monday is 0."""

NUMBERS = _table(
    "",
    "a an one ein eine einem einer un une una uno um uma een en et",
    "two other second zwei zweite zweiten zweiter deux dos due dois duas twee twede andere "
    "tva to dwa dwie",
    "three third drei dritte dritten trois tres tre drie trzy",
    "four fourth vier vierte vierten quatre cuatro quattro quatro fyra fire cztery",
    "five funf cinq cinco cinque vijf fem",
    "six sechs seis sei zes sex seks",
    "seven sieben sept siete sette sete zeven sju syv",
    "eight acht huit ocho otto oito atta otte",
    "nine neun neuf nueve nove negen nio ni",
    "ten zehn dix diez dieci dez tien tio ti",
)
"""Small number by word; `other` is the two of "every other week"."""

FILLERS = frozenset(_table("st nd rd th er re e of the de del den der le el il am"))
"""Words in a date that say nothing: `3rd of`, `1er`, `3 de`."""

UNITS = {
    word: unit
    for unit, row in {
        "d": "d day days tag tage tagen jour jours dia dias giorno giorni dag dagen dagar dage "
        "dager dzien dni",
        "w": "w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane "
        "weken vecka veckor uge uger uke uker tydzien tygodnie tygodni",
        "m": "m mo mos month months monat monate monaten mois mes meses mese mesi maand maanden "
        "manad manader maned maneder miesiac miesiace miesiecy",
        "q": "q quarter quarters quartal quartale quartalen trimestre trimestres trimestri "
        "kwartaal kvartal",
        "y": "y yr yrs year years jahr jahre jahren an ans annee annees ano anos anno anni jaar "
        "jaren ar rok lata lat",
    }.items()
    for word in row.split()
}
"""Unit of time by word: d, w, m, q, y."""
