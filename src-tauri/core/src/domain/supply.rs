//! How the machine is supplied.

/// What a machine tells of its line and its power; `None` where it does not tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Supply {
    /// Whether the line is paid for by what goes over it.
    pub metered: Option<bool>,
    /// Whether it runs on its battery.
    pub on_battery: Option<bool>,
}
