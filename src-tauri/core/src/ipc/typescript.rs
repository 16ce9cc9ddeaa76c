//! The contract as one TypeScript file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use ts_rs::{Config, TS, TypeVisitor};

pub(super) struct Page {
    config: Config,
    types: BTreeMap<String, String>,
    commands: String,
}

impl Page {
    pub(super) fn new() -> Self {
        Self { config: Config::default().with_large_int("number"), types: BTreeMap::new(), commands: String::new() }
    }

    pub(super) fn command(&mut self, name: &str, request: &str, answer: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.commands, "  {name}: {{ request: {request}; answer: {answer} }};");
    }

    pub(super) fn name_of<T: TS + 'static>(&self) -> String {
        T::name(&self.config)
    }

    pub(super) fn collect<T: TS + 'static + ?Sized>(&mut self) {
        self.visit::<T>();
    }

    pub(super) fn finish(self) -> String {
        let mut out = String::from("// Generated from the command table of renkei-core; `./dev check --fix` writes it anew.\n\n");
        for declaration in self.types.values() {
            let _ = writeln!(out, "export {declaration}\n");
        }
        let _ = write!(out, "export interface Commands {{\n{}}}\n", self.commands);
        out
    }
}

impl TypeVisitor for Page {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            if self.types.contains_key(&name) {
                T::visit_generics(self);
                return;
            }
            self.types.insert(name, T::decl(&self.config));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}
