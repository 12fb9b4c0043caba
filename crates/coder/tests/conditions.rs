//! Deeds on a condition: what is threatened, to whom, and what a condition only denies.

use legation_model::Lang;

mod common;

use common::told;

fn en(text: &str, expected: &[&str]) {
    assert_eq!(told(Lang::En, text), expected, "{text}");
}

fn ru(text: &str, expected: &[&str]) {
    assert_eq!(told(Lang::Ru, text), expected, "{text}");
}

#[test]
fn whoever_must_meet_the_condition_is_threatened() {
    en(
        "Russia said it would close the border if Poland did not reopen the crossing.",
        &["THREATEN asserted RUS > POL"],
    );
    en("France will impose tariffs if Italy does not pay.", &["THREATEN asserted FRA > ITA"]);
    ru("Франция заявила, что введёт пошлины, если Италия не заплатит.", &["THREATEN asserted FRA > ITA"]);
    ru("Россия закроет границу, если Польша не откроет переход.", &["THREATEN asserted RUS > POL"]);
    // Somebody told as the one who is hit stays the one.
    en("Kenya will cut off supplies to Uganda if Sudan does not pay.", &["THREATEN asserted KEN > UGA"]);
}

#[test]
fn what_a_condition_denies_is_no_deed() {
    en(
        "Spain warned that it would act if Venezuela did not release the prisoners.",
        &["THREATEN asserted ESP > VEN"],
    );
    ru("Испания уйдёт, если Каракас не освободит политзаключённых.", &[]);
    en("If Mexico does not withdraw its troops, the talks will end.", &[]);
}

#[test]
fn a_threat_made_is_made_whatever_it_depends_on() {
    en(
        "The United States threatened Iran with strikes if it does not yield.",
        &["THREATEN asserted USA > IRN"],
    );
}

#[test]
fn what_somebody_waits_for_has_not_happened() {
    en("Kenya would not resume trade until Sudan expelled the envoy.", &["SANCTION hypothetical SDN > ?"]);
    en("Italy resumed trade after Greece expelled the Turkish envoy.", &["SANCTION asserted GRC > TUR"]);
    en(
        "Russia would withdraw its troops from Georgia once Georgia lifted its sanctions on Abkhazia.",
        &["RETREAT hypothetical RUS > GEO", "RETREAT hypothetical GEO > abkhazia"],
    );
}

#[test]
fn a_visit_cut_short_was_a_visit() {
    en("The president of Ghana broke off his visit to Togo and flew home.", &["CONSULT asserted GHA > TGO"]);
    ru("Президент Сербии прервал визит в Оман и вернулся домой.", &["CONSULT asserted SRB > OMN"]);
    en("The president of Ghana broke off relations with Togo.", &["SANCTION asserted GHA > TGO"]);
}

#[test]
fn what_is_only_asked_is_told_of_nobody() {
    ru("Министр не ответил на вопрос о том, поддержит ли Пекин новую резолюцию.", &[]);
    ru("Пекин поддержит новую резолюцию.", &["AGREE planned CHN > "]);
}

#[test]
fn what_lies_behind_is_not_promised() {
    ru("Представитель МИД РФ Мария Захарова заверила, что посредничества Россия никому не навязывала.", &[]);
}

#[test]
fn a_suspicion_of_nobody_is_no_deed() {
    en("Kenya arrested two men suspected of killing a Somali diplomat.", &["COERCE asserted KEN > KEN"]);
    en(
        "Somalia accused Kenya of killing a Somali diplomat.",
        &["ACCUSE asserted SOM > KEN", "ASSAULT asserted KEN > SOM"],
    );
}

#[test]
fn what_is_demanded_beside_a_resignation_has_not_happened() {
    let got = told(
        Lang::Ru,
        "Демонстранты в Перу перекрыли трассы, требуя отставки главы государства и освобождения бывшего президента Педро Кастильо.",
    );
    assert!(!got.iter().any(|e| e.starts_with("RETREAT")), "{got:?}");
}

#[test]
fn a_call_is_paid_and_a_protest_conveyed() {
    en(
        "The foreign minister of New Zealand paid a courtesy call on the president of Vanuatu.",
        &["CONSULT asserted VUT NZL > "],
    );
    en(
        "The president of Chile conveyed a strong protest to the ambassador of Peru.",
        &["ACCUSE asserted CHL > PER"],
    );
    en(
        "The Canadian foreign minister accused Chad of inventing a pretext for what she called a war.",
        &["ACCUSE asserted CAN > TCD"],
    );
}

#[test]
fn what_is_denied_in_the_past_gerund_is_denied() {
    en("Cambodia's defence ministry denied having fired rockets at Thailand.", &["ASSAULT denied KHM > THA"]);
    en("Russia accused Kiev of sabotaging the exchange of prisoners.", &["ACCUSE asserted RUS > UKR"]);
}

#[test]
fn what_is_provided_for_has_not_happened() {
    en("Chile will lend the money, provided that Peru signed the treaty.", &["SUPPORT hypothetical PER > "]);
    ru("Азербайджан не возражает против открытия границы, если Ереван не откажется от обязательств.", &[]);
    en("The Chilean minister declined to be named.", &[]);
}

#[test]
fn an_inverted_condition_is_one() {
    let got = told(
        Lang::En,
        "Should the engineer not be freed by Friday, Lithuania will expel the diplomats of Belarus.",
    );
    assert!(got.iter().any(|e| e.starts_with("THREATEN asserted LTU > BLR")), "{got:?}");
    let got =
        told(Lang::En, "Britain stood ready to reinforce the mission in Kosovo should NATO request it.");
    assert!(!got.iter().any(|e| e.contains("REQUEST asserted")), "{got:?}");
    // No subject stands behind the verb here.
    let got = told(Lang::En, "Cyprus said that Turkey should itself apologise to Greece.");
    assert!(!got.iter().any(|e| e.contains("hypothetical")), "{got:?}");
}

#[test]
fn what_is_waited_for_has_not_been_refused() {
    let got = told(
        Lang::Ru,
        "Президент Кореи не станет утверждать судей, пока Корея и Япония не придут к согласию.",
    );
    assert!(!got.iter().any(|e| e.starts_with("REJECT") && e.contains("JPN")), "{got:?}");
}

#[test]
fn a_promise_on_a_condition_is_a_commitment() {
    let (article, doc) = common::article(
        Lang::En,
        "Kenya will help Chad if the rebels lay down their arms, the president of Kenya said.",
        Some("2024-07-04"),
    );
    let records = legation_coder::code(&article, &doc, legation_lexicon::Lexicon::builtin()).records;
    assert!(
        records
            .iter()
            .any(|r| matches!(r, legation_model::Record::Commitment(c) if common::who(&c.by) == "KEN"))
    );
}

#[test]
fn what_is_waited_for_has_not_happened() {
    assert_eq!(
        told(Lang::Ru, "Митинги в Турции продолжатся до освобождения граждан Чада.")
            .last()
            .map(String::as_str),
        Some("RETREAT hypothetical  > TCD")
    );
    // How long before something that did happen.
    let got = told(Lang::Ru, "За неделю до визита министра Чада в Москву Россия выслала посла Нигера.");
    assert!(got.iter().all(|e| !e.contains("hypothetical")), "{got:?}");
}
