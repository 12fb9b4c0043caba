//! `cargo xtask eval-ud` and `cargo xtask labels`: what the models say, against gold trees and other programs.

use std::fmt::Write as _;
use std::fs;

use legation_model::Lang;
use legation_nlp::{Analyzer, Feats, Rel, Upos};
use serde_json::Value;

use crate::pack::Error;

/// Scores on gold tokens of a treebank in JSON Lines (`words` with form, lemma, upos, feats, head, deprel).
#[allow(clippy::print_stdout)]
pub(crate) fn ud(lang: &str, file: &str, pack: Option<&str>) -> Result<(), Error> {
    let lang = match lang {
        "ru" => Lang::Ru,
        "en" => Lang::En,
        _ => return Err(format!("no model for {lang}").into()),
    };
    let models = Models::of(pack)?;
    let mut worker = models.get().worker();
    let (mut words, mut uas, mut las, mut upos, mut lemmas, mut feats) = (0u32, 0u32, 0u32, 0u32, 0u32, 0u32);
    for line in fs::read_to_string(file)?.lines() {
        let sentence: Value = serde_json::from_str(line)?;
        let gold = sentence["words"].as_array().ok_or("a sentence without words")?;
        let text = |word: &Value, key: &str| word[key].as_str().unwrap_or_default().to_owned();
        let forms: Vec<String> = gold.iter().map(|w| text(w, "form")).collect();
        let (_, doc) = worker.analyze_tokens(lang, &[forms.iter().map(String::as_str).collect()]);
        for (t, word) in (0..).zip(gold) {
            let head = doc.head(t).map_or(0, |h| u64::from(h) + 1);
            let right = word["head"].as_u64() == Some(head);
            words += 1;
            uas += u32::from(right);
            las += u32::from(right && doc.rel(t).base() == Rel::read(&text(word, "deprel")).base());
            upos += u32::from(Some(doc.upos(t)) == Upos::parse(&text(word, "upos")));
            lemmas += u32::from(doc.lemma(t) == text(word, "lemma").to_lowercase().replace('ё', "е"));
            feats += u32::from(doc.feats(t) == Feats::parse(&text(word, "feats")));
        }
    }
    let share = |n: u32| f64::from(n) / f64::from(words.max(1));
    println!(
        "{words} words  UAS {:.4}  LAS {:.4}  UPOS {:.4}  lemma {:.4}  features that rules use {:.4}",
        share(uas),
        share(las),
        share(upos),
        share(lemmas),
        share(feats)
    );
    Ok(())
}

/// Writes the Russian networks' labels of given tokens: a sentence a line, texts parted by blank lines.
pub(crate) fn labels(file: &str, to: &str, pack: Option<&str>) -> Result<(), Error> {
    let models = Models::of(pack)?;
    let mut worker = models.get().worker();
    let mut out = String::new();
    for text in fs::read_to_string(file)?.split("\n\n").filter(|text| !text.trim().is_empty()) {
        let sentences: Vec<Vec<&str>> = text.lines().map(|line| line.split(' ').collect()).collect();
        for (words, labels) in sentences.iter().zip(worker.raw_russian(&sentences)) {
            for (word, label) in words.iter().zip(labels) {
                writeln!(
                    out,
                    "{word}\t{}\t{}\t{}\t{}\t{}",
                    label.name,
                    label.head,
                    label.rel,
                    label.tree_head,
                    u8::from(label.fine)
                )?;
            }
            out.push('\n');
        }
    }
    fs::write(to, out)?;
    Ok(())
}

/// The models in the program, or those of a pack.
struct Models(Option<Analyzer>);

impl Models {
    fn of(pack: Option<&str>) -> Result<Self, Error> {
        pack.map(load).transpose().map(Self)
    }

    fn get(&self) -> &Analyzer {
        match &self.0 {
            Some(models) => models,
            None => Analyzer::builtin(),
        }
    }
}

fn load(pack: &str) -> Result<Analyzer, Error> {
    let en = fs::read(crate::root().join("models/en.pack"))?;
    Ok(Analyzer::load(Vec::leak(en), Vec::leak(fs::read(pack)?))?)
}
