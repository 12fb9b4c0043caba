//! Languages told apart: sentences and headlines of `languages/sentences.tsv`.

use std::collections::BTreeMap;

use legation_intake::language;

fn sentences() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("languages/sentences.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
}

#[test]
fn each_sentence_is_in_its_language() {
    let mut wrong = BTreeMap::new();
    let mut all = 0;
    for (code, sentence) in sentences() {
        all += 1;
        let got = language(sentence);
        if got.code() != code {
            wrong.insert(sentence, (code, got.code()));
        }
    }
    assert!(all > 270);
    assert!(wrong.len() * 100 <= all, "{wrong:#?}");
}

#[test]
fn no_neighbour_is_taken_for_russian_or_english() {
    for (code, sentence) in sentences() {
        let got = language(sentence).code();
        assert!(got == code || !matches!(got, "ru" | "en"), "{code} {got} {sentence}");
    }
}

#[test]
fn two_sentences_tell_more_than_one() {
    let mut by_code: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    sentences().for_each(|(code, sentence)| by_code.entry(code).or_default().push(sentence));
    for (code, sentences) in by_code {
        for pair in sentences.chunks_exact(2).filter(|p| p[0].is_ascii() == p[1].is_ascii()) {
            let cyrillic = |s: &str| s.contains(|c: char| ('\u{400}'..='\u{52f}').contains(&c));
            if cyrillic(pair[0]) == cyrillic(pair[1]) {
                assert_eq!(language(&pair.join(" ")).code(), code, "{pair:?}");
            }
        }
    }
}
