"""The routine for a visit to a workplace."""

from flerpart_flow.define import (
    START,
    STAY,
    Move,
    Ratta,
    Routine,
    Sources,
    concerns_an_earlier_line,
    gives_a_reason,
    norm_files,
    tables,
    unchanged,
    word_files,
)
from studiebesok import fakta, villkor
from studiebesok.handelser import Anmal, Boka, Genomfor, Svara
from studiebesok.plikter import BOKA_ARBETSDAGAR, BOKA_BESOK
from studiebesok.villkor import ANMALARE, ENHET, FRAMFORHALLNING, INDIVID

TABLE = (
    Move(event=Anmal, by=ENHET, to={START: "anmalt"}, effect=fakta.anmald),
    Move(event=Svara, by=INDIVID, to={"anmalt": STAY}, effect=fakta.besvarad),
    Move(
        event=Boka,
        by=ANMALARE,
        to={"anmalt": "bokat"},
        effect=fakta.bokad,
        guards=(villkor.individen_vill, villkor.dag_angiven, villkor.i_god_tid),
    ),
    Move(
        event=Genomfor,
        by=ANMALARE,
        to={"bokat": "genomfort"},
        effect=unchanged,
        guards=(villkor.dagen_har_kommit,),
    ),
    Move(
        event=Ratta,
        by=ANMALARE.under("FF-RATTELSE-2"),
        to={"anmalt": STAY, "bokat": STAY, "genomfort": STAY},
        effect=unchanged,
        guards=(concerns_an_earlier_line, gives_a_reason),
    ),
)

STUDIEBESOK = Routine(
    name="studiebesok",
    revision=1,
    phases=("anmalt", "bokat", "genomfort"),
    moves=TABLE,
    duties=(BOKA_BESOK,),
    sources=Sources(
        routine="studiebesok",
        versions={"2026.1": ("studiebesok", "2026.1.toml")},
        norms=norm_files("studiebesok", "besok"),
        tables=tables.FILES,
        vocabulary=tables.vocabulary,
        normative=tables.normative,
        names=tables.names,
        open_tables=tables.OPEN_TABLES,
        demanded=tables.DEMANDED,
        texts=word_files("studiebesok", "besok", taking=tables.TEXTS),
    ),
    begin=lambda header: fakta.Fakta(),
    ends=("genomfort",),
    latches=("genomfort",),
    correction=Ratta,
    parameters=(FRAMFORHALLNING, BOKA_ARBETSDAGAR),
)
