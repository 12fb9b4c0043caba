//! `cargo xtask compare-en`: our labels against those that `tools/peers/spacy_labels.py` wrote.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use legation_nlp::pack::Pack;
use legation_nlp::spacy::{Analysed, Pipeline, Scratch};
use serde_json::Value;

use crate::pack::Error;

/// Differences shown.
const SHOWN: usize = 40;

#[derive(Default)]
struct Count {
    equal: usize,
    all: usize,
}

impl Count {
    fn add(&mut self, equal: bool) {
        self.equal += usize::from(equal);
        self.all += 1;
    }
}

/// Compares and prints shares of equal labels.
#[allow(clippy::print_stdout)]
pub(crate) fn run(labels: &Path) -> Result<(), Error> {
    let pack = Pack::open(Vec::leak(fs::read("models/en.pack")?))?;
    let pipeline = Pipeline::load(&pack)?;
    let (mut scratch, mut got) = (Scratch::default(), Analysed::default());
    let names = ["texts tokenised alike", "tags", "heads", "relations", "parts of speech", "lemmas", "names"];
    let mut counts: Vec<Count> = names.iter().map(|_| Count::default()).collect();
    let (mut tokens_all, mut tokens_equal, mut shown) = (0, 0, 0);
    for line in fs::read_to_string(labels)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().ok_or("no text")?;
        let list = |key: &str| row[key].as_array().map_or(&[][..], Vec::as_slice);
        let mut tokens = Vec::new();
        let whole = legation_nlp::Span::of(0, text.len());
        pipeline.tokens(text, whole, &mut scratch, &mut tokens);
        let ours: BTreeSet<(u64, u64)> =
            tokens.iter().map(|t| (u64::from(t.span.start), u64::from(t.span.end))).collect();
        let number = |v: &Value, i: usize| v[i].as_u64().unwrap_or_default();
        let theirs: BTreeSet<(u64, u64)> =
            list("tokens").iter().map(|t| (number(t, 0), number(t, 1))).collect();
        tokens_all += theirs.len();
        tokens_equal += ours.intersection(&theirs).count();
        counts[0].add(ours == theirs);
        if ours != theirs {
            let words = |a: &BTreeSet<(u64, u64)>, b: &BTreeSet<(u64, u64)>| -> Vec<String> {
                a.difference(b).map(|&(s, e)| text[s as usize..e as usize].to_owned()).collect()
            };
            println!("tokens: ours {:?}, spaCy's {:?}", words(&ours, &theirs), words(&theirs, &ours));
            continue;
        }
        let starts: Vec<bool> = list("starts").iter().map(|s| s.as_bool().unwrap_or(false)).collect();
        pipeline.analyse(text, &tokens, &starts, |_, _| (), &mut scratch, &mut got);
        for (t, _) in tokens.iter().enumerate() {
            let text_of = |key: &str| list(key)[t].as_str().unwrap_or_default();
            let head = list("head")[t].as_u64().unwrap_or_default();
            let (tag, dep) = (&pipeline.tags()[got.tags[t] as usize], &pipeline.deps()[got.deps[t] as usize]);
            let pos = got.pos[t].map_or("", legation_nlp::Upos::as_str);
            let equal = [
                tag == text_of("tag"),
                u64::from(got.heads[t]) == head,
                u64::from(got.heads[t]) == head && dep == text_of("dep"),
                pos == text_of("pos"),
                got.lemmas[t] == text_of("lemma"),
            ];
            for (count, equal) in counts[1..].iter_mut().zip(equal) {
                count.add(equal);
            }
            if equal != [true; 5] && shown < SHOWN {
                shown += 1;
                println!(
                    "{}: ours {tag} {} {dep} {pos} {}, spaCy's {} {head} {} {} {}",
                    tokens[t].span.slice(text),
                    got.heads[t],
                    got.lemmas[t],
                    text_of("tag"),
                    text_of("dep"),
                    text_of("pos"),
                    text_of("lemma"),
                );
            }
        }
        let ours: BTreeSet<(u64, u64, &str)> = got
            .names
            .iter()
            .map(|&(a, b, k)| (u64::from(a), u64::from(b), &*pipeline.kinds()[k as usize]))
            .collect();
        let theirs: BTreeSet<(u64, u64, &str)> = list("names")
            .iter()
            .map(|n| (number(n, 0), number(n, 1), n[2].as_str().unwrap_or_default()))
            .collect();
        for name in ours.union(&theirs) {
            counts[6].add(ours.contains(name) && theirs.contains(name));
        }
    }
    println!("tokens: {tokens_equal} of {tokens_all} equal");
    for (name, count) in names.iter().zip(&counts) {
        let share = 100.0 * count.equal as f64 / count.all.max(1) as f64;
        println!("{name}: {} of {} equal, {share:.3} %", count.equal, count.all);
    }
    Ok(())
}
