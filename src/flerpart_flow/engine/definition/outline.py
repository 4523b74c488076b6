"""What a routine says of itself beyond what decides: who answers for which phase, who takes part, what goes wrong.

Pictures, reports and the account of one party's part read it. Nothing here changes what is allowed.
"""

from __future__ import annotations

from flerpart_flow.engine.definition.showing import Showing
from flerpart_flow.engine.values.frozen import frozen


@frozen
class Lane:
    """Those who act together: a text ``banor.<code>``, the roles that act or owe there, the phases they answer for."""

    code: str
    roles: tuple[str, ...]
    phases: tuple[str, ...] = ()


@frozen
class Party:
    """One who takes part, named as in the rules' tables: the roles it may hold (its own first), the bearers of norms
    that mean it, and the duties and acts of those roles that it is ``spared``: they fall on others, or make no sense
    for it.
    The roles that it has ``always`` are its own whatever capacity others need for them. ``first`` is told before its
    duties to whoever asks about it, ``answer`` after them: of each text ``partssvar.<code>.<number from 1>`` what it
    rests on, counted through both.
    """

    code: str
    roles: tuple[str, ...]
    bearers: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    answer: tuple[tuple[str, ...], ...] = ()
    first: tuple[tuple[str, ...], ...] = ()


@frozen
class Capacity:
    """What a party has to be for some of its roles: a text ``egenskaper.<code>``, and the roles, the one that it is
    named by first, then those that it shares with others. A role may be in several. Where ``parties`` are named, only
    they can be so. Roles that a party has by being the one it is, but owes and may do nothing in unless it is so, are
    its ``own``. One that ``leads`` the case or a meeting, or writes for it, owes so much that a page folds it away,
    under a text ``ihopvikt.leder``.
    """

    code: str
    roles: tuple[str, ...]
    parties: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    leads: bool = False


@frozen
class Given:
    """By which events somebody comes to have a role."""

    role: str
    by: tuple[str, ...]


@frozen
class Frame:
    """Phases that one thing holds in together: a text ``ramar.<code>``, which a picture draws as a box around them."""

    code: str
    phases: tuple[str, ...]


@frozen
class Telling:
    """An act by which somebody is told something of the individual: a text ``mottagare.<event>`` says who is told. How
    it may be done before a consent, while one holds, in a pause and after the end says a text ``far_sagas.<code>`` for
    each; without a code it isn't possible then.
    """

    event: str
    before: str = ""
    during: str = ""
    paused: str = ""
    after: str = ""


@frozen
class Silent:
    """Acts that tell nobody anything of the individual, or nothing new: a text ``tiger.<code>`` says why."""

    code: str
    events: tuple[str, ...]


@frozen
class Idle:
    """A guard of the table, by name, and phases in which it finds nothing, so that it is no condition there."""

    guard: str
    phases: tuple[str, ...]


@frozen
class Deviation:
    """A kind of deviation: the norm behind it, the phases where it arises, the events and duties that show it.

    A picture with room for it once draws it in the first of the phases. The library proposes it where ``shown_by``
    names something; without it only a person can see it. ``reported`` are phases where it doesn't arise, but a person
    can still report it.
    """

    kind: str
    norm: str
    phases: tuple[str, ...]
    shown_by: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()


@frozen
class Act:
    """An act that is told of in a phase and in lanes, though it is possible in many phases: what others hang on."""

    event: str
    phase: str
    lanes: tuple[str, ...]


@frozen
class Question:
    """What somebody asks of the routine, and what of it answers: a text ``fragor.<code>``; acts (in ``phase`` only, if
    one is named), duties, kinds of deviation and norms, by name, in the order in which they are told; closed lists in
    ``terms``, whose codes texts ``nar_valja.<list>.<code>`` explain; and the ``views`` of pictures that show it.

    ``answer`` is the short answer, read within half a minute: of each text ``kort_svar.<code>.<number from 1>`` the
    norms and readings that it rests on. ``more`` goes on with what also belongs to it, told after it.
    Where they are ``tabled`` each text begins with what it holds for and a colon, and heads a row of a table.
    """

    code: str
    answer: tuple[tuple[str, ...], ...] = ()
    more: tuple[tuple[str, ...], ...] = ()
    acts: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    deviations: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    phase: str | None = None
    tabled: bool = False


@frozen
class Outline:
    """Lanes in the order of a picture from left to right, parties, kinds of deviation, and acts not to be left out.

    Without lanes each role is one, and a phase lies with the role of the first move that leads on from it. With lanes
    every duty says its bearer and its phase. ``showing`` is what a status and a story show of the routine's own facts.

    ``capacities`` are told apart on a party's page; a role in none of them is its own always. ``frames`` are phases
    that belong together. ``rights`` are the individual's own noes and endings, which nobody else's deviation looks
    like. ``closes`` are the phases whose closing is the normal end, the one of the main path first; without them it is
    the last of the chain. ``given`` tells by what the roles come about, in the order of a case. ``questions`` are what
    a handbook answers first. ``tellings`` and ``silent`` are the acts by which somebody is told something, and the
    others; ``protecting`` the norms by which the consent and the individual's word decide who may be told what.
    ``idle`` are the guards that ask for nothing in some phases of their moves.
    """

    lanes: tuple[Lane, ...] = ()
    parties: tuple[Party, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    acts: tuple[Act, ...] = ()
    showing: Showing = Showing()
    capacities: tuple[Capacity, ...] = ()
    frames: tuple[Frame, ...] = ()
    rights: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    given: tuple[Given, ...] = ()
    questions: tuple[Question, ...] = ()
    tellings: tuple[Telling, ...] = ()
    silent: tuple[Silent, ...] = ()
    protecting: tuple[str, ...] = ()
    idle: tuple[Idle, ...] = ()
