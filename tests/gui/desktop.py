#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 Through6
# SPDX-License-Identifier: Apache-2.0
"""t6-console --practice on a real X server with a window manager: keys as a person types them, and what a screen reader is told.

    desktop.py PROGRAM        exit code 77: something that it needs is not installed
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
NEEDED = ("Xvfb", "dbus-run-session", "openbox", "xdotool")
BUS = "/usr/libexec/at-spi-bus-launcher"
SCREEN = (1280, 800)
PATIENCE = 20.0  # seconds, for a busy machine


def skip(why):
    print("skipped: %s (the packages stand in packaging/debian/control)" % why)
    sys.exit(SKIPPED)


def outside(program):
    """Starts an X server and a session bus, then this script again within them."""
    for tool in NEEDED:
        if not shutil.which(tool):
            skip("%s is not installed" % tool)
    if not os.path.exists(BUS):
        skip("at-spi2-core is not installed")
    with tempfile.TemporaryDirectory() as run:
        server, display = start_server()
        try:
            env = {k: v for k, v in os.environ.items() if k not in ("NO_AT_BRIDGE", "WAYLAND_DISPLAY")}
            env.update(DISPLAY=display, QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", XDG_RUNTIME_DIR=run, XDG_CONFIG_HOME=run, LC_ALL="C.UTF-8")
            return subprocess.call(["dbus-run-session", "--", sys.executable, __file__, "--inside", program], env=env)
        finally:
            server.terminate()
            server.wait()


def start_server():
    for _ in range(3):  # another server that ends right now takes the socket of its number with it
        shown, answer = os.pipe()
        server = subprocess.Popen(["Xvfb", "-displayfd", str(answer), "-screen", "0", "%dx%dx24" % SCREEN, "-nolisten", "tcp"], pass_fds=[answer], stderr=subprocess.DEVNULL)
        os.close(answer)
        with os.fdopen(shown) as number:
            display = ":" + number.readline().strip()
        if subprocess.call(["xdotool", "getdisplaygeometry"], env={**os.environ, "DISPLAY": display}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return server, display
        server.terminate()
        server.wait()
    sys.exit("Xvfb did not start")


class Desk:
    def __init__(self, atspi, gone, program):
        self.atspi = atspi
        self.interactive = {getattr(atspi, "ROLE_" + name) for name in (
            "PUSH_BUTTON", "TOGGLE_BUTTON", "CHECK_BOX", "RADIO_BUTTON", "TEXT", "ENTRY", "PASSWORD_TEXT", "COMBO_BOX", "SPIN_BUTTON", "TABLE", "TREE", "LIST", "PAGE_TAB", "MENU_ITEM")}
        self.gone = (gone, LookupError, NotImplementedError)  # a control may go while it is asked
        self.program = subprocess.Popen([program, "--practice"])

    def showing(self):
        """Every control that is on the screen, without the cells and rows of tables and lists."""
        closed = (self.atspi.ROLE_TABLE, self.atspi.ROLE_TREE_TABLE, self.atspi.ROLE_TREE, self.atspi.ROLE_LIST)
        def children(node):
            try:
                return [(child, child.getRole()) for child in node if child is not None and child.getState().contains(self.atspi.STATE_SHOWING)]
            except self.gone:
                return []

        def walk(node):
            for child, role in children(node):
                yield child
                if role not in closed:
                    yield from walk(child)
        for application in self.atspi.Registry.getDesktop(0):
            if application is not None and application.get_process_id() == self.program.pid:
                application.set_cache_mask(self.atspi.Atspi.Cache.NONE)  # ask the program itself each time
                yield from walk(application)

    def find(self, name=None, role=None, starts=None):
        for node in self.showing():
            if (name is None or node.name == name) and (starts is None or node.name.startswith(starts)) and (role is None or node.getRoleName() == role):
                return node
        return None

    def wait(self, what, condition):
        end = time.monotonic() + PATIENCE
        while True:
            try:
                found = condition()
            except (AttributeError, *self.gone):  # not there yet, or not any more
                found = None
            if found:
                return found
            if self.program.poll() is not None:
                sys.exit("%s: the program ended with %d" % (what, self.program.returncode))
            if time.monotonic() > end:
                sys.exit("%s: not within %d s. On the screen: %s" % (what, PATIENCE, [(n.getRoleName(), n.name) for n in self.showing() if n.name]))
            time.sleep(0.05)

    def wait_for(self, name=None, role=None, starts=None):
        return self.wait(str(name or starts or role), lambda: self.find(name, role, starts))

    def wait_gone(self, name=None, role=None, starts=None):
        self.wait("%s still shows" % (name or starts or role), lambda: not self.find(name, role, starts))

    def keys(self, *keys):
        subprocess.check_call(["xdotool", "key", "--clearmodifiers", *keys])

    def type(self, text):
        subprocess.check_call(["xdotool", "type", "--delay", "15", text])

    def focused(self):
        # Qt calls the current tab focused, too, wherever the focus is, and whatever hands its focus on to a part of it.
        found = [n for n in self.showing() if n.getRole() != self.atspi.ROLE_PAGE_TAB and n.getState().contains(self.atspi.STATE_FOCUSED)]
        return next((n for n in reversed(found) if n.name), found[-1] if found else None)

    def audit(self, place):
        unnamed = []
        for node in self.showing():
            try:
                if node.name or node.getRole() not in self.interactive or node.queryComponent().getExtents(self.atspi.DESKTOP_COORDS).width == 0:
                    continue
                unnamed.append("%s in %r" % (node.getRoleName(), node.parent.name))
            except self.gone:
                continue
        if unnamed:
            sys.exit("%s: a screen reader has no name for %s" % (place, ", ".join(unnamed)))


def rows(desk):
    table = desk.find("Orders", "table")
    return table.queryTable().nRows if table else 0


def start(desk):
    desk.wait_for(role="frame", name="T6 Console")
    desk.wait("orders in the table", lambda: rows(desk) > 0)
    window = subprocess.check_output(["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(desk.program.pid), "--name", "T6 Console$"]).split()[0]
    desk.wait("a window manager that activates the window", lambda: subprocess.call(["xdotool", "windowactivate", "--sync", window], stderr=subprocess.DEVNULL) == 0)
    box = desk.find("T6 Console", "frame").queryComponent().getExtents(desk.atspi.DESKTOP_COORDS)
    if box.x < 0 or box.y < 0 or box.x + box.width > SCREEN[0] or box.y + box.height > SCREEN[1]:
        sys.exit("the window is larger than the screen: %s" % box)
    desk.audit("queue")


def look_at_orders(desk):
    desk.keys("Down")
    desk.wait_for("Mark Reviewed", "push button")
    desk.audit("order")
    desk.keys("ctrl+2")
    desk.wait_for(role="frame", starts="Blue Whale & Co")
    desk.keys("ctrl+0")
    desk.wait_for(role="frame", name="T6 Console")
    desk.keys("ctrl+f")
    desk.type("zzqq")
    desk.wait_for(starts="No order matches")
    desk.keys("Escape")
    desk.wait_gone(starts="No order matches")
    desk.wait("orders after the filter", lambda: rows(desk) > 0)
    desk.keys("ctrl+g")
    desk.wait_for("Orders by cause", "tree")
    desk.audit("causes")
    desk.keys("ctrl+g")
    desk.wait("orders again", lambda: rows(desk) > 0)


def walk_dialogs(desk):
    for key, name in (("ctrl+k", "Find Anything"), ("ctrl+n", "Add Merchant"), ("ctrl+comma", "Preferences"), ("F1", "Keyboard Shortcuts"), ("ctrl+shift+e", "Errors")):
        desk.keys(key)
        desk.wait_for(role="dialog", starts=name)
        desk.wait("%s has the focus" % name, desk.focused)
        desk.audit(name)
        desk.keys("Escape")
        desk.wait_gone(role="dialog")


def walk_focus(desk):
    """Tab reaches the parts of the window, each with a name, and comes back to where it began."""
    def name():
        node = desk.focused()
        return node and (node.getRoleName(), node.name)
    first = desk.wait("a focus", name)
    seen = [first]
    for _ in range(40):
        desk.keys("Tab")
        now = desk.wait("the focus moves on from %s %s" % seen[-1], lambda: name() if name() != seen[-1] else None)
        if now == first:
            break
        seen.append(now)
    else:
        sys.exit("Tab never comes back: %s" % seen)
    missed = {"Orders", "Merchants", "Filter orders", "Order"} - {n for _, n in seen}
    if missed:
        sys.exit("Tab does not reach %s, only %s" % (missed, seen))
    nameless = [role for role, n in seen if not n]
    if nameless:
        sys.exit("Tab reaches what a screen reader has no name for: %s" % nameless)


def lock_and_unlock(desk):
    desk.keys("ctrl+l")
    desk.wait_for("Passphrase", "password text")
    if desk.find("Orders", "table") or desk.find("Merchants", "list"):
        sys.exit("a locked window still shows the queue")
    desk.audit("locked")
    hint = "Practice: the passphrase is "
    passphrase = desk.wait_for(starts=hint).name[len(hint):]
    desk.wait("focus in the passphrase", lambda: desk.focused().name == "Passphrase")
    desk.type(passphrase)
    desk.keys("Return")
    desk.wait("orders after unlocking", lambda: rows(desk) > 0)


def inside(program):
    helpers = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for command in ([BUS, "--launch-immediately"], ["openbox"])]
    try:
        try:
            import pyatspi
            from gi.repository import GLib
        except ImportError:
            skip("python3-pyatspi is not installed")
        desk = Desk(pyatspi, GLib.GError, program)
        helpers.append(desk.program)
        for step in (start, look_at_orders, walk_dialogs, walk_focus, lock_and_unlock):
            began = time.monotonic()
            step(desk)
            print("%s: %.1f s" % (step.__name__.replace("_", " "), time.monotonic() - began), flush=True)
        desk.keys("ctrl+q")
        if desk.program.wait(PATIENCE) != 0:
            sys.exit("Ctrl+Q: the program ended with %d" % desk.program.returncode)
    finally:
        for helper in reversed(helpers):
            if helper.poll() is None:
                helper.terminate()
                helper.wait()


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "--inside":
        inside(sys.argv[2])
    elif len(sys.argv) == 2:
        sys.exit(outside(sys.argv[1]))
    else:
        sys.exit(__doc__)
