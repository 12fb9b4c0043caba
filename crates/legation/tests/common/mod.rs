//! Running the binary. No expectations here.

// Each test binary uses its own part.
#![allow(dead_code)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The folder of samples.
pub(crate) fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

/// Runs the binary with nothing on its standard input.
pub(crate) fn legation(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_legation"))
        .args(args)
        .stdin(Stdio::null())
        .output()
        .expect("the binary runs")
}

/// Runs the binary with `input` on its standard input.
pub(crate) fn with_input(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_legation"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    // A binary that refuses the input early closes the pipe: its answer is what counts.
    let _ = child.stdin.take().expect("stdin").write_all(input);
    child.wait_with_output().expect("the binary ends")
}

/// What a run that went well wrote.
pub(crate) fn stdout(out: &Output) -> String {
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout.clone()).expect("UTF-8")
}
