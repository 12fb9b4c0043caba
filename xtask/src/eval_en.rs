//! `cargo xtask eval-en`: our English trees against a treebank, tokens given.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use legation_nlp::{Analyzer, Lang, Rel, Segment, Span, conllu};
use serde_json::Value;

use crate::pack::Error;

/// Scores the analysis of a treebank in JSON Lines; with `show`, lists the most frequent confusions.
#[allow(clippy::print_stdout)]
pub(crate) fn run(treebank: &Path, show: Option<&str>) -> Result<(), Error> {
    let mut worker = Analyzer::builtin().worker();
    let names = ["UPOS", "lemma", "UAS", "LAS", "UAS without punctuation", "LAS without punctuation"];
    let mut equal = [0usize; 6];
    let mut all = [0usize; 6];
    let mut confusions: BTreeMap<String, (usize, Vec<String>)> = BTreeMap::new();
    for line in fs::read_to_string(treebank)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().ok_or("no text")?;
        let bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let words = row["words"].as_array().ok_or("no words")?;
        let spans = places(words, text, &bytes).ok_or("a word without place")?;
        let doc = worker.analyze_spans(text, Lang::En, &[spans]);
        for (t, word) in (0..).zip(words) {
            let get = |key: &str| word[key].as_str().unwrap_or_default();
            let head = doc.head(t).map_or(0, |h| u64::from(h) + 1);
            let wanted = word["head"].as_u64().unwrap_or_default();
            let base = |rel: &str| rel.split(':').next().unwrap_or_default().to_owned();
            let (ours, theirs) = (base(doc.rel(t).as_str()), base(get("deprel")));
            let found = [
                doc.upos(t).as_str() == get("upos"),
                doc.lemma(t) == get("lemma").to_lowercase(),
                head == wanted,
                head == wanted && ours == theirs,
            ];
            let punct = theirs == Rel::Punct.as_str();
            for i in 0..6 {
                let counted = i < 4 || !punct;
                all[i] += usize::from(counted);
                equal[i] += usize::from(counted && found[if i < 4 { i } else { i - 2 }]);
            }
            let form = |h: u64| h.checked_sub(1).map_or("ROOT", |h| doc.form(h as u32));
            let key = match show {
                Some("upos") if !found[0] => format!("{} for {}", doc.upos(t).as_str(), get("upos")),
                Some("lemma") if !found[1] => format!("{} for {}", doc.lemma(t), get("lemma")),
                Some("las") if !found[3] && head == wanted => format!("{ours} for {theirs}"),
                Some("uas") if !found[2] => format!("{ours} for {theirs}, head wrong"),
                _ => continue,
            };
            let entry = confusions.entry(key).or_default();
            entry.0 += 1;
            if entry.1.len() < 6 {
                entry.1.push(format!("{} <{}, {}>", doc.form(t), form(head), form(wanted)));
            }
        }
    }
    let mut list: Vec<_> = confusions.into_iter().collect();
    list.sort_by_key(|(_, (n, _))| std::cmp::Reverse(*n));
    for (key, (n, examples)) in list.iter().take(60) {
        println!("{n:5} {key}: {}", examples.join("; "));
    }
    for i in 0..6 {
        println!("{}: {:.4}", names[i], equal[i] as f64 / all[i].max(1) as f64);
    }
    Ok(())
}

/// Places of the words; words of one orthographic token share its place by their lengths.
fn places(words: &[Value], text: &str, bytes: &[usize]) -> Option<Vec<Span>> {
    let mut out: Vec<Span> = Vec::new();
    for word in words {
        let at = |key: &str| bytes.get(word[key].as_u64()? as usize).copied();
        let (start, end) = (at("start")?, at("end")?);
        let form = word["form"].as_str()?;
        let from = out.last().map_or(start, |last| start.max(last.end as usize));
        let fits = text.get(from..end).is_some_and(|rest| rest.starts_with(form));
        out.push(if fits { Span::of(from, from + form.len()) } else { Span::of(start, end) });
    }
    Some(out)
}

/// Prints the trees of a plain text in CoNLL-U.
#[allow(clippy::print_stdout)]
pub(crate) fn trees(file: &Path) -> Result<(), Error> {
    let text = fs::read_to_string(file)?;
    let segment = Segment { span: Span::of(0, text.len()), lang: Lang::En };
    let doc = Analyzer::builtin().worker().analyze(&text, &[segment]);
    print!("{}", conllu::write(&doc, &text));
    Ok(())
}

/// Prints the speed of the whole analysis over texts in JSON Lines, each a block, one thread; the best of `rounds`.
#[allow(clippy::print_stdout)]
pub(crate) fn speed(file: &Path, rounds: usize) -> Result<(), Error> {
    let mut texts = Vec::new();
    for line in fs::read_to_string(file)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        texts.push(row["text"].as_str().ok_or("no text")?.to_owned());
    }
    let loaded = std::time::Instant::now();
    let models = Analyzer::builtin();
    println!("models loaded in {:.2} s", loaded.elapsed().as_secs_f64());
    let mut worker = models.worker();
    for round in 1..=rounds {
        let started = std::time::Instant::now();
        let mut tokens = 0;
        for text in &texts {
            let segment = Segment { span: Span::of(0, text.len()), lang: Lang::En };
            tokens += worker.analyze(text, &[segment]).len();
        }
        let seconds = started.elapsed().as_secs_f64();
        println!("round {round}: {tokens} tokens, {:.0} tokens/s", tokens as f64 / seconds);
    }
    Ok(())
}
