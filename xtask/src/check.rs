//! Everything that must be true of a commit, cheapest first.

use std::process::Command;

use anyhow::{Context as _, bail};

/// Runs every check; stops at the first that says no.
pub(crate) fn run() -> anyhow::Result<()> {
    step("format", "cargo", &["fmt", "--all", "--check"])?;
    if Command::new("cargo").args(["deny", "--version"]).output().is_ok_and(|o| o.status.success()) {
        step("licences", "cargo", &["deny", "check", "licenses", "bans", "sources"])?;
    } else {
        eprintln!(
            "xtask: cargo-deny is not installed; licences not checked (cargo install cargo-deny --locked)"
        );
    }
    crate::docs::run(true)?;
    crate::lint_lexicon::run(&crate::root())?;
    step("lints", "cargo", &["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])?;
    step("tests", "cargo", &["test", "--workspace"])
}

fn step(name: &str, program: &str, args: &[&str]) -> anyhow::Result<()> {
    eprintln!("xtask: {name}: {program} {}", args.join(" "));
    let status = Command::new(program)
        .args(args)
        .current_dir(crate::root())
        .status()
        .with_context(|| format!("{program} cannot be run"))?;
    if !status.success() {
        bail!("{name} failed");
    }
    Ok(())
}
