//! The machine that this runs on. On Linux two services of the system bus tell; elsewhere nothing is told.

use async_trait::async_trait;

use super::Machine;
use crate::domain::supply::Supply;

/// The machine that this runs on.
pub struct ThisMachine;

#[cfg(target_os = "linux")]
#[async_trait]
impl Machine for ThisMachine {
    async fn supply(&self) -> Supply {
        tokio::time::timeout(linux::PATIENCE, linux::supply()).await.unwrap_or_default()
    }

    fn name(&self) -> String {
        std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default().trim().to_owned()
    }
}

#[cfg(not(target_os = "linux"))]
#[async_trait]
impl Machine for ThisMachine {
    async fn supply(&self) -> Supply {
        Supply::default()
    }

    fn name(&self) -> String {
        // Windows sets the first, shells of other systems the second.
        ["COMPUTERNAME", "HOSTNAME"].into_iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default()
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::time::Duration;

    use crate::domain::supply::Supply;

    /// Longest time to wait for the bus.
    pub(super) const PATIENCE: Duration = Duration::from_secs(2);

    /// [NetworkManager](https://networkmanager.dev/docs/api/latest/nm-dbus-types.html#NMMetered) guesses too: what it
    /// guesses to be metered is spared.
    #[zbus::proxy(
        interface = "org.freedesktop.NetworkManager",
        default_service = "org.freedesktop.NetworkManager",
        default_path = "/org/freedesktop/NetworkManager",
        gen_blocking = false
    )]
    trait NetworkManager {
        #[zbus(property)]
        fn metered(&self) -> zbus::Result<u32>;
    }

    /// [UPower](https://upower.freedesktop.org/docs/UPower.html)
    #[zbus::proxy(
        interface = "org.freedesktop.UPower",
        default_service = "org.freedesktop.UPower",
        default_path = "/org/freedesktop/UPower",
        gen_blocking = false
    )]
    trait UPower {
        #[zbus(property)]
        fn on_battery(&self) -> zbus::Result<bool>;
    }

    /// A new connection each time: it is asked once in a while, and a bus that was restarted is met again.
    pub(super) async fn supply() -> Supply {
        let Ok(bus) = zbus::Connection::system().await else { return Supply::default() };
        let metered = async { NetworkManagerProxy::new(&bus).await.ok()?.metered().await.ok().and_then(metered) };
        let on_battery = async { UPowerProxy::new(&bus).await.ok()?.on_battery().await.ok() };
        let (metered, on_battery) = tokio::join!(metered, on_battery);
        Supply { metered, on_battery }
    }

    /// 1 yes, 2 no, 3 guessed yes, 4 guessed no; anything else is not told.
    pub(super) fn metered(told: u32) -> Option<bool> {
        match told {
            1 | 3 => Some(true),
            2 | 4 => Some(false),
            _ => None,
        }
    }
}
