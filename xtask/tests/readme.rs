//! The commands that the README begins with must be commands. What they write is held by the tests of the samples.

use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root")
}

fn cargo(args: &[&str]) -> serde_json::Value {
    let out = Command::new(env!("CARGO")).args(args).current_dir(root()).output().expect("cargo runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).expect("JSON")
}

#[test]
fn cargo_run_knows_what_to_run() {
    let meta = cargo(&["metadata", "--no-deps", "--offline", "--format-version", "1"]);
    let list = |of: &serde_json::Value, key: &str| of[key].as_array().expect("a list").clone();
    let default = list(&meta, "workspace_default_members");
    let programs: Vec<String> = list(&meta, "packages")
        .iter()
        .filter(|p| default.contains(&p["id"]))
        .flat_map(|p| list(p, "targets"))
        .filter(|t| t["kind"][0] == "bin")
        .map(|t| t["name"].as_str().expect("a name").to_owned())
        .collect();
    assert_eq!(programs, ["legation"], "`cargo run` asks which program is meant");
}

#[test]
fn the_first_commands_name_what_exists() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("a README");
    let commands: Vec<&str> = readme
        .lines()
        .filter_map(|l| l.strip_prefix("    cargo "))
        .map(|l| l.split('#').next().unwrap_or_default().trim())
        .collect();
    let (job, tests) = (commands.first().copied(), commands.get(1).copied());
    let samples = job.and_then(|c| c.strip_prefix("run --release -- code ")).expect("the main job");
    assert!(root().join(samples).is_dir(), "{samples} is no folder");
    assert_eq!(tests, Some("xtask check"));
    let ci = std::fs::read_to_string(root().join(".ci/run")).expect("what CI runs");
    assert!(ci.lines().any(|l| l.trim() == "cargo xtask check"), "CI runs the command of the README");
}
