//! Who is meant where the words leave a side out: deeds of each other, capitals that speak, help whose need the story tells, speakers told of before.

use legation_coder::code;
use legation_lexicon::Lexicon;
use legation_model::{Lang, Record};
use legation_nlp::Analyzer;

mod common;

use common::{told, who};

/// `TYPE status actors > recipients` of every event of an article whose first line is the headline, and `speaker: content` of its statements.
fn page(lang: Lang, text: &str) -> (Vec<String>, Vec<String>) {
    let (article, doc) = common::page(&mut Analyzer::builtin().worker(), lang, text);
    let (mut events, mut statements) = (Vec::new(), Vec::new());
    for record in code(&article, &doc, Lexicon::builtin()).records {
        match record {
            Record::Event(e) => {
                events.push(common::line(&e));
            }
            Record::Statement(s) => {
                let said: Vec<&str> = s.content.iter().map(|c| c.quote.as_str()).collect();
                statements.push(format!(
                    "{} {}: {}",
                    who(std::slice::from_ref(&s.speaker)),
                    s.speaker.name,
                    said.join(" ")
                ));
            }
            _ => {}
        }
    }
    (events, statements)
}

#[track_caller]
fn hold(lang: Lang, cases: &[(&str, &[&str])]) {
    for (text, want) in cases {
        assert_eq!(&told(lang, text), want, "{text}");
    }
}

#[test]
fn each_does_it_to_the_other() {
    hold(
        Lang::En,
        &[
            ("Chad and Niger accused each other of breaking the truce.", &["ACCUSE asserted TCD NER > "]),
            ("Laotian and Malaysian soldiers fired at one another.", &["ASSAULT asserted LAO MYS > "]),
            ("The minister of Chad told other stories.", &[]),
        ],
    );
    hold(
        Lang::Ru,
        &[
            ("Чад и Нигер обвинили друг друга в обстрелах.", &["ACCUSE asserted TCD NER > "]),
            ("Лаос и Малайзия обстреляли друг друга.", &["ASSAULT asserted LAO MYS > "]),
        ],
    );
}

#[test]
fn a_capital_in_which_they_refused_is_its_state() {
    hold(
        Lang::Ru,
        &[
            ("В Осло обвинения Латвии отвергли.", &["REJECT asserted NOR > LVA"]),
            ("В Осло осудили решение Латвии.", &["ACCUSE asserted NOR > LVA"]),
            ("В Варшаве потребовали от Латвии извинений.", &["REQUEST asserted POL > LVA"]),
            // People there, or somebody's hand, not the state.
            ("В Осло потребовали отставки мэра.", &[]),
            ("В Осло убили посла Латвии.", &["ASSAULT asserted  > LVA"]),
        ],
    );
}

#[test]
fn who_is_awaited_will_come_and_who_excludes_refuses() {
    hold(
        Lang::Ru,
        &[
            ("Президента Чили ждут в Перу 9 августа.", &["AGREE planned CHL > PER"]),
            ("Министр обороны Кубы ожидается в Анголе.", &["AGREE planned CUB > AGO"]),
            ("Премьер-министр Лаоса исключил переговоры с Таиландом.", &["REJECT asserted LAO > THA"]),
            ("Премьер-министр Лаоса не исключил переговоров с Таиландом.", &["AGREE possible THA LAO > "]),
        ],
    );
}

#[test]
fn talks_that_stop_are_not_told_as_held() {
    hold(
        Lang::En,
        &[
            ("Talks between Chad and Niger broke down.", &["SANCTION asserted TCD NER > "]),
            (
                "The foreign minister of Norway announced that talks with Latvia were suspended.",
                &["SANCTION asserted NOR > LVA"],
            ),
            ("Fiji pledged $9 million in aid to Tonga.", &["AGREE asserted FJI > TON"]),
        ],
    );
}

#[test]
fn help_goes_where_the_story_tells_of_need() {
    let (events, _) = page(
        Lang::En,
        "Earthquake kills hundreds in Nepal\nAn earthquake has struck Nepal. Norway has sent rescuers. Chad sent a minister to Niger.",
    );
    assert_eq!(events, ["AID asserted NOR > NPL"]);
    let (events, _) = page(
        Lang::Ru,
        "Землетрясение в Непале\nВ Непале произошло землетрясение. Норвегия направила спасателей. Лаос направил министра.",
    );
    assert_eq!(events, ["AID asserted NOR > NPL"]);
    let (events, _) = page(Lang::En, "Elections in Nepal\nNepal has voted. Norway has sent observers.");
    assert!(!events.iter().any(|e| e.starts_with("AID")), "{events:?}");
}

#[test]
fn the_article_goes_on_behind_a_semicolon() {
    let (_, said) = page(
        Lang::En,
        "Storm in Chad\nThe minister of Chad said that roads were closed; the king of Jordan sent a message. The president of Niger \
         mourned the victims; help was on its way, he added.",
    );
    assert_eq!(
        said,
        ["TCD minister of Chad: roads were closed", "NER president of Niger: help was on its way"]
    );
}

#[test]
fn all_between_comma_and_cue_speaks() {
    let (_, said) = page(
        Lang::En,
        "Storm in Nepal\nThe storm has killed more than 2,000 people in Nepal, the government of Nepal said on Monday.",
    );
    assert_eq!(said, ["NPL government of Nepal: The storm has killed more than 2,000 people in Nepal"]);
}

#[test]
fn he_who_speaks_is_whom_the_text_tells_of() {
    let (_, said) = page(
        Lang::En,
        "News\nNone survived, the governor of Smolensk region, Oleg Stukin, said.\nThe speaker of the Latvian parliament, Janis Ozols, \
         has taken over as acting president; he has two weeks. “We are together,” he said.",
    );
    assert_eq!(said, ["RUS Oleg Stukin: None survived", "LVA Janis Ozols: We are together"]);
    let (_, said) = page(
        Lang::En,
        "News\nSpeaking in Oslo, where he had met Chancellor Anna Berg, the new Latvian prime minister, Janis Ozols, said he would stay.",
    );
    assert_eq!(said, ["LVA Janis Ozols: he would stay"]);
}

#[test]
fn its_spokesman_is_of_the_body_told_of() {
    let (_, said) = page(
        Lang::En,
        "Row\nThe Latvian foreign ministry protested. “Oslo's position is wrong,” its spokesman, Janis Ozols, said.",
    );
    assert_eq!(said, ["LVA Janis Ozols: Oslo's position is wrong"]);
    let (_, said) = page(
        Lang::En,
        "Row\nThe Laotian prime minister, Bounthong Chit, left. His government's spokesman, Khamla Sisou, said the border was closed.",
    );
    assert_eq!(said, ["LAO Khamla Sisou: the border was closed"]);
}
