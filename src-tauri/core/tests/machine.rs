//! Line and power, as two services of a system bus tell them: a bus of the test's own, with mocked services.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

use std::process::{Child, Command, Stdio};

use renkei_core::domain::supply::Supply;
use renkei_core::ports::{Machine as _, ThisMachine};

/// The name of the variable by which this test, started again on a bus of its own, knows what is to be found there.
const WANTED: &str = "RENKEI_TEST_SUPPLY";
/// The system's own, for which Debian packages python-dbusmock.
const PYTHON: &str = "/usr/bin/python3";

/// A service of the bus with one property.
const SERVICE: &str = r#"
import sys, dbus, dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib
name, path, what, value = sys.argv[1:]
DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
class Service(dbus.service.Object):
    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        return {what: dbus.UInt32(int(value)) if value.isdigit() else dbus.Boolean(value == "true")}
    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="ss", out_signature="v")
    def Get(self, interface, wanted):
        return self.GetAll(interface)[wanted]
owned = dbus.service.BusName(name, bus)
Service(bus, path)
print("ready", flush=True)
GLib.MainLoop().run()
"#;

struct Service(Child);

impl Service {
    fn start(name: &str, property: &str, value: &str) -> Self {
        let path = format!("/{}", name.replace('.', "/"));
        let mut child = Command::new(PYTHON).args(["-c", SERVICE, name, &path, property, value]).stdout(Stdio::piped()).spawn().unwrap();
        let mut ready = String::new();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(child.stdout.take().unwrap()), &mut ready).unwrap();
        assert_eq!(ready, "ready\n");
        Self(child)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs this very test again under a bus of its own, which it takes for the system's.
fn on_a_bus(wanted: &str) {
    let this = std::env::current_exe().unwrap();
    let script = r#"DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS" exec "$0" --exact line_and_power_are_told_where_the_system_tells"#;
    let run = Command::new("dbus-run-session").args(["--", "sh", "-c", script]).arg(this).env(WANTED, wanted).output().unwrap();
    assert!(run.status.success(), "{wanted}: {}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
}

#[tokio::test]
async fn line_and_power_are_told_where_the_system_tells() {
    let Ok(wanted) = std::env::var(WANTED) else {
        for wanted in ["nothing", "1 true", "4 false", "0 false"] {
            on_a_bus(wanted);
        }
        return;
    };
    let told = wanted.split_once(' ');
    let _services = told.map(|(metered, battery)| {
        (Service::start("org.freedesktop.NetworkManager", "Metered", metered), Service::start("org.freedesktop.UPower", "OnBattery", battery))
    });
    let metered = told.and_then(|(metered, _)| match metered {
        "1" => Some(true),
        "4" => Some(false),
        _ => None,
    });
    let on_battery = told.map(|(_, battery)| battery == "true");
    assert_eq!(ThisMachine.supply().await, Supply { metered, on_battery });
}
