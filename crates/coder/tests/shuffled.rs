//! Words of news in any order, cut off anywhere: nothing breaks. The fuzz target `coder` looks further.

use legation_coder::code;
use legation_lexicon::Lexicon;
use legation_model::{Lang, Record};

mod common;

const EN: &str = "Vice President, Foreign Minister Anna Berg of Norway , said he would meet Janis Ozols ; the Baltic states \
    condemned each other “ We thank you ” , its spokesman added that talks with Chad were suspended , according to police in \
    Texas who sent rescuers and $ 9 million in aid , expressed readiness to sign a treaty by May 2026 . \" his lawyer 's senior adviser for Africa should the \
    alliance request it , at the request of Oslo";
const RU: &str = "Министр иностранных дел Норвегии Анна Берг заявила , что встретится с Янисом Озолсом ; страны Балтии обвинили \
    друг друга « Благодарю вас » , сообщил его адвокат , по словам главы Дагестана , в Осло отвергли обвинения Латвии . Выражена \
    готовность подписать договор до мая 2026 года , а посла ждут в Перу — экс- президент условились ; советник президента США по делам Африки направил письмо , в котором \
    потребовал , пока не придут к согласию источник , близкий к переговорам";

/// A step of a linear congruential generator (Knuth, MMIX).
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

#[test]
fn shuffled_words_break_nothing() {
    let mut state = 7;
    for round in 0..600 {
        let (lang, pool) = if round % 2 == 0 { (Lang::En, EN) } else { (Lang::Ru, RU) };
        let words: Vec<&str> = pool.split_whitespace().collect();
        let count = next(&mut state) % 30;
        let text: Vec<&str> = (0..count).map(|_| words[next(&mut state) % words.len()]).collect();
        let text = text.join(" ");
        let (article, doc) = common::article(lang, &text, Some("2024-07-04"));
        for record in code(&article, &doc, Lexicon::builtin()).records {
            if let Record::Event(event) = record {
                assert!(text.contains(&event.trigger.quote), "{text}");
            }
        }
    }
}
