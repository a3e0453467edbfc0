"""What a screen reader reads: the tree of one program over the AT-SPI bus."""

import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

#: What reading a node raises that is no longer there.
Gone = GLib.Error
State = Atspi.StateType
Role = Atspi.Role


def has(node, *states):
    found = node.get_state_set()
    return all(found.contains(state) for state in states)


def children(node):
    return [child for child in (node.get_child_at_index(at) for at in range(node.get_child_count())) if child]


def descendants(node, without=()):
    """Everything below; not what is below a node of the roles `without`, which saves time."""
    for child in children(node):
        yield child
        if child.get_role() not in without:
            yield from descendants(child, without)


def described(node):
    return f"{node.get_role_name()} “{node.get_name()}”"


def find(root, name, role=None):
    """The first whose name begins with `name`; None without one."""
    inside_tables = role in (Role.TABLE_CELL, Role.TABLE_COLUMN_HEADER)
    for node in descendants(root, without=(Role.MENU_BAR,) if inside_tables else (Role.MENU_BAR, Role.TABLE)):
        if (node.get_name() or "").startswith(name) and (role is None or node.get_role() == role):
            return node
    return None


def eventually(ask, seconds=15):
    """What `ask` gives as soon as it is something; its last answer when the time is over."""
    end = time.monotonic() + seconds
    while True:
        try:
            answer = ask()
        except Gone:
            answer = None
        if answer or time.monotonic() > end:
            return answer
        time.sleep(0.1)


def press(node):
    node.get_action_iface().do_action(0)


def application(name):
    """The running program, uncached: each question goes to it."""
    desktop = Atspi.get_desktop(0)
    desktop.set_cache_mask(Atspi.Cache.NONE)
    for child in children(desktop):
        if child.get_name() == name:
            child.set_cache_mask(Atspi.Cache.NONE)
            return child
    return None


def focused(root):
    """The widget with the focus. The current items of lists call themselves focused whoever has it."""
    for node in descendants(root, without=(Role.MENU_BAR, Role.TABLE, Role.COMBO_BOX, Role.LIST)):
        if has(node, State.FOCUSED, State.SHOWING):
            return node
    return None


def strike(key):
    """Presses and releases a key, by the name that X has for it."""
    keys = {"Tab": 0xFF09, "Escape": 0xFF1B}
    Atspi.generate_keyboard_event(keys[key], None, Atspi.KeySynthType.SYM)
