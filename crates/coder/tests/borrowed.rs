//! Players, days and holders that a deed may not take from another clause, the dateline or another deed.

use legation_coder::code;
use legation_lexicon::Lexicon;
use legation_model::{Event, Lang, Plover, Record};

mod common;

use common::{events, told, who};

/// Every record of an article of one paragraph of 4 July 2024.
fn records(lang: Lang, text: &str) -> Vec<Record> {
    let (article, doc) = common::article(lang, text, Some("2024-07-04"));
    code(&article, &doc, Lexicon::builtin()).records
}

#[test]
fn the_day_of_saying_is_not_the_day_of_the_plan() {
    for text in [
        "The prime minister of Norway would visit Kenya, the Foreign Ministry of Norway said on Sunday.",
        "The president of Chile said on Monday he would travel to Peru.",
        "Greece said on Tuesday it will host talks with Cyprus.",
    ] {
        let all = records(Lang::En, text);
        let plans = all.iter().filter_map(|r| match r {
            Record::Event(e) => Some(e.date.clone()),
            Record::Commitment(c) => Some(c.due.clone()),
            _ => None,
        });
        let plans: Vec<_> = plans.collect();
        assert!(!plans.is_empty() && plans.iter().all(Option::is_none), "{text}: {plans:#?}");
    }
    let in_june = "The president of Chile said on Monday he would travel to Peru in August.";
    let due = records(Lang::En, in_june).into_iter().find_map(|r| match r {
        Record::Commitment(c) => c.due.and_then(|d| d.start).map(|d| d.to_string()),
        _ => None,
    });
    assert_eq!(due.as_deref(), Some("2024-08-01"));
}

#[test]
fn who_announces_what_others_will_do_does_not_do_it() {
    assert_eq!(
        told(
            Lang::En,
            "The Kremlin announced that the president of Turkey would meet the president of Iran."
        ),
        ["AGREE planned TUR IRN > "]
    );
    assert_eq!(
        told(
            Lang::En,
            "The president of Brazil will not meet the president of Bolivia, the Brazilian Foreign Ministry announced."
        ),
        ["REJECT asserted BRA > BOL"]
    );
    // What the announcer does itself it announces.
    assert_eq!(told(Lang::En, "Canada announced a visit to Mexico."), ["AGREE asserted CAN > MEX"]);
}

#[test]
fn who_speaks_of_a_meeting_of_others_is_not_in_it() {
    let got = told(Lang::Ru, "Министр обороны Сербии не исключил, что президенты Ирана и Турции встретятся.");
    assert_eq!(got, ["AGREE possible IRN TUR > "]);
}

#[test]
fn who_stayed_away_or_declined_met_nobody() {
    let got = told(
        Lang::Ru,
        "Министры иностранных дел Ирана, Турции и Катара провели переговоры. Министр иностранных дел Греции в переговорах не участвовал.",
    );
    assert!(got.contains(&"CONSULT asserted IRN TUR QAT > ".to_owned()), "{got:?}");
    assert!(!got.iter().any(|e| e.starts_with("CONSULT asserted") && e.contains("GRC")), "{got:?}");
    let got = told(
        Lang::En,
        "The foreign minister of Egypt refused to take part in the meeting with the foreign minister of Sudan.",
    );
    assert_eq!(got, ["REJECT asserted EGY > SDN"]);
    let off = |text| records(Lang::En, text).iter().any(|r| matches!(r, Record::Commitment(_)));
    assert!(!off(
        "The foreign minister of Egypt refused to take part in the meeting with the foreign minister of Sudan."
    ));
    assert!(off("Egypt cancelled the meeting with Sudan."));
}

#[test]
fn the_sides_are_not_whoever_calls_on_them() {
    let got = told(
        Lang::Ru,
        "Посол Израиля выступил с речью. Генеральный секретарь ООН Антониу Гутерреш призвал стороны к переговорам.",
    );
    assert!(!got.iter().any(|e| e.contains("> un") || e.contains("> ISR un")), "{got:?}");
    let got =
        told(Lang::En, "British police arrested two men. The minister of Norway met the minister of Chad.");
    assert!(
        !got.iter().any(|e| e.starts_with("COERCE") && (e.contains("NOR") || e.contains("TCD"))),
        "{got:?}"
    );
}

#[test]
fn an_expulsion_of_long_ago_is_not_that_of_the_news() {
    let got = told(
        Lang::Ru,
        "Латвия выслала двух дипломатов России. В апреле 2022 года Латвия уже высылала тринадцать дипломатов России.",
    );
    assert_eq!(got, ["SANCTION asserted LVA > RUS", "SANCTION historical LVA > RUS"]);
    // A participle tells of the same signing again.
    let got = told(
        Lang::Ru,
        "Иран и Ирак подписали договор. Договор, подписанный Ираном и Ираком в январе, ратифицирует парламент.",
    );
    assert_eq!(
        got.iter()
            .filter(|e| e.starts_with("SUPPORT asserted") || e.starts_with("SUPPORT historical"))
            .count(),
        1,
        "{got:?}"
    );
}

#[test]
fn a_resignation_and_a_lifted_curfew_are_two() {
    let got = events(
        Lang::En,
        "The prime minister of Bangladesh resigned on Monday. The army of Bangladesh lifted a curfew.",
    );
    let modes: Vec<_> = got.iter().map(|e| (e.plover.to_string(), e.modes.len())).collect();
    assert_eq!(modes, [("RETREAT".to_owned(), 1), ("RETREAT".to_owned(), 0)]);
}

#[test]
fn a_town_in_the_name_of_an_instrument_is_no_side() {
    assert_eq!(told(Lang::En, "Finland left the Ottawa Convention."), ["SANCTION asserted FIN > "]);
    let agreements: Vec<_> = records(Lang::En, "Finland left the Ottawa Convention.")
        .into_iter()
        .filter_map(|r| if let Record::Agreement(a) = r { Some(who(&a.parties)) } else { None })
        .collect();
    assert_eq!(agreements, ["FIN"]);
}

#[test]
fn crowds_and_police_are_of_the_place() {
    for (lang, text, want) in [
        (
            Lang::En,
            "Thousands of people marched in Belgrade against the government.",
            "PROTEST asserted SRB > ",
        ),
        (Lang::Ru, "В Ереване полиция задержала трех активистов.", "COERCE asserted ARM > ARM"),
        (Lang::Ru, "Студенты перекрыли улицы Тбилиси.", "PROTEST asserted GEO > "),
    ] {
        let got = told(lang, text);
        assert!(got.iter().any(|e| e.starts_with(want)), "{text}: {got:?}");
    }
    // Where nothing tells the place, nobody is guessed.
    assert!(told(Lang::En, "Police detained 14 protesters.").is_empty());
}

#[test]
fn an_economist_makes_no_promise_for_a_state() {
    let promises = |who: &str| {
        let all = records(Lang::Ru, &format!("{who} считает, что Китай поможет Лаосу в мае."));
        all.iter().filter(|r| matches!(r, Record::Commitment(_))).count()
    };
    assert_eq!(promises("Министр иностранных дел Китая Ван И"), 1);
    assert_eq!(promises("Политолог Иван Петров"), 0);
}

#[test]
fn a_new_day_is_not_that_of_putting_off() {
    let dates = |text: &str| -> Vec<Option<String>> {
        let start = |e: &Event| e.date.as_ref().and_then(|d| d.start).map(|d| d.to_string());
        events(Lang::Ru, text).iter().map(start).collect()
    };
    assert_eq!(dates("Визит президента Ирана в Ирак перенесен на сентябрь."), [None]);
    // What had been scheduled has its own day.
    let planned = "Президент Ирана отменил поездку в Ирак, назначенную на 20 июля.";
    assert_eq!(dates(planned), [Some("2024-07-20".to_owned())]);
    // A term of what is demanded is none of the demand.
    assert_eq!(dates("Нигер потребовал, чтобы Франция вывела войска до 3 сентября."), [None]);
}

#[test]
fn the_next_meeting_is_of_those_who_meet_in_the_story() {
    let two = "Министры иностранных дел Кении и Сомали провели переговоры в Найроби. Следующая встреча состоится в Могадишо в июле.";
    assert_eq!(told(Lang::Ru, two), ["CONSULT asserted KEN SOM > ", "AGREE planned KEN SOM > "]);
    // With two pairs in the story nobody can tell.
    let many = "Министры иностранных дел Кении и Сомали провели переговоры. Президенты Ирана и Ирака встретились в Басре. Следующая встреча состоится в июле.";
    assert!(!told(Lang::Ru, many).iter().any(|e| e.starts_with("AGREE")), "{:?}", told(Lang::Ru, many));
}

#[test]
fn leaders_of_states_are_not_taken_from_a_list() {
    let got = events(Lang::En, "The leaders of Germany and Italy met in Oslo.");
    assert_eq!(got.len(), 1);
    assert!(got[0].actors.iter().all(|a| a.id.is_none()), "{:#?}", got[0].actors);
    assert_eq!(who(&got[0].actors), "DEU ITA");
}

#[test]
fn an_office_is_his_who_was_appointed_and_of_whom_he_serves() {
    let offices = |lang, text: &str| -> Vec<String> {
        let office = |r| match r {
            Record::Office(o) => Some(format!("{} {}", o.person.name, o.office)),
            _ => None,
        };
        records(lang, text).into_iter().filter_map(office).collect()
    };
    assert!(
        offices(Lang::En, "Bola Tinubu appointed Yusuf Tuggar foreign minister.")
            .iter()
            .all(|o| !o.contains("Tinubu foreign"))
    );
    let envoy = offices(
        Lang::Ru,
        "Спецпредставитель президента России по Сирии Александр Лаврентьев прибыл в Дамаск.",
    );
    assert_eq!(envoy.len(), 1, "{envoy:?}");
    assert!(envoy[0].ends_with("envoy"), "{envoy:?}");
    let eide = offices(Lang::En, "Norwegian Foreign Minister Espen Barth Eide visited Cairo.");
    assert_eq!(eide, ["Espen Barth Eide foreign-minister"]);
}

#[test]
fn what_stands_behind_the_last_of_several_is_of_all() {
    assert_eq!(
        told(Lang::En, "Russia launched 68 drones and four missiles against Ukraine."),
        ["ASSAULT asserted RUS > UKR"]
    );
    let got =
        told(Lang::En, "The European Union sanctioned ten individuals and entities based in Iran and China.");
    assert_eq!(got, ["SANCTION asserted eu > IRN CHN"]);
}

#[test]
fn a_headline_with_an_infinitive_is_a_plan() {
    assert_eq!(told(Lang::En, "Sergey Lavrov to visit China on July 8"), ["AGREE planned RUS > CHN"]);
    assert_eq!(told(Lang::En, "Norway to provide additional aid to Moldova"), ["AGREE planned NOR > MDA"]);
}

#[test]
fn a_surname_alone_is_a_leaders_or_nobodys() {
    let ids = |text: &str| -> Vec<Option<String>> {
        events(Lang::Ru, text).into_iter().flat_map(|e| e.actors).map(|a| a.id).collect()
    };
    let met = "Президент Турции Реджеп Тайип Эрдоган встретился с Путиным.";
    assert_eq!(ids(met), [Some("recep-tayyip-erdogan".to_owned()), Some("vladimir-putin".to_owned())]);
    // A surname that nobody is known by is not of the only state that is named.
    let got = events(Lang::Ru, "Президент Турции Реджеп Тайип Эрдоган встретился с Квазимодовым.");
    let strangers = got.iter().flat_map(|e| e.actors.iter().chain(&e.recipients));
    let strangers: Vec<_> = strangers.filter(|a| a.name.contains("Квазимод")).collect();
    assert!(!strangers.is_empty() && strangers.iter().all(|a| a.country.is_none()), "{got:#?}");
}

#[test]
fn a_bare_title_is_his_who_was_called_so() {
    let text = "Secretary of State Marco Rubio met with Indian External Affairs Minister Subrahmanyam Jaishankar in Washington. The Secretary urged Pakistan to release the detainees.";
    let (article, doc) = common::article(Lang::En, text, Some("2025-05-12"));
    let asked = code(&article, &doc, Lexicon::builtin()).records.into_iter().find_map(|r| match r {
        Record::Event(e) if e.plover.to_string() == "REQUEST" => Some(who(&e.actors)),
        _ => None,
    });
    assert_eq!(asked.as_deref(), Some("USA"));
    // Which of Russia's ambassadors it is depends on the host.
    let got = events(Lang::En, "German Foreign Minister Annalena Baerbock summoned the Russian ambassador.");
    assert_eq!(got.len(), 1);
    let envoy = &got[0].recipients[0];
    assert_eq!((envoy.id.as_deref(), envoy.country.as_deref()), (None, Some("RUS")));
}

#[test]
fn what_is_agreed_for_a_month_lies_ahead() {
    let due = |text: &str| {
        records(Lang::Ru, text).into_iter().find_map(|r| match r {
            Record::Commitment(c) => c.due.and_then(|d| d.start).map(|d| d.to_string()),
            _ => None,
        })
    };
    let text = "Министры иностранных дел Армении и Ирана договорились провести консультации в сентябре.";
    assert_eq!(due(text).as_deref(), Some("2024-09-01"));
    assert!(events(Lang::Ru, text).iter().all(|e| e.date.is_none()));
    assert_eq!(told(Lang::Ru, "Иран намерен помочь Лаосу."), ["AGREE planned IRN > LAO"]);
}

#[test]
fn what_was_signed_long_ago_is_not_signed_by_those_who_meet_now() {
    let text = "Премьер-министр Монголии принял министра иностранных дел Казахстана. Договор, подписанный в 2019 году, ратифицирует парламент Монголии.";
    let got = told(Lang::Ru, text);
    assert!(got.contains(&"CONSULT asserted MNG KAZ > ".to_owned()), "{got:?}");
    assert!(!got.iter().any(|e| e.starts_with("SUPPORT historical MNG KAZ")), "{got:?}");
    // "We held no talks" tells of one side, whoever meets today.
    let text = "Премьер-министр Монголии принял министра иностранных дел Казахстана. «Мы не вели таких переговоров», – сказал министр иностранных дел Казахстана.";
    assert!(
        !told(Lang::Ru, text).iter().any(|e| e.starts_with("CONSULT denied MNG KAZ")),
        "{:?}",
        told(Lang::Ru, text)
    );
}

#[test]
fn an_infinitive_behind_the_second_verb_is_its_own() {
    let text = "Иран и Ирак согласовали план и договорились до 1 сентября подписать соглашение.";
    let done: Vec<Event> =
        events(Lang::Ru, text).into_iter().filter(|e| e.status == legation_model::Status::Asserted).collect();
    assert!(!done.is_empty() && done.iter().all(|e| e.date.is_none()), "{done:#?}");
    let step = records(Lang::Ru, text).into_iter().find_map(|r| match r {
        Record::Agreement(a) => a.assertions.into_iter().find_map(|s| s.due).and_then(|d| d.end),
        _ => None,
    });
    assert_eq!(step.map(|d| d.to_string()).as_deref(), Some("2024-09-01"));
}

#[test]
fn whom_a_condemned_deed_was_done_to_is_not_to_blame() {
    for text in [
        "МИД Турции осудил убийство мирных жителей Газы.",
        "Министр обороны России осудил блокаду Кубы.",
        "Евросоюз осудил арест Мамедова.",
    ] {
        let got: Vec<Event> =
            events(Lang::Ru, text).into_iter().filter(|e| e.plover == Plover::Accuse).collect();
        assert_eq!(got.len(), 1, "{text}");
        assert!(got[0].recipients.is_empty(), "{text}: {:?}", got[0].recipients);
    }
    assert_eq!(told(Lang::Ru, "МИД Турции осудил удар Израиля по Сирии."), ["ACCUSE asserted TUR > ISR"]);
}

#[test]
fn what_is_denied_is_denied_through_reports_of_it() {
    for text in [
        "МИД Ирана опроверг сообщения о том, что президент Ирана встретился с президентом США.",
        "МИД Ирана опроверг информацию, что президент Ирана встретился с президентом США.",
    ] {
        let got = told(Lang::Ru, text);
        assert!(got.iter().any(|e| e.starts_with("CONSULT denied")), "{text}: {got:?}");
        assert!(!got.iter().any(|e| e.starts_with("CONSULT asserted")), "{text}: {got:?}");
    }
}

#[test]
fn a_seizure_announced_is_done_and_power_is_nobody() {
    let got = told(Lang::Ru, "Группа офицеров объявила о захвате власти в Гвинее-Бисау.");
    assert_eq!(got, ["COERCE asserted GNB > GNB"]);
    let got = told(Lang::Ru, "Президент Боливии призвал к мирной передаче власти.");
    assert_eq!(got, ["REQUEST asserted BOL > "]);
    // What is announced and lies ahead does.
    assert_eq!(told(Lang::Ru, "Нигер объявил о выходе из ЭКОВАС."), ["SANCTION planned NER > ecowas"]);
}

#[test]
fn a_refusal_in_the_future_is_uttered_now() {
    let got = told(Lang::Ru, "Министр обороны России заявил, что Россия не пойдет на уступки.");
    assert_eq!(got, ["REJECT asserted RUS > "]);
}
