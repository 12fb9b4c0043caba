//! Prints the names that the lexicon finds in the lines of its input.
// An example may look at the clock.
#![allow(clippy::print_stdout, clippy::disallowed_methods)]

use std::io::Read as _;

use legation_lexicon::Lexicon;

#[path = "../tests/words/mod.rs"]
mod words;

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let start = std::time::Instant::now();
    let lexicon = Lexicon::builtin();
    println!("# loaded in {:?}", start.elapsed());
    let start = std::time::Instant::now();
    let mut count = 0;
    for line in text.lines() {
        let forms = words::cut(line);
        let words = words::words(&forms);
        count += words.len();
        for m in lexicon.mentions(&words) {
            let range = m.tokens.start as usize..m.tokens.end as usize;
            let also: Vec<&str> = m.also.iter().map(|e| lexicon.entity(*e).id).collect();
            println!(
                "{}\t{}\t{:?}\t{}\t{}",
                forms[range].join(" "),
                lexicon.body_id(m.entity, m.owner),
                m.form,
                lexicon.entity(m.entity).country.unwrap_or("-"),
                also.join(" ")
            );
        }
        for m in lexicon.places(&words) {
            let place = lexicon.place(m.place);
            let range = m.tokens.start as usize..m.tokens.end as usize;
            println!(
                "{}\tPLACE {}\t{}",
                forms[range].join(" "),
                place.label_en,
                place.country.unwrap_or("-")
            );
        }
    }
    println!("# {count} words in {:?}", start.elapsed());
    Ok(())
}
