//! `cargo xtask calibrate RECORDS.ndjson FALSE.txt`: fits the weights of the confidences.
//!
//! RECORDS is what `legation code` wrote for annotated articles, FALSE the ids of its records that the annotation does
//! not hold, a line each (docs/quality.md has the command). Writes `lexicon/confidence/weights.tsv` and prints how well shares
//! given to articles left out of the fit agree with what was right in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context as _;
use legation_coder::confidence::{Features, features};
use legation_model::{Lang, Record};

const HEAD: &str = "# How much each feature of a record says for its being right: kind, feature, hundredths of a logit.\n\
                    # Source: fitted by `cargo xtask calibrate` on the development annotations and on real news annotated apart.\n\
                    # Licence: MIT OR Apache-2.0\n";

/// How strongly a weight is held at zero: so many observations' worth. Few records are annotated, so a feature has to
/// earn its weight.
const RIDGE: f64 = 4.0;
const ROUNDS: usize = 4_000;
const STEP: f64 = 0.5;

struct Case {
    article: String,
    features: Features,
    right: bool,
}

/// Runs the command.
///
/// # Errors
/// A file that cannot be read or written, or a line that is no record.
pub(crate) fn run(records: &Path, wrong: &Path, root: &Path) -> anyhow::Result<()> {
    let cases = read(records, wrong)?;
    let kinds: BTreeSet<&str> = cases.iter().map(|c| c.features.kind).collect();
    let mut table = String::from(HEAD);
    let mut told: Vec<(f64, bool)> = Vec::new();
    for kind in kinds {
        let all: Vec<&Case> = cases.iter().filter(|c| c.features.kind == kind).collect();
        for (name, weight) in fit(&all) {
            let hundredths = (weight * 100.0).round();
            if hundredths != 0.0 {
                writeln!(table, "{kind}\t{name}\t{hundredths:.0}")?;
            }
        }
        let shares = left_out(&all);
        println!("{kind}: {} records, {:.2} right, log loss {:.3}", all.len(), mean(&shares), loss(&shares));
        told.extend(shares);
    }
    let to = root.join("lexicon/confidence/weights.tsv");
    std::fs::write(&to, table).with_context(|| to.display().to_string())?;
    println!("share given to articles left out of the fit, and share right:");
    for (from, to) in [(0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)] {
        let bin: Vec<_> = told.iter().copied().filter(|t| t.0 >= from && t.0 < to).collect();
        if !bin.is_empty() {
            let given = bin.iter().map(|t| t.0).sum::<f64>() / count(bin.len());
            println!(
                "  {from:.2}..{:.2}: {:4} records, given {given:.2}, right {:.2}",
                to.min(1.0),
                bin.len(),
                mean(&bin)
            );
        }
    }
    Ok(())
}

fn read(records: &Path, wrong: &Path) -> anyhow::Result<Vec<Case>> {
    let text = |path: &Path| std::fs::read_to_string(path).with_context(|| path.display().to_string());
    let wrong: BTreeSet<String> = text(wrong)?.lines().map(|l| l.trim().to_owned()).collect();
    let mut lang = BTreeMap::new();
    let mut cases = Vec::new();
    for (i, line) in text(records)?.lines().enumerate() {
        let value: serde_json::Value =
            serde_json::from_str(line).with_context(|| format!("line {}", i + 1))?;
        let record: Record =
            serde_json::from_value(value.clone()).with_context(|| format!("line {}", i + 1))?;
        if let Record::Article(a) = &record {
            lang.insert(a.id.0.clone(), a.lang);
        }
        let article = value["article"].as_str().unwrap_or_default().to_owned();
        let Some(features) = features(&record, lang.get(&article).copied().unwrap_or(Lang::Und)) else {
            continue;
        };
        let right = !wrong.contains(value["id"].as_str().unwrap_or_default());
        cases.push(Case { article, features, right });
    }
    Ok(cases)
}

/// Weights of a logistic regression with a ridge, by gradient descent; the bias is free.
fn fit(cases: &[&Case]) -> BTreeMap<String, f64> {
    let names: BTreeSet<&str> =
        cases.iter().flat_map(|c| c.features.names.iter().map(String::as_str)).collect();
    let at: BTreeMap<&str, usize> = names.iter().enumerate().map(|(i, n)| (*n, i)).collect();
    let rows: Vec<Vec<usize>> =
        cases.iter().map(|c| c.features.names.iter().map(|n| at[n.as_str()]).collect()).collect();
    let mut weights = vec![0.0; names.len()];
    let size = count(cases.len().max(1));
    for _ in 0..ROUNDS {
        let mut slope: Vec<f64> = names
            .iter()
            .zip(&weights)
            .map(|(name, w)| if *name == "bias" { 0.0 } else { RIDGE * w })
            .collect();
        if let Some(&bias) = at.get("bias") {
            // One right and one wrong record that nobody saw: no kind is ever sure.
            slope[bias] += 2.0 * sigmoid(weights[bias]) - 1.0;
        }
        for (row, case) in rows.iter().zip(cases) {
            let error = sigmoid(row.iter().map(|&i| weights[i]).sum()) - if case.right { 1.0 } else { 0.0 };
            for &i in row {
                slope[i] += error;
            }
        }
        for (weight, slope) in weights.iter_mut().zip(&slope) {
            *weight -= STEP * slope / size;
        }
    }
    names.iter().map(|n| (*n).to_owned()).zip(weights).collect()
}

/// The share each record gets from a fit without its article, and whether it is right.
fn left_out(cases: &[&Case]) -> Vec<(f64, bool)> {
    let articles: BTreeSet<&str> = cases.iter().map(|c| c.article.as_str()).collect();
    let mut out = Vec::new();
    for article in articles {
        let (held, rest): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|c| c.article == article);
        let weights = fit(&rest);
        for case in held {
            let logit: f64 = case.features.names.iter().filter_map(|n| weights.get(n)).sum();
            out.push((sigmoid(logit), case.right));
        }
    }
    out
}

fn sigmoid(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

fn mean(told: &[(f64, bool)]) -> f64 {
    count(told.iter().filter(|t| t.1).count()) / count(told.len().max(1))
}

fn loss(told: &[(f64, bool)]) -> f64 {
    let one = |(share, right): &(f64, bool)| -(if *right { *share } else { 1.0 - share }).max(1e-6).ln();
    told.iter().map(one).sum::<f64>() / count(told.len().max(1))
}

/// Counts here are small.
fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::MAX, f64::from)
}
