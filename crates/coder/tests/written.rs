//! Whose those are whom no words beside them tell: by the line of place and day above the text, by the label of a digest's paragraph, by who was
//! told of before. No deeds are tested here.

use legation_coder::code;
use legation_lexicon::Lexicon;
use legation_model::{Lang, Record};
use legation_nlp::Analyzer;

mod common;

use common::who;

/// Speakers and holders of offices of an article with a headline and the lines that stood below it.
fn people(lang: Lang, lines: &[&str], text: &str) -> Vec<String> {
    let (mut article, doc) = common::page(&mut Analyzer::builtin().worker(), lang, text);
    article.lines = lines.iter().map(|l| (*l).to_owned()).collect();
    let one = |kind: &str, a: &legation_model::ActorRef| {
        format!("{kind} {} {}", who(std::slice::from_ref(a)), a.name)
    };
    let record = |r: Record| match r {
        Record::Statement(s) => Some(one("says", &s.speaker)),
        Record::Office(o) => Some(one("office", &o.person)),
        _ => None,
    };
    code(&article, &doc, Lexicon::builtin()).records.into_iter().filter_map(record).collect()
}

fn has(lang: Lang, lines: &[&str], text: &str, want: &str) {
    let got = people(lang, lines, text);
    assert!(got.iter().any(|g| g == want), "{want} not in {got:?}: {text}");
}

fn lacks(lang: Lang, lines: &[&str], text: &str, part: &str) {
    let got = people(lang, lines, text);
    assert!(!got.iter().any(|g| g.contains(part)), "{got:?}: {text}");
}

#[test]
fn a_line_of_place_and_day_tells_where_the_story_plays() {
    let story = "No pullout before May, spokesman says\n\
        Government Spokesperson Peter Kibet dismissed claims that Kenya was preparing to pull its soldiers out of Somalia. \
        The Kenyan contingent had handed over two bases to the Somali army, he said.";
    let says = "says KEN Peter Kibet";
    has(Lang::En, &["By Our Reporter | Nairobi | Wednesday, 18 September 2024"], story, says);
    has(Lang::En, &["Staff Correspondent", "NAIROBI"], story, says);
    // Two towns of two states, or a town inside other words, tell nothing.
    let both = people(Lang::En, &["Nairobi | Mogadishu | 18 September 2024"], story);
    assert_eq!(both, people(Lang::En, &[], story));
    assert_eq!(both, people(Lang::En, &["The Nairobi Herald, 18 September 2024"], story));
}

#[test]
fn the_label_of_a_digest_stands_over_its_paragraph() {
    let digest = "Регион за сутки\n\
        ЧАД. Президент Нигера прибыл в столицу. Министерство торговли сообщило о запрете вывоза щебня.\n\
        БЕНИН. Нигерия открыла посольство. Министерство торговли сообщило о продлении запрета.";
    has(Lang::Ru, &[], digest, "says TCD Министерство торговли");
    has(Lang::Ru, &[], digest, "says BEN Министерство торговли");
    let english = "Region in brief\n\
        Benin - police training\nThe Chinese embassy said Beijing was paying for the course. The opposition called on the president to publish the deal.\n\
        Togo - fuel prices\nThe Chinese embassy denied the report. The opposition accused the president of lying.";
    has(Lang::En, &[], english, "says BEN opposition");
    has(Lang::En, &[], english, "says TGO opposition");
}

#[test]
fn where_something_is_nobody_speaks() {
    let text = "Переговоры в Осло\n\
        Министры Чада и Перу обсудили торговлю. Обменялись мнениями и об обстановке в Ираке и Афганистане. Они выразили обеспокоенность ударами по территории Ливана.";
    lacks(Lang::Ru, &[], text, "says IRQ");
    lacks(Lang::Ru, &[], text, "says AFG");
}

#[test]
fn guests_and_hosts_are_of_other_states() {
    let text = "Peruvian president visits\n\
        Peruvian President Hugo Salas arrived in Oslo on Monday. Norwegian Prime Minister Nils Berg received him. \
        The visitor thanked Norway for its help. His host said that the two countries would sign a treaty.";
    let lines = &["Oslo, 12 March 2024"];
    has(Lang::En, lines, text, "says PER Hugo Salas");
    has(Lang::En, lines, text, "says NOR Nils Berg");
}

#[test]
fn who_is_asked_is_who_has_been_speaking() {
    let text = "Chad stays\n\
        Chadian government spokesman Ali Dago said on Monday that Chad would stay. Dago added that talks went on. \
        President Mahamat met Niger's defence minister, Omar Sala, in Niamey. \
        Asked about the strike, he denied that the police had fired at workers.";
    let got = people(Lang::En, &[], text);
    let said = got.iter().filter(|g| g.as_str() == "says TCD Ali Dago").count();
    assert_eq!(said, 3, "{got:?}");
    // Unless somebody else acts alone right before.
    let text = text.replace(
        "President Mahamat met Niger's defence minister, Omar Sala, in Niamey",
        "Niger's defence minister, Omar Sala, opened a base in Niamey",
    );
    let got = people(Lang::En, &[], &text);
    assert!(got.iter().any(|g| g == "says NER Omar Sala"), "{got:?}");
}

#[test]
fn houses_told_before_have_their_people() {
    let text = "Amnesty condemns\n\
        Amnesty International condemned the deportations. Its Americas director, Elena Varga, said Kenya had broken the convention.";
    has(Lang::En, &[], text, "says amnesty-international Elena Varga");
    let text = "Переговоры\n\
        Катар продолжает посредничество. США потребовали от ХАМАС отпустить заложников. Представитель движения Халед Шабан ответил, что угрозы срывают перемирие.";
    has(Lang::Ru, &[], text, "says PSE Халед Шабан");
    let text = "Брифинг\n\
        Представитель ООН Карл Линд рассказал, что бои в Гаити продолжаются. Представитель ООН призвал доноров помочь.";
    has(Lang::Ru, &[], text, "says un Карл Линд");
    lacks(Lang::Ru, &[], text, "says un Представитель");
}

#[test]
fn what_is_in_a_ministers_charge_is_no_house() {
    let text = "Raid in Port of Spain\n\
        Police of Trinidad and Tobago raided a bar. National Security Minister Peter Hall said that 20 men had been held.";
    has(Lang::En, &[], text, "says TTO Peter Hall");
    let text = "Talks fail\nPublic Utilities Minister Peter Hall said talks with Venezuela had failed.";
    lacks(Lang::En, &[], text, "office VEN");
}

#[test]
fn a_foreign_word_behind_the_verb_is_who_was_told() {
    let text = "Эвакуация\nИз Ирана выехали 194 человека, сообщил Steppe News официальный представитель МИД Казахстана Ерлан Токаев.";
    has(Lang::Ru, &[], text, "says KAZ Ерлан Токаев");
    let text = "Ответ\nБельгия обещала помощь, а Кигали в ответ заявил, что прекращает сотрудничество.";
    has(Lang::Ru, &[], text, "says RWA Кигали");
}

#[test]
fn a_minister_is_of_the_state_told_of_right_before() {
    let text = "Договор\nГлавным противником договора остаётся Франция. По общему мнению, это надолго. \
        Министр сельского хозяйства Анни Женевар заявила телеканалу, что соглашение не пройдёт.";
    let got = people(Lang::Ru, &[], text);
    assert!(got.iter().any(|g| g == "says FRA Анни Женевар"), "{got:?}");
}
