"""The keys of all commands as a person has set them: only what differs from the tables."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.app.commands import MENUS, Command, clashes
from annotator.app.key_names import CARET_KEYS, canonical, needs_text
from annotator.app.scopes import Scope

LABEL_PREFIX = "label."
# Between two keys of a command; a semicolon can be a key, a space cannot.
_BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Keymap:
    """Commands with other keys than the usual ones, by id.

    `unread` are lines of the settings that say nothing here: they are kept as they stood.
    """

    changed: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unread: tuple[str, ...] = ()

    @classmethod
    def read(cls, lines: Iterable[str]) -> "Keymap":
        """From lines such as "annotate.split=Ctrl+D; Ctrl+J"; nothing after "=" is no key."""
        changed: dict[str, tuple[str, ...]] = {}
        unread = []
        for line in lines:
            name, equals, rest = line.partition("=")
            keys = tuple(map(canonical, rest.split(_BETWEEN))) if rest else ()
            if not equals or not name or name in changed or None in keys:
                unread.append(line)
            else:
                changed[name] = tuple(dict.fromkeys(key for key in keys if key))
        return cls(tuple(changed.items()), tuple(unread))

    def lines(self) -> tuple[str, ...]:
        """What `read` takes."""
        return (
            *(f"{name}={_BETWEEN.join(keys)}" for name, keys in sorted(self.changed)),
            *self.unread,
        )

    def keys(self, usual: Command) -> tuple[str, ...]:
        """The keys that a command shall have; those of labels belong to the codebook."""
        if usual.id.startswith(LABEL_PREFIX):
            return usual.keys
        return dict(self.changed).get(usual.id, usual.keys)

    def with_keys(self, usual: Command, keys: Iterable[str]) -> "Keymap":
        """The same with other keys for a command. Raises ValueError for what is no key."""
        forms = tuple(dict.fromkeys(map(_checked, keys)))
        rest = dict(self.changed)
        rest.pop(usual.id, None)
        if forms != tuple(map(_checked, usual.keys)):
            rest[usual.id] = forms
        return replace(self, changed=tuple(rest.items()))

    def without_key(self, usual: Command, key: str) -> "Keymap":
        """The same with one key less for a command."""
        form = _checked(key)
        return self.with_keys(usual, (k for k in self.keys(usual) if canonical(k) != form))

    def unknown(self, commands: Iterable[Command]) -> tuple[str, ...]:
        """Lines that are kept but say nothing: unreadable, or of commands that are not there."""
        ids = {command.id for command in commands}
        lost = (f"{name}={_BETWEEN.join(keys)}" for name, keys in self.changed if name not in ids)
        return (*self.unread, *lost)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a key means already. `command` is empty where it can be taken from nobody.

    `is_label`: it belongs to the open codebook.
    """

    key: str
    title: str
    command: str = ""
    is_label: bool = False


def effective(usual: Iterable[Command], keymap: Keymap) -> tuple[Command, ...]:
    """The commands with the keys that work: a key that several claim works for one alone.

    The codebook's labels come first, then what the person has set, then the usual keys. So a
    codebook from elsewhere, or a newer version's usual key, makes no key dead.
    """
    usual = tuple(usual)
    own = dict(keymap.changed)

    def rank(command: Command) -> int:
        if command.id.startswith(LABEL_PREFIX):
            return 0
        return 1 if command.id in own else 2

    owners: dict[str, list[Command]] = {}
    for command in sorted(usual, key=rank):
        for key in keymap.keys(command):
            known = owners.setdefault(canonical(key) or key, [])
            if not any(other.scope.meets(command.scope) for other in known):
                known.append(command)
    found = []
    for command in usual:
        keys = keymap.keys(command)
        kept = tuple(key for key in keys if command in owners[canonical(key) or key])
        in_text = command.in_text or any(map(needs_text, kept))
        found.append(replace(command, keys=kept, in_text=in_text))
    return tuple(found)


def taken(key: str, *, by: str, usual: Iterable[Command], keymap: Keymap) -> tuple[Taken, ...]:
    """Everything that a key means already, beside the command `by`; nothing where it is free."""
    form = _checked(key)
    found = []
    if form in CARET_KEYS:
        found.append(Taken(form, "moves the caret in the article"))
    for name in MENUS:
        if form == f"Alt+{name[0]}":
            found.append(Taken(form, f"opens the menu {name}"))
    usual = tuple(usual)
    scope = next((command.scope for command in usual if command.id == by), Scope.EVERYWHERE)
    for command in usual:
        if not command.scope.meets(scope):
            continue
        if command.id != by and form in map(canonical, keymap.keys(command)):
            is_label = command.id.startswith(LABEL_PREFIX)
            other = "" if is_label else command.id
            found.append(Taken(form, command.title, other, is_label=is_label))
    return tuple(found)


def claimed_twice(usual: Iterable[Command], keymap: Keymap) -> tuple[tuple[str, str, str], ...]:
    """Keys that two commands claim as things stand: key, first id, second id."""
    return clashes(
        replace(command, keys=tuple(canonical(key) or key for key in keymap.keys(command)))
        for command in usual
    )


def _checked(key: str) -> str:
    form = canonical(key)
    if form is None:
        raise ValueError(f"not a key: {key!r}")
    return form
