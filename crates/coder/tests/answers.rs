//! To whom goes what is said or done against nobody named: an answer, what the same side goes on to say, a blow from abroad, words to one's own
//! people.

use legation_coder::code;
use legation_lexicon::Lexicon;
use legation_model::{Lang, Record};
use legation_nlp::Analyzer;

mod common;

use common::{line, told, who};

fn has(lang: Lang, text: &str, expected: &[&str]) {
    let got = told(lang, text);
    for event in expected {
        assert!(got.iter().any(|e| e == event), "{event} not in {got:?}: {text}");
    }
}

fn lacks(lang: Lang, text: &str, event: &str) {
    let got = told(lang, text);
    assert!(!got.iter().any(|e| e == event), "{got:?}: {text}");
}

/// Statements and events of an article with a headline.
fn page(lang: Lang, text: &str) -> Vec<String> {
    let (article, doc) = common::page(&mut Analyzer::builtin().worker(), lang, text);
    let record = |r: Record| match r {
        Record::Statement(s) => {
            Some(format!("says {} {}", who(std::slice::from_ref(&s.speaker)), s.speaker.name))
        }
        Record::Event(e) => Some(line(&e)),
        Record::Office(o) => {
            Some(format!("office {} {}", who(std::slice::from_ref(&o.person)), o.person.name))
        }
        _ => None,
    };
    code(&article, &doc, Lexicon::builtin()).records.into_iter().filter_map(record).collect()
}

#[test]
fn an_answer_goes_to_the_doer_of_what_was_done() {
    has(
        Lang::En,
        "Kenya accused Uganda of theft. Kampala rejected the charge.",
        &["REJECT asserted UGA > KEN"],
    );
    has(
        Lang::Ru,
        "Ирак попросил Иран воздержаться от ударов. Тегеран просьбу отклонил.",
        &["REJECT asserted IRN > IRQ"],
    );
    has(
        Lang::Ru,
        "Польша выслала двух дипломатов Чили. В Сантьяго это решение назвали незаконным.",
        &["ACCUSE asserted CHL > POL"],
    );
    // A third party in the sentence may be meant.
    lacks(
        Lang::Ru,
        "Ирак попросил Иран воздержаться от ударов. Тегеран отклонил просьбу Катара.",
        "REJECT asserted IRN > IRQ",
    );
}

#[test]
fn what_a_side_goes_on_to_say_goes_to_the_same_other() {
    has(
        Lang::En,
        "Ethiopia accused Eritrea of moving troops and warned that it would retaliate.",
        &["ACCUSE asserted ETH > ERI", "THREATEN asserted ETH > ERI"],
    );
}

#[test]
fn a_blow_from_abroad_falls_on_the_state_of_its_place() {
    has(Lang::En, "Israeli drones hit a car in southern Lebanon.", &["ASSAULT asserted ISR > LBN"]);
}

#[test]
fn those_who_govern_speak_to_their_own_people() {
    has(Lang::En, "The president of Bulgaria urged the unions to agree.", &["REQUEST asserted BGR > BGR"]);
    // Where the sentence names another state they may be the other's.
    lacks(
        Lang::En,
        "The president of Bulgaria urged the unions in talks with Romania to agree.",
        "REQUEST asserted BGR > BGR",
    );
}

#[test]
fn peers_of_people_without_an_office_are_people_too() {
    has(
        Lang::En,
        "Canadian officials met their American counterparts in Ottawa.",
        &["CONSULT asserted CAN USA > "],
    );
    has(Lang::En, "Kenyan police met with Ugandan colleagues.", &["CONSULT asserted KEN UGA > "]);
}

#[test]
fn those_of_a_state_march_the_state_does_not() {
    has(Lang::En, "Serbs protested in Belgrade.", &["PROTEST asserted SRB > "]);
    assert!(told(Lang::En, "Serbia protested in Belgrade.").iter().all(|e| !e.starts_with("PROTEST")));
}

#[test]
fn they_are_those_who_acted_before() {
    has(
        Lang::Ru,
        "Президенты Чада и Нигера встретились в Осло. Они осудили действия Ливии.",
        &["ACCUSE asserted TCD NER > LBY"],
    );
    has(
        Lang::En,
        "Nigerian gunmen abducted 40 worshippers from a church. They later released eleven of them.",
        &["RETREAT asserted NGA > ?"],
    );
}

#[test]
fn friendship_is_told_by_the_side_that_speaks() {
    has(
        Lang::En,
        "\"Chad remains an ally of Niger,\" the president of Chad, Omar Deby, said.",
        &["SUPPORT asserted TCD > NER"],
    );
    has(
        Lang::En,
        "\"Niger remains an ally of Chad,\" the president of Chad, Omar Deby, said.",
        &["SUPPORT asserted TCD > NER"],
    );
}

#[test]
fn whoever_is_blamed_does_not_speak() {
    let got = page(Lang::Ru, "Спор\nВ Минске обвинили польские власти в провокации.");
    assert!(got.iter().any(|r| r.starts_with("says BLR")), "{got:?}");
    assert!(!got.iter().any(|r| r.starts_with("says POL")), "{got:?}");
}

#[test]
fn a_guest_behind_his_host_is_the_visitor() {
    let text = "At the invitation of the President of Chad, Mr. Omar Deby, the President of Niger, H.E. Mr. Hassan Sani, paid an official visit \
                to N'Djamena.";
    has(Lang::En, text, &["CONSULT asserted NER > TCD"]);
    let got = page(Lang::En, &format!("A visit\n{text}"));
    for office in ["office TCD Omar Deby", "office NER Hassan Sani"] {
        assert!(got.iter().any(|r| r == office), "{office} not in {got:?}");
    }
    // Names before their titles.
    let got = page(
        Lang::En,
        "A visit\nMr. Omar Deby, President of Chad, Mr. Hassan Sani, President of Niger, and their ministers spoke.",
    );
    for office in ["office TCD Omar Deby", "office NER Hassan Sani"] {
        assert!(got.iter().any(|r| r == office), "{office} not in {got:?}");
    }
}

#[test]
fn a_digest_tells_of_the_state_of_its_label() {
    let got = page(
        Lang::En,
        "Overnight\nKENYA - The opposition leader told supporters that marches would begin.\nMALAWI - The army said that it was ready.\nSENEGAL: \
         Police fired tear gas at students.",
    );
    for expected in ["says KEN", "says MWI", "ASSAULT asserted SEN > SEN"] {
        assert!(got.iter().any(|r| r.starts_with(expected)), "{expected} not in {got:?}");
    }
    assert!(!got.iter().any(|r| r.starts_with("says SEN")), "the label of a section speaks: {got:?}");
}

#[test]
fn letters_in_brackets_are_those_of_the_name_before() {
    let got = page(
        Lang::En,
        "Press\nReporters Without Borders (RSF) called on Turkey to free two editors. RSF condemned the verdict of the court of Turkey.",
    );
    assert!(got.iter().all(|r| !r.contains("SDN")), "{got:?}");
    has(Lang::En, "The RSF shelled a market in Sudan.", &["ASSAULT asserted SDN > SDN"]);
}

#[test]
fn a_state_inside_a_longer_name_is_nobodys_home() {
    let got = page(
        Lang::Ru,
        "Мнение\nСотрудник Института Латинской Америки Иван Петров сказал, что санкции не помогут.",
    );
    assert!(got.iter().all(|r| !r.contains("USA")), "{got:?}");
}

#[test]
fn whoever_was_talked_to_answers() {
    let got = page(
        Lang::Ru,
        "Что будет с Кубой\nПрезидент Кубы Мигель Диас-Канель объявил о реформах. Мы поговорили с политологом Иваном Петровым.\n— Что \
         изменится?\n— Многое, хотя и не сразу. Цены вырастут.\n— Когда?\n— Уже весной, я думаю.",
    );
    assert!(
        got.iter().filter(|r| r.starts_with("says") && r.ends_with("Иван Петров")).count() > 1,
        "{got:?}"
    );
}

#[test]
fn those_in_office_are_heard_though_nobody_is_named_to_whom_they_speak() {
    has(
        Lang::En,
        "Prime Minister Irakli Kobakhidze of Georgia accused unnamed foreign powers of paying for unrest.",
        &["ACCUSE asserted GEO > "],
    );
    has(
        Lang::En,
        "The president of Chile complained that five citizens had been expelled.",
        &["ACCUSE asserted CHL > "],
    );
    has(Lang::En, "The government of Australia will buy five submarines.", &["AGREE planned AUS > "]);
    has(
        Lang::Ru,
        "Министр иностранных дел Перу назвал это решение неприемлемым.",
        &["ACCUSE asserted PER > "],
    );
    // Not a student, not the weather, not what something is only called, not what did not happen.
    let others = [
        (
            Lang::En,
            "A student from Chile complained that five citizens had been expelled.",
            "ACCUSE asserted CHL > ",
        ),
        (Lang::En, "The president of Chile complained that the road was icy.", "ACCUSE asserted CHL > "),
        (
            Lang::En,
            "The president of Chile returned from what he called an unjustified war.",
            "ACCUSE asserted CHL > ",
        ),
        (Lang::En, "The government of Chile did not praise the teachers.", "SUPPORT denied CHL > "),
    ];
    for (lang, text, event) in others {
        lacks(lang, text, event);
    }
}

#[test]
fn what_an_infinitive_carries_on_is_asked_for() {
    let got = told(Lang::En, "Pakistan asked China to help send the refugees back to Afghanistan.");
    assert!(got.iter().any(|e| e.starts_with("REQUEST asserted PAK > CHN")), "{got:?}");
    assert!(!got.iter().any(|e| e.starts_with("COERCE")), "{got:?}");
}

#[test]
fn a_mission_led_abroad_is_a_journey_not_an_office() {
    let got = page(
        Lang::En,
        "Trade\nVice-president Geraldo Alckmin of Brazil will lead a trade mission to Mexico next week.",
    );
    assert!(got.iter().any(|e| e == "AGREE planned BRA > MEX"), "{got:?}");
    let offices = got.iter().filter(|e| e.starts_with("office")).count();
    assert_eq!(offices, 1, "{got:?}");
}
