"""What the test starts: an X server, a session bus, the program. Everything is ended by its own process id."""

import contextlib
import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77


def skip(reason):
    print(f"accessibility: not checked: {reason}", flush=True)
    sys.exit(SKIPPED)


@contextlib.contextmanager
def process(arguments, **options):
    child = subprocess.Popen(arguments, **options)
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


@contextlib.contextmanager
def display():
    """A screen that nobody sees; gives its name, as in ":3"."""
    if not shutil.which("Xvfb"):
        skip("Xvfb is not installed")
    read, write = os.pipe()
    arguments = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"]
    with process(arguments, pass_fds=[write], stderr=subprocess.DEVNULL):
        os.close(write)
        # To the end: a server that cannot write the whole line dies of it.
        with os.fdopen(read) as pipe:
            number = pipe.read().strip()
        if not number:
            skip("Xvfb does not start here")
        yield f":{number}"


@contextlib.contextmanager
def home():
    """A user of the test's own: nothing of the real one is read or written."""
    with tempfile.TemporaryDirectory(prefix="slipway-accessibility-") as folder:
        environment = dict(os.environ, HOME=folder, XDG_RUNTIME_DIR=f"{folder}/runtime", LC_ALL="C.UTF-8", TZ="UTC")
        os.mkdir(environment["XDG_RUNTIME_DIR"], 0o700)
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            environment[f"XDG_{name}_HOME"] = f"{folder}/{name.lower()}"
        tokens = ("GITHUB_TOKEN", "FLY_API_TOKEN", "VERCEL_TOKEN", "SENTRY_AUTH_TOKEN")
        for name in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", *tokens):
            environment.pop(name, None)
        yield environment


def in_session(script, arguments):
    """Runs `script` on a screen and a session bus of its own; gives its exit status."""
    if not shutil.which("dbus-run-session"):
        skip("dbus-run-session is not installed")
    with home() as environment, display() as name:
        environment["DISPLAY"] = name
        arguments = ["dbus-run-session", "--", sys.executable, script, *arguments]
        # The bus tells at length what it starts.
        return subprocess.run(arguments, env=environment, stderr=subprocess.DEVNULL).returncode


@contextlib.contextmanager
def slipway(program):
    """The program with the demo open."""
    environment = dict(os.environ, QT_QPA_PLATFORM="xcb", QT_ACCESSIBILITY="1", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
    with process([program, "--demo", "loop-health"], env=environment, stderr=subprocess.STDOUT) as child:
        yield child


class Attributes(ctypes.Structure):
    """The front of Xlib's XWindowAttributes, and room for the rest."""

    _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_int), ("width", ctypes.c_int), ("height", ctypes.c_int),
                ("rest", ctypes.c_char * 256)]


def activate_window():
    """Gives the keyboard to the largest window, as a window manager would."""
    xlib = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    screen = ctypes.c_void_p(xlib.XOpenDisplay(None))
    xlib.XDefaultRootWindow.restype = ctypes.c_ulong
    root = ctypes.c_ulong(xlib.XDefaultRootWindow(screen))
    ignored, windows, count = ctypes.c_ulong(), ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
    xlib.XQueryTree(screen, root, ctypes.byref(ignored), ctypes.byref(ignored), ctypes.byref(windows), ctypes.byref(count))

    def area(window):
        attributes = Attributes()
        xlib.XGetWindowAttributes(screen, ctypes.c_ulong(window), ctypes.byref(attributes))
        return attributes.width * attributes.height

    largest = max(windows[: count.value], key=area)
    revert_to_parent, current_time = 2, ctypes.c_ulong(0)
    xlib.XSetInputFocus(screen, ctypes.c_ulong(largest), revert_to_parent, current_time)
    xlib.XSync(screen, 0)
    xlib.XCloseDisplay(screen)
