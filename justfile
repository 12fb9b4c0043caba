# The menu. `just` lists it; `cargo xtask` does the work.

default:
    @just --list

# Code the samples
samples:
    cargo run --release --quiet -- code samples

# All that CI runs
check:
    cargo xtask check

# Write the generated parts of docs/
docs:
    cargo xtask docs

# Licences, bans, sources
deny:
    cargo deny check licenses bans sources
