//! The project's own chores. `cargo xtask` lists them.

mod pack;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask COMMAND

  pack ru SITE_PACKAGES    makes models/ru.pack from the installed package natasha 1.6.0
";

#[allow(clippy::print_stderr)]
fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["pack", lang, from] => pack::run(lang, from.as_ref()),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
