//! The table of operators, cell by cell, each in a sentence: what the act becomes, with which modes and status.

use legation_model::{Event, Lang};

mod common;

use common::{events, who};

/// `TYPE mode status` of every event of a sentence.
fn told(lang: Lang, text: &str) -> Vec<String> {
    let one = |e: &Event| {
        let modes: Vec<&str> = e.modes.iter().map(|m| m.as_str()).collect();
        format!("{} {} {}", e.plover, modes.join(","), e.status).replace("  ", " ")
    };
    events(lang, text).iter().map(one).collect()
}

fn check(lang: Lang, cells: &[(&str, &str)]) {
    let wrong: Vec<String> = cells
        .iter()
        .filter_map(|(text, wanted)| {
            let got = told(lang, text);
            (!got.iter().any(|g| g == wanted)).then(|| format!("{text}\n    wanted {wanted}, got {got:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cells.len(), wrong.join("\n"));
}

#[test]
fn russian() {
    check(
        Lang::Ru,
        &[
            // Bare future and possibility.
            ("Франция встретится с Алжиром в мае.", "AGREE planned"),
            ("Франция поможет Алжиру.", "AGREE planned"),
            ("Франция подпишет договор с Алжиром.", "AGREE planned"),
            ("Франция будет сотрудничать с Алжиром.", "AGREE planned"),
            ("Франция выведет войска из Мали.", "CONCEDE planned"),
            ("Франция введет санкции против Мали.", "SANCTION discontinue planned"),
            ("Франция может ввести санкции против Мали.", "SANCTION discontinue possible"),
            ("Франция может встретиться с Алжиром.", "AGREE possible"),
            ("Франция не исключает признания независимости Косова.", "AGREE possible"),
            ("Ожидается встреча Франции и Алжира.", "AGREE planned"),
            ("Франция надеется встретиться с Алжиром.", "AGREE possible"),
            // Words that perform.
            ("Франция начала переговоры с Алжиром.", "CONSULT asserted"),
            ("Франция продолжает сотрудничество с Алжиром.", "COOPERATE asserted"),
            ("Состоялась встреча Франции и Алжира.", "CONSULT asserted"),
            ("Франция оказала помощь Алжиру.", "AID asserted"),
            // Promises and agreement.
            ("Франция пообещала помочь Алжиру.", "AGREE asserted"),
            ("Франция пообещала вывести войска из Мали.", "CONCEDE planned"),
            ("Франция и Алжир договорились о сотрудничестве.", "AGREE asserted"),
            ("Франция готова помочь Алжиру.", "AGREE asserted"),
            ("Франция пригласила Алжир на переговоры.", "AGREE asserted"),
            // Requests.
            ("Франция попросила Германию помочь Мали.", "REQUEST assist asserted"),
            ("Франция призвала Алжир вывести войска из Мали.", "REQUEST yield asserted"),
            ("Франция призвала Алжир встретиться с Марокко.", "REQUEST meet asserted"),
            ("Франция призвала Алжир прекратить обстрел Марокко.", "REQUEST yield asserted"),
            ("Франция предложила Алжиру провести переговоры.", "REQUEST meet asserted"),
            // Refusals.
            ("Франция отказалась помочь Алжиру.", "REJECT assist asserted"),
            ("Франция отказалась от встречи с Алжиром.", "REJECT meet asserted"),
            ("Франция отказалась вывести войска из Мали.", "REJECT yield asserted"),
            ("Франция отменила встречу с Алжиром.", "REJECT meet asserted"),
            // Threats, blame, thanks.
            ("Франция пригрозила Алжиру санкциями.", "THREATEN relations asserted"),
            ("Франция пригрозила атаковать Мали.", "THREATEN violence asserted"),
            ("Франция обвинила Алжир в обстреле Марокко.", "ACCUSE allege asserted"),
            ("Франция обвинила Алжир в обстреле Марокко.", "ASSAULT heavy-weapons asserted"),
            ("Франция осудила обстрел Марокко Алжиром.", "ACCUSE disapprove asserted"),
            ("Франция поблагодарила Алжир за помощь.", "SUPPORT asserted"),
            ("Франция поблагодарила Алжир за помощь.", "AID asserted"),
            ("Франция извинилась перед Алжиром.", "CONCEDE asserted"),
            // Ending.
            ("Франция прекратила сотрудничество с Алжиром.", "SANCTION discontinue asserted"),
            ("Франция приостановила помощь Алжиру.", "SANCTION discontinue asserted"),
            ("Франция прекратила обстрел Алжира.", "RETREAT ceasefire asserted"),
            // Negation, condition, the past.
            ("Франция не подписала договор с Алжиром.", "SUPPORT denied"),
            ("Франция опровергла встречу с Алжиром.", "CONSULT denied"),
            ("Если Алжир поможет, Франция подписала бы договор с Алжиром.", "SUPPORT hypothetical"),
            ("Ранее Франция подписала договор с Алжиром.", "SUPPORT historical"),
            ("В 2008 году Франция подписала договор с Алжиром.", "SUPPORT historical"),
        ],
    );
}

#[test]
fn english() {
    check(
        Lang::En,
        &[
            ("France will meet Algeria in May.", "AGREE planned"),
            ("France will help Algeria.", "AGREE planned"),
            ("France will sign a treaty with Algeria.", "AGREE planned"),
            ("France will withdraw its troops from Mali.", "CONCEDE planned"),
            ("France will impose sanctions on Mali.", "SANCTION discontinue planned"),
            ("France may impose sanctions on Mali.", "SANCTION discontinue possible"),
            ("France may meet Algeria.", "AGREE possible"),
            ("France did not rule out a meeting with Algeria.", "AGREE possible"),
            ("France plans to meet Algeria.", "AGREE planned"),
            ("France is expected to sign a treaty with Algeria.", "AGREE planned"),
            ("The French president hopes to meet Algeria.", "AGREE possible"),
            ("France held talks with Algeria.", "CONSULT asserted"),
            ("A meeting between France and Algeria took place in Rome.", "CONSULT asserted"),
            ("France provided assistance to Algeria.", "AID asserted"),
            ("France promised to help Algeria.", "AGREE asserted"),
            ("France promised to withdraw its troops from Mali.", "CONCEDE planned"),
            ("France and Algeria agreed to cooperate.", "AGREE asserted"),
            ("France is ready to help Algeria.", "AGREE asserted"),
            ("France invited Algeria to visit Paris.", "AGREE asserted"),
            ("France asked Germany to help Mali.", "REQUEST assist asserted"),
            ("France urged Algeria to withdraw its troops from Mali.", "REQUEST yield asserted"),
            ("France urged Algeria to meet Morocco.", "REQUEST meet asserted"),
            ("France refused to help Algeria.", "REJECT assist asserted"),
            ("France refused to meet Algeria.", "REJECT meet asserted"),
            ("France cancelled a meeting with Algeria.", "REJECT meet asserted"),
            ("France threatened to impose sanctions on Algeria.", "THREATEN relations asserted"),
            ("France threatened to attack Mali.", "THREATEN violence asserted"),
            ("France accused Algeria of shelling Morocco.", "ACCUSE allege asserted"),
            ("France accused Algeria of shelling Morocco.", "ASSAULT heavy-weapons asserted"),
            ("France condemned the shelling of Morocco by Algeria.", "ACCUSE disapprove asserted"),
            ("France thanked Algeria for its assistance.", "SUPPORT asserted"),
            ("France apologised to Algeria.", "CONCEDE asserted"),
            ("France suspended cooperation with Algeria.", "SANCTION discontinue asserted"),
            ("France stopped the shelling of Algeria.", "RETREAT ceasefire asserted"),
            ("France did not sign a treaty with Algeria.", "SUPPORT denied"),
            ("France denied a meeting with Algeria.", "CONSULT denied"),
            ("France would sign a treaty with Algeria if Morocco signed it.", "SUPPORT hypothetical"),
            ("France previously signed a treaty with Algeria.", "SUPPORT historical"),
            ("In 2008 France signed a treaty with Algeria.", "SUPPORT historical"),
        ],
    );
}

/// Rows of the matrix: language, sentence with a gap, cells.
fn matrix() -> impl Iterator<Item = (Lang, &'static str, Vec<&'static str>)> {
    include_str!("data/operators.tsv").lines().filter(|l| !l.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        let lang = if cells.next()? == "ru" { Lang::Ru } else { Lang::En };
        Some((lang, cells.next()?, cells.collect()))
    })
}

#[test]
fn every_operator_over_every_inner_type() {
    let mut inner = std::collections::BTreeMap::new();
    let (mut wrong, mut all) = (Vec::new(), 0);
    for (lang, sentence, cells) in matrix() {
        if sentence == "*" {
            inner.insert(lang, cells);
            continue;
        }
        for (act, wanted) in inner[&lang].iter().zip(cells) {
            let text = sentence.replace("{}", act);
            let got = told(lang, &text);
            all += 1;
            if !got.iter().any(|g| g == wanted) {
                wrong.push(format!("{text}\n    wanted {wanted}, got {got:?}"));
            }
        }
    }
    assert!(all > 300, "{all} cells");
    assert!(wrong.is_empty(), "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Sentences of composition: who, to whom, and what does not become an event.
#[test]
fn composition() {
    let mut wrong = Vec::new();
    for line in include_str!("data/composition.tsv").lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let lang = if cells[0] == "ru" { Lang::Ru } else { Lang::En };
        let got = players(lang, cells[1]);
        let fits = if cells[2] == "-" { got.is_empty() } else { got.iter().any(|g| g == cells[2]) };
        if !fits {
            wrong.push(format!("{}\n    wanted {}, got {got:?}", cells[1], cells[2]));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// `TYPE status actors > recipients` of every event of a sentence.
fn players(lang: Lang, text: &str) -> Vec<String> {
    let one = |e: &Event| format!("{} {} {} > {}", e.plover, e.status, who(&e.actors), who(&e.recipients));
    events(lang, text).iter().map(one).collect()
}
