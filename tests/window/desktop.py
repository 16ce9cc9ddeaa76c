"""The desktop around a window, mocked on the bus of DBUS_SESSION_BUS_ADDRESS by python-dbusmock: who shows
notifications, and who shows the tray. Reads one JSON command a line, and answers each with one line of JSON."""

import json
import subprocess
import sys
from pathlib import Path

import dbus
import dbusmock

MOCK = "org.freedesktop.DBus.Mock"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
WATCHER = "org.kde.StatusNotifierWatcher"


def plain(value):
    """D-Bus values as JSON has them."""
    if isinstance(value, dbus.Boolean):
        return bool(value)
    if isinstance(value, (dbus.String, dbus.ObjectPath)):
        return str(value)
    if isinstance(value, (dbus.Int32, dbus.UInt32, dbus.UInt64, dbus.Byte)):
        return int(value)
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value


class Desktop:
    def __init__(self):
        quiet = {"stdout": subprocess.DEVNULL}
        self.bus = dbus.SessionBus()
        self.daemons = []
        daemon, self.shower = dbusmock.DBusTestCase.spawn_server_template("notification_daemon", {}, **quiet)
        self.daemons.append(daemon)

    def calls(self, shown_by, method):
        return [plain(args) for _, args in dbus.Interface(shown_by, MOCK).GetMethodCalls(method)]

    def notifications(self):
        fields = ["app", "replaces", "icon", "title", "body", "actions", "hints", "timeout"]
        return [dict(zip(fields, args)) for args in self.calls(self.shower, "Notify")]

    def press(self, number):
        """Presses the notification with this number, from 1."""
        dbus.Interface(self.shower, MOCK).EmitSignal("", "ActionInvoked", "us", [dbus.UInt32(number), "default"])

    def tray(self):
        """Shows trays from now on."""
        template = Path(__file__).with_name("tray_host.py")
        self.daemons.append(subprocess.Popen([sys.executable, "-m", "dbusmock", "--template", template], stdout=subprocess.DEVNULL))
        dbusmock.DBusTestCase.wait_for_bus_object(WATCHER, "/StatusNotifierWatcher")
        self.watcher = self.bus.get_object(WATCHER, "/StatusNotifierWatcher")

    def item(self, path):
        names = self.calls(self.watcher, "RegisterStatusNotifierItem")
        return self.bus.get_object(names[-1][0], path) if names else None

    def icon(self):
        """What the icon in the tray says; nothing where there is none."""
        item = self.item("/StatusNotifierItem")
        if item is None:
            return None
        told = dbus.Interface(item, dbus.PROPERTIES_IFACE)
        get = lambda name: plain(told.Get(ITEM, name))
        # The words first: what is read after them is at least as new.
        tip = get("ToolTip")[2:]
        picture = hash(tuple(get("IconPixmap")[0][2]))
        return {"tip": tip, "title": get("Title"), "status": get("Status"), "menu": self.menu(), "picture": picture}

    def menu(self):
        menu = dbus.Interface(self.item("/MenuBar"), MENU)
        _, (_, _, children) = menu.GetLayout(0, -1, dbus.Array([], signature="s"))
        return [{"id": int(number), "label": str(fields.get("label", "")), "enabled": bool(fields.get("enabled", True))} for number, fields, _ in children]

    def choose(self, label):
        """Chooses from the icon's menu."""
        number = next(entry["id"] for entry in self.menu() if entry["label"] == label)
        dbus.Interface(self.item("/MenuBar"), MENU).Event(number, "clicked", dbus.String("", variant_level=1), dbus.UInt32(0))

    def close(self):
        for daemon in self.daemons:
            daemon.terminate()
            daemon.wait()


def main():
    desktop = Desktop()
    try:
        for line in sys.stdin:
            name, *words = json.loads(line)
            try:
                answer = {"value": getattr(desktop, name)(*words)}
            except dbus.DBusException as error:
                answer = {"failed": str(error)}
            print(json.dumps(answer), flush=True)
    finally:
        desktop.close()


main()
