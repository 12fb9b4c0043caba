//! English players whom no name tells, and whose people they are in a story of one state.

use legation_coder::code;
use legation_lexicon::Lexicon;
use legation_model::{Lang, Record};
use legation_nlp::Analyzer;

mod common;

use common::{events, line, who};

fn told(text: &str) -> Vec<String> {
    events(Lang::En, text).iter().map(line).collect()
}

fn has(text: &str, event: &str) {
    let got = told(text);
    assert!(got.iter().any(|e| e == event), "{text}: {got:?}");
}

/// Statements and events of an article with a headline: `speaker: words` and events.
fn page(text: &str) -> Vec<String> {
    let mut worker = Analyzer::builtin().worker();
    let (article, doc) = common::page(&mut worker, Lang::En, text);
    let records = code(&article, &doc, Lexicon::builtin()).records;
    let record = |r: Record| match r {
        Record::Statement(s) => Some(format!("{}: {}", who(&[s.speaker]), s.content[0].quote)),
        Record::Event(e) => Some(line(&e)),
        _ => None,
    };
    records.into_iter().filter_map(record).collect()
}

#[test]
fn whoever_is_asked_needs_no_name() {
    has("Portugal urged all sides to show restraint.", "REQUEST asserted PRT > ?");
    has(
        "Germany called on all sides, which met in Geneva last week, to honour the truce.",
        "REQUEST asserted DEU > ?",
    );
    has("The Norwegian prime minister urged citizens to stay at home.", "REQUEST asserted NOR > NOR");
    has(
        "Norway warned it would impose sanctions on anyone who obstructs the vote.",
        "THREATEN asserted NOR > ?",
    );
    has(
        "The European Union warned it would impose sanctions on anyone who votes.",
        "THREATEN asserted eu > ?",
    );
    assert!(told("The Norwegian prime minister asked his son to stay at home.").is_empty());
    assert!(told("Norway called on Monday to say that it was late.").is_empty());
}

#[test]
fn numbers_of_people_are_of_the_place() {
    has("Police in Malawi detained nine of them.", "COERCE asserted MWI > MWI");
    has("Thousands took to the streets of Minsk on Sunday.", "PROTEST asserted BLR > ");
    has("Hundreds gathered outside the prison in Bucharest.", "PROTEST asserted ROU > ");
    assert!(told("Thousands of cars gathered dust outside the prison in Bucharest.").is_empty());
}

#[test]
fn blows_may_be_nobodys() {
    has("A bomb killed four soldiers in southern Thailand on Sunday.", "ASSAULT asserted  > THA");
    has("The Taliban claimed responsibility for the bombings.", "ASSAULT asserted AFG > ");
    assert!(told("A fire killed four soldiers in southern Thailand on Sunday.").is_empty());
    assert!(told("A gas leak killed four people in Bangkok.").is_empty());
    assert!(told("A Russian plane crashed in Egypt, killing 224 people.").is_empty());
}

#[test]
fn who_leads_a_coalition_is_its_country() {
    has("The Saudi-led coalition bombed targets in Sanaa.", "ASSAULT asserted SAU > YEM");
}

#[test]
fn two_houses_and_the_head_of_state_do_one_thing_each() {
    let got = page(
        "Law on ratification of an agreement with Vietnam\nPresident Dmitry Medvedev signed the Federal Law On Ratification of the Agreement between the Russian Federation and Vietnam on Transfers.\nThe law was passed by the State Duma on October 15, 2010, and approved by the Federation Council on October 20, 2010.\nThe agreement was signed in Hanoi on December 18, 2008.",
    );
    let russian = got.iter().filter(|e| e.starts_with("SUPPORT") && e.contains(" RUS > ")).count();
    assert!(russian >= 3, "{got:?}");
    assert!(got.iter().any(|e| e.starts_with("SUPPORT") && e.contains(" RUS VNM > ")), "{got:?}");
}

#[test]
fn what_was_agreed_by_nobody_named_was_agreed_by_those_who_met() {
    has(
        "Vladimir Putin had a telephone conversation with Chancellor of Germany Angela Merkel. It was agreed that the foreign ministers would meet in Geneva.",
        "AGREE asserted DEU RUS > ",
    );
}

#[test]
fn people_without_a_country_are_of_the_state_that_the_headline_names() {
    let got = page(
        "Burundi villagers flee raid\nGunmen raided a village in Burundi on Sunday, residents told reporters.\nOpposition leader Desire Nkuru said that the government of Burundi had failed.\nHis lawyer said he would return.",
    );
    assert!(got.iter().any(|s| s.starts_with("BDI: Gunmen raided")), "{got:?}");
    assert!(got.iter().any(|s| s.starts_with("BDI: the government")), "{got:?}");
    assert!(got.iter().any(|s| s.starts_with("BDI: he would return")), "{got:?}");
    // An embassy alone tells of nobody's affairs.
    has("Protesters vandalised the Norwegian embassy.", "PROTEST asserted ? > NOR");
}

#[test]
fn towns_that_open_a_sentence_tell_whose_house_is_meant() {
    let got = page(
        "Egyptian court jails reporters\nAn Egyptian court jailed two reporters on Monday. Egypt said that the verdict of the Egyptian court stands.\nIn London the foreign ministry summoned the Egyptian ambassador.",
    );
    assert!(got.iter().any(|e| e.starts_with("ACCUSE asserted GBR > EGY")), "{got:?}");
}

#[test]
fn he_is_no_woman_and_it_is_a_state() {
    let got = page(
        "Talks in Oslo\nNorwegian minister Erik Berg said the talks were hard.\nGerman Chancellor Angela Merkel said they would go on.\nHe said that there was no hurry.",
    );
    assert!(got.iter().any(|s| s == "NOR: there was no hurry"), "{got:?}");
    let got = page(
        "Envoys leave\nIn May, Kenya recalled its envoy from Mogadishu. It accused Somalia of selling oil blocks.",
    );
    assert!(got.iter().any(|s| s == "KEN: selling oil blocks"), "{got:?}");
}

#[test]
fn what_a_thing_is_described_as_keeps_the_thing() {
    let got = page("Talks end\nPortugal's president described the talks as substantive.");
    assert_eq!(got, ["PRT: the talks as substantive"]);
}

#[test]
fn whoever_stays_on_a_visit_visits() {
    has(
        "The President of Russia held talks with President of Serbia Aleksandar Vucic, who is in Russia on an official visit.",
        "CONSULT asserted SRB > RUS",
    );
    has(
        "Vladimir Putin held talks with President of Finland Sauli Niinisto, who has come to Sochi on a working visit.",
        "CONSULT asserted FIN > RUS",
    );
}

#[test]
fn rebels_at_home_are_another_side() {
    let got = told("The president of Colombia said that the rebels must first set free everyone they hold.");
    assert!(got.iter().any(|e| e.starts_with("REQUEST asserted COL")), "{got:?}");
}

#[test]
fn what_is_lacking_is_no_deed() {
    assert!(told("The presidents of Ghana and Togo left Banjul without a pledge by the president of Gambia to resign.").is_empty());
}

#[test]
fn joining_a_meeting_is_one_deed_with_it() {
    let got =
        told("Vladimir Putin took part in a meeting of the Shanghai Cooperation Organisation in Bishkek.");
    assert_eq!(got.len(), 1, "{got:?}");
}

#[test]
fn talks_that_are_to_resume_are_planned() {
    has("Talks between Kenya and Somalia are to resume in May.", "AGREE planned KEN SOM > ");
}

#[test]
fn what_describes_the_subject_dates_no_deed() {
    has(
        "President Paul Biya of Cameroon, who was elected last year, condemned France.",
        "ACCUSE asserted CMR > FRA",
    );
}

#[test]
fn its_minister_is_of_the_state_that_the_sentence_before_is_about() {
    let got = page(
        "Attack in Nigeria\nGunmen killed ten people in northern Nigeria on Sunday, Nigerian police said. Chad closed its border with Nigeria.\nChad is alarmed. Its defence minister, Daoud Brahim, said the border would stay closed.",
    );
    assert!(got.iter().any(|s| s == "TCD: the border would stay closed"), "{got:?}");
}

#[test]
fn the_army_of_a_domestic_story_is_its_own() {
    let got = page(
        "Floods in Nigeria\nNigerian governor Kashim Bello blamed the army for the damage in Nigeria. Nigeria has had no rain.",
    );
    assert!(got.iter().any(|e| e == "ACCUSE asserted NGA > NGA"), "{got:?}");
}

#[test]
fn conjunctions_tell_no_likeness() {
    let got = page("Raid\nThe president of Chad condemned the raid as \"cowardly\".");
    assert!(got.iter().any(|s| s == "TCD: the raid as \"cowardly\""), "{got:?}");
    let got = page("Raid\nThe president of Chad condemned the raid as troops advanced.");
    assert!(!got.iter().any(|s| s.starts_with("TCD:")), "{got:?}");
}

#[test]
fn would_like_to_thank_thanks() {
    let got = page("Meeting\nPresident of Chad Idriss Deby: I would like to thank France for its help.");
    assert!(got.iter().any(|e| e == "SUPPORT asserted TCD > FRA"), "{got:?}");
}

#[test]
fn whoever_is_on_a_visit_visits() {
    has(
        "Vladimir Putin, who is on an official visit to Mongolia, held talks with President of Mongolia Khaltmaagiin Battulga.",
        "CONSULT asserted RUS > MNG",
    );
}

#[test]
fn his_country_is_his() {
    let got = told(
        "Mexico's foreign minister Marcelo Ebrard said his country had granted asylum to twenty Bolivian officials.",
    );
    assert!(got.iter().any(|e| e == "AID asserted MEX > BOL"), "{got:?}");
}

#[test]
fn counterparts_of_two_states_are_two() {
    let got = page(
        "Calls\nUS Secretary of State Mike Pompeo spoke by telephone with his Indian and Pakistani counterparts.",
    );
    assert_eq!(got, ["CONSULT asserted USA IND PAK > "]);
}

#[test]
fn leaders_of_one_country_are_not_the_one() {
    let got = page(
        "Spain's Supreme Court jails Catalan leaders\nSpain's Supreme Court jailed nine Catalan leaders on Monday. Catalonia's president, Quim Torra, called the verdict an insult.",
    );
    assert!(got.iter().any(|e| e.starts_with("COERCE asserted ESP > catalonia")), "{got:?}");
}

#[test]
fn him_is_another_than_who_asks() {
    has(
        "Spanish Prime Minister Pedro Sanchez ruled out a pardon. French Minister Jean Castex urged him to send more police.",
        "REQUEST asserted FRA > ESP",
    );
}

#[test]
fn clauses_with_a_subject_of_their_own_are_not_said() {
    let got = page(
        "Tension\nChina also called for restraint, and Saudi Arabia's foreign minister was due in Islamabad on Saturday.",
    );
    assert!(got.iter().any(|s| s == "CHN: restraint"), "{got:?}");
}

#[test]
fn of_whom_the_hearer_is_says_nothing() {
    let got =
        page("Talks\nThe president of Niger informed the President of Chad about the results of his trip.");
    assert!(got.iter().any(|s| s == "NER: the results of his trip"), "{got:?}");
    let got = page("Talks\nThe president of Niger dismissed the remark as \"biased\".");
    assert!(got.iter().any(|s| s == "NER: the remark as \"biased\""), "{got:?}");
}

#[test]
fn ships_are_whose_they_are_owned_and_flagged() {
    has(
        "Somali pirates hijacked a Greek-owned oil tanker off the coast of Oman.",
        "ASSAULT asserted SOM > GRC",
    );
    has("A Danish-flagged vessel was hijacked by Somali pirates.", "ASSAULT asserted SOM > DNK");
}

#[test]
fn towns_of_courts_are_no_setting() {
    let got = page(
        "Army seizes power in Peru\nThe army of Peru overthrew the government while the prime minister was in New York for a meeting of the United Nations. The coup leaders closed parliament in Peru. Thousands of people demonstrated in the capital in February.",
    );
    assert!(got.iter().any(|e| e.starts_with("PROTEST") && e.contains("PER")), "{got:?}");
}
