//! What the article around a sentence tells of it: headline and lead, the state where the story plays, which clause is whose.

use legation_coder::code;
use legation_lexicon::Lexicon;
use legation_model::{Lang, Record};
use legation_nlp::Analyzer;

mod common;

use common::{told, who};

/// Owners of the offices that a headline and a paragraph tell, by surname.
fn owners(text: &str) -> Vec<(String, Option<String>)> {
    let mut worker = Analyzer::builtin().worker();
    let (article, doc) = common::page(&mut worker, Lang::Ru, text);
    let records = code(&article, &doc, Lexicon::builtin()).records;
    let office = |r: Record| match r {
        Record::Office(o) => Some((o.person.name.clone(), o.of.as_ref().and_then(|of| of.country.clone()))),
        _ => None,
    };
    records.into_iter().filter_map(office).collect()
}

#[test]
fn headline_and_lead_tell_whose_ministers_are_meant() {
    let got = owners(
        "Беспорядки в Бишкеке\nВ Киргизии протестуют студенты. Министр обороны Азамат Эсенов подал в отставку.",
    );
    assert_eq!(got, [("Азамат Эсенов".to_owned(), Some("KGZ".to_owned()))]);
}

#[test]
fn whom_something_is_asked_of_is_not_whose_minister_asks() {
    let got = owners(
        "Новости дня\nЗаместитель министра Азамат Эсенов потребовал от таджикской стороны отвести войска.",
    );
    assert_eq!(got, [("Азамат Эсенов".to_owned(), None)]);
}

#[test]
fn an_outlet_quoted_further_on_is_not_the_article_s_own() {
    let mut worker = Analyzer::builtin().worker();
    let text = "Военный мятеж\nВ стране стреляют.\nПрезидент ушел в отставку. Об этом написал «Твиттер».";
    let (article, doc) = common::page(&mut worker, Lang::Ru, text);
    let records = code(&article, &doc, Lexicon::builtin()).records;
    let american = |r: &Record| matches!(r, Record::Event(e) if who(&e.actors) == "USA");
    assert!(!records.iter().any(american), "{records:?}");
}

#[test]
fn alike_initials_are_one_name() {
    let got = owners("Встреча\nСостоялась встреча с Президентом Индии Р.Р.Шармой.");
    assert!(got.iter().any(|(name, of)| name.ends_with("Шарма") && of.as_deref() == Some("IND")), "{got:?}");
}

#[test]
fn a_surname_that_looks_like_a_verb_is_a_surname() {
    let got = owners("Скопье\nГлава правительства Македонии Зоран Заев подписал указ.");
    assert_eq!(got, [("Зоран Заев".to_owned(), Some("MKD".to_owned()))]);
}

#[test]
fn clauses_side_by_side_keep_their_subjects() {
    let got = told(
        Lang::Ru,
        "Бразилия, Колумбия и Чили осудили вторжение, а Организация американских государств предложила обеим сторонам начать диалог.",
    );
    assert!(got.iter().any(|e| e.starts_with("ACCUSE asserted BRA COL CHL >")), "{got:?}");
    assert!(got.iter().any(|e| e.starts_with("REQUEST asserted oas >")), "{got:?}");
}

#[test]
fn a_subject_behind_its_verb_makes_the_meeting_planned() {
    let got = told(
        Lang::Ru,
        "Премьер-министр Индии поедет в Казань, где состоится и его отдельная встреча с Президентом России.",
    );
    assert!(
        got.iter().any(|e| e.starts_with("AGREE planned") && e.contains("IND") && e.contains("RUS")),
        "{got:?}"
    );
}

#[test]
fn a_deed_that_is_out_of_the_question_is_denied() {
    let got = told(Lang::Ru, "Париж заявил, что о выводе французского контингента из Чада речи не идет.");
    assert_eq!(got, ["RETREAT denied FRA > TCD"]);
}

#[test]
fn who_insists_that_he_was_right_asks_nothing() {
    assert!(told(Lang::Ru, "Власти Эквадора настаивают, что действовали в рамках закона.").is_empty());
}

#[test]
fn the_headline_yields_to_the_body() {
    let mut worker = Analyzer::builtin().worker();
    let text = "Силовики Чада применили водометы против протестующих\nВоенные и полицейские Чада применили водометы против нескольких сотен протестующих.";
    let (article, doc) = common::page(&mut worker, Lang::Ru, text);
    let records = code(&article, &doc, Lexicon::builtin()).records;
    let assaults = records
        .iter()
        .filter(|r| matches!(r, Record::Event(e) if e.plover == legation_model::Plover::Assault));
    assert_eq!(assaults.count(), 1);
}

#[test]
fn the_country_is_the_one_that_the_sentence_names_before() {
    let got = owners(
        "США ввели санкции\nСША ввели санкции. Чилийское правительство, как сообщил президент страны Луис Рохас, готово к переговорам.",
    );
    assert_eq!(got, [("Луис Рохас".to_owned(), Some("CHL".to_owned()))]);
}

#[test]
fn a_nominative_behind_another_noun_is_the_subject() {
    let got = told(
        Lang::Ru,
        "Меморандум\nПо подписанному в мае меморандуму Чад и Нигер обязались не строить в спорной зоне.",
    );
    assert!(
        got.iter().any(|e| e.starts_with("AGREE asserted") && e.contains("TCD") && e.contains("NER")),
        "{got:?}"
    );
}

#[test]
fn the_country_of_a_new_paragraph_is_that_of_the_story() {
    let mut worker = Analyzer::builtin().worker();
    let text = "Burma turns back aid workers\nBurma sent back a plane with relief workers.\nBurma has asked for money. The \
                United States may begin flights on Monday.\nIn May the European Union imposed sanctions on the country.";
    let (article, doc) = common::page(&mut worker, Lang::En, text);
    let records = code(&article, &doc, Lexicon::builtin()).records;
    let of_union = |r: &Record| match r {
        Record::Event(e) if who(&e.actors) == "eu" => Some(who(&e.recipients)),
        _ => None,
    };
    assert_eq!(records.iter().filter_map(of_union).collect::<Vec<_>>(), ["MMR"]);
}

#[test]
fn a_programme_by_name_is_no_programme() {
    let got = told(Lang::En, "Aid\nThe World Food Programme halted its deliveries to Burma.");
    assert_eq!(got, ["SANCTION asserted wfp > MMR"]);
}

#[test]
fn a_deal_struck_down_is_not_struck() {
    let got = told(Lang::En, "Court\nA deal with Chad was struck down by the Supreme Court of Kenya.");
    assert!(!got.iter().any(|e| e.starts_with("AGREE")), "{got:?}");
}

#[test]
fn an_arrest_without_a_doer_is_the_state_s_where_it_is_made() {
    for (lang, text, expected) in [
        (Lang::En, "A Polish priest was arrested in Vienna on Monday.", "COERCE asserted AUT > POL"),
        (
            Lang::En,
            "Two journalists have been detained in Eritrea without charge.",
            "COERCE asserted ERI > ERI",
        ),
        (Lang::Ru, "Гражданин Чехии был осуждён в Судане за шпионаж.", "SANCTION asserted SDN > CZE"),
        (Lang::Ru, "Из тюрьмы в Анкаре освобождён гражданин Швеции.", "RETREAT asserted TUR > SWE"),
    ] {
        assert!(told(lang, text).contains(&expected.to_owned()), "{text}: {:?}", told(lang, text));
    }
}

#[test]
fn captives_freed_by_nobody_knows_whom_are_not_the_state_s_to_free() {
    let got = told(Lang::En, "Two Swedish nurses were freed in Somalia on Monday.");
    assert!(got.iter().all(|e| !e.contains("SOM >")), "{got:?}");
}

#[test]
fn a_past_form_joined_to_a_passive_is_one() {
    let got = told(Lang::En, "The Australian was expelled in April and sentenced to a year in jail.");
    assert!(got.iter().any(|e| e.starts_with("SANCTION") && e.ends_with("> AUS")), "{got:?}");
    assert_eq!(got.len(), 2, "{got:?}");
}

fn page_records(lang: Lang, text: &str) -> Vec<Record> {
    let mut worker = Analyzer::builtin().worker();
    let (article, doc) = common::page(&mut worker, lang, text);
    code(&article, &doc, Lexicon::builtin()).records
}

#[test]
fn the_year_told_says_which_office_a_listed_person_held() {
    let got = page_records(
        Lang::En,
        "Talks in Oslo\nDmitry Medvedev came to Oslo in April 2010. The President of Russia thanked Norway for its help.",
    );
    let head = |r: &Record| matches!(r, Record::Office(o) if o.person.name == "Dmitry Medvedev" && o.office == legation_model::Office::HeadOfState);
    let thanks = |r: &Record| matches!(r, Record::Event(e) if e.plover == legation_model::Plover::Support && e.actors[0].name == "Dmitry Medvedev");
    assert!(got.iter().any(head) && got.iter().any(thanks), "{got:?}");
}

#[test]
fn a_page_that_opens_with_its_own_leader_means_its_own_aides() {
    let got = page_records(
        Lang::En,
        "Trip to Slovakia\nVladimir Putin will visit Slovakia in May 2005. Russia and Slovakia trade in gas. Presidential Aide Pavel Gornov told reporters that talks would be held.",
    );
    let aide = |r: &Record| matches!(r, Record::Office(o) if o.person.name == "Pavel Gornov" && o.person.country.as_deref() == Some("RUS"));
    assert!(got.iter().any(aide), "{got:?}");
}

#[test]
fn what_the_headline_repeats_is_one_record_with_the_words_of_both() {
    let got = page_records(
        Lang::Ru,
        "Дания ввела санкции против Судана\nДания во вторник ввела санкции против Судана. Об этом сообщил министр иностранных дел Дании Петер Нильсен.",
    );
    let also: Vec<&str> = got
        .iter()
        .filter_map(|r| if let Record::Event(e) = r { Some(e) } else { None })
        .flat_map(|e| e.also.iter().map(|w| w.quote.as_str()))
        .collect();
    assert_eq!(also, ["ввела санкции"], "{got:?}");
}

#[test]
fn a_crowd_that_only_its_deed_tells_is_of_the_place() {
    for (lang, text, expected) in [
        (Lang::En, "Riots broke out in several French cities.", "PROTEST asserted FRA > "),
        (Lang::En, "The right to protest in France is old.", ""),
        (Lang::Ru, "По всей Ботсване проходят забастовки учителей.", "PROTEST asserted BWA > "),
        (Lang::Ru, "Полиция Бельгии задержала более 30 человек.", "COERCE asserted BEL > BEL"),
        (Lang::Ru, "Человек задержан.", ""),
        (Lang::Ru, "Посол Перу во время визита в Осло призвал к миру.", "CONSULT asserted PER > NOR"),
    ] {
        let got = told(lang, text);
        assert!(
            if expected.is_empty() { got.is_empty() } else { got.iter().any(|e| e == expected) },
            "{text}: {got:?}"
        );
    }
}

#[test]
fn in_a_story_of_one_state_s_affairs_strangers_are_its_own() {
    let got = page_records(
        Lang::Ru,
        "Выборы в Молдавии\nВ Молдавии подсчитывают голоса. Политолог Ион Морару заявил, что Молдавия устала. Молдавия выберет и президента.",
    );
    let own = |r: &Record| matches!(r, Record::Statement(s) if s.speaker.country.as_deref() == Some("MDA"));
    assert!(got.iter().any(own), "{got:?}");
    let got = page_records(
        Lang::Ru,
        "Выборы в Молдавии\nВ Молдавии подсчитывают голоса. Политолог Ион Морару заявил, что Румыния и Венгрия ждут. Румыния довольна.",
    );
    let own = |r: &Record| matches!(r, Record::Statement(s) if s.speaker.country.is_some());
    assert!(!got.iter().any(own), "{got:?}");
}

#[test]
fn a_stranger_whom_the_story_calls_another_state_s_is_not_its_own() {
    let got = page_records(
        Lang::Ru,
        "Суд в Таиланде\nТаиланд судит российского бизнесмена. Виктор Гарин заявил, что суд в Таиланде долог. Таиланд ждёт.",
    );
    let own = |r: &Record| matches!(r, Record::Statement(s) if s.speaker.country.as_deref() == Some("THA"));
    assert!(!got.iter().any(own), "{got:?}");
}

#[test]
fn whoever_seizes_is_not_seized_and_what_is_plotted_is_not_done() {
    assert_eq!(told(Lang::Ru, "Рабочие из Чехии захватили завод в Брно."), ["COERCE asserted CZE > CZE"]);
    assert!(told(Lang::Ru, "Ему вменяется сговор с целью убийства граждан Чехии.").is_empty());
}

#[test]
fn without_a_day_of_publication_what_the_lead_has_left_behind_is_history() {
    let status = |text: &str, plover: legation_model::Plover| -> Vec<String> {
        page_records(Lang::En, text)
            .into_iter()
            .filter_map(|r| if let Record::Event(e) = r { Some(e) } else { None })
            .filter(|e| e.plover == plover)
            .map(|e| e.status.to_string())
            .collect()
    };
    let text = "Talks in Oslo\nThe presidents of Chile and Norway met in Oslo on 17 May 2010. They spoke about fish. In March 2004 Chile and Norway signed a treaty on fishing.";
    assert_eq!(status(text, legation_model::Plover::Consult), ["asserted"]);
    assert_eq!(status(text, legation_model::Plover::Support), ["historical"]);
}

#[test]
fn one_arrested_by_name_and_others_without_are_two_arrests() {
    let got = told(
        Lang::En,
        "Kyrgyz police detained the editor Azamat Sydykov on Friday. Two journalists were detained in Osh on Friday.",
    );
    assert_eq!(got.iter().filter(|e| e.starts_with("COERCE")).count(), 2, "{got:?}");
}

#[test]
fn freed_citizens_are_news_whoever_held_them() {
    let got = told(Lang::Ru, "Двое граждан Чехии, похищенных в Ливане, освобождены.");
    assert!(got.iter().any(|e| e.starts_with("RETREAT") && e.ends_with("> CZE")), "{got:?}");
}

/// Countries of the speakers of a page, by name.
fn speakers(text: &str) -> Vec<(String, Option<String>)> {
    let mut worker = Analyzer::builtin().worker();
    let (article, doc) = common::page(&mut worker, Lang::Ru, text);
    let records = code(&article, &doc, Lexicon::builtin()).records;
    let speaker = |r: Record| match r {
        Record::Statement(s) => Some((s.speaker.name.clone(), s.speaker.country.clone())),
        _ => None,
    };
    records.into_iter().filter_map(speaker).collect()
}

#[test]
fn regions_are_of_their_states_and_their_leaders_lead_none() {
    let got = owners("Новости дня\nГубернатор Свердловской области Иван Гогин прибыл на завод.");
    assert_eq!(got, [("Иван Гогин".to_owned(), Some("RUS".to_owned()))]);
    let mut worker = Analyzer::builtin().worker();
    for text in [
        "Премьер-министр Татарстана Иван Гогин подал в отставку.",
        "Парламент Чечни утвердил Ивана Гогина на посту главы республики.",
    ] {
        let (article, doc) = common::page(&mut worker, Lang::Ru, &format!("Новости дня\n{text}"));
        let records = code(&article, &doc, Lexicon::builtin()).records;
        let leads = |r: &Record| matches!(r, Record::Office(o) if o.office != legation_model::Office::Other);
        assert!(records.iter().any(|r| matches!(r, Record::Office(_))), "{text}");
        assert!(!records.iter().any(leads), "{text}: {records:?}");
    }
    assert_eq!(told(Lang::Ru, "В Дагестане задержаны двое журналистов."), ["COERCE asserted RUS > RUS"]);
}

#[test]
fn a_leader_of_some_people_of_a_state_is_not_its_head() {
    let mut worker = Analyzer::builtin().worker();
    let (article, doc) =
        common::page(&mut worker, Lang::Ru, "Новости дня\nЛидер оппозиции Грузии Иван Гогия покинул страну.");
    let records = code(&article, &doc, Lexicon::builtin()).records;
    let office = |r: &Record| matches!(r, Record::Office(o) if o.office == legation_model::Office::Other);
    assert!(records.iter().any(office), "{records:?}");
}

#[test]
fn one_family_and_the_one_described_are_of_one_state() {
    let got = speakers(
        "Новости дня\nЧерез год после того, как Виктор Громов был выдан властями Таиланда, российскому бизнесмену разрешили \
         свидание. «Мы ждали этого», — сказала Анна Громова.",
    );
    assert_eq!(got, [("Анна Громова".to_owned(), Some("RUS".to_owned()))]);
}

#[test]
fn a_title_in_an_undated_text_is_the_one_named_who_held_it() {
    let got = speakers(
        "Новости дня\nДмитрий Медведев открыл завод. Глава российского государства заявил, что завод нужен стране.",
    );
    assert_eq!(got, [("Дмитрий Медведев".to_owned(), Some("RUS".to_owned()))]);
}

#[test]
fn an_arrest_that_is_reported_is_of_who_reports_it_or_of_the_place() {
    for (text, expected) in [
        ("МВД Грузии сообщило о задержании гражданина России.", "COERCE asserted GEO > RUS"),
        ("Адвокат сообщил об аресте журналиста в Тбилиси.", "COERCE asserted GEO > GEO"),
        ("Президент Франции осудил убийство журналиста в Тбилиси.", "ASSAULT asserted  > GEO"),
    ] {
        let got = told(Lang::Ru, text);
        assert!(got.iter().any(|e| e == expected), "{text}: {got:?}");
    }
    assert_eq!(told(Lang::Ru, "В Москве обсудили похищение туристов."), Vec::<String>::new());
}

#[test]
fn thanks_and_condolences_are_two() {
    let text = "Встреча\nВладимир Путин поблагодарил президента Киргизии за помощь. Он выразил соболезнования в связи с землетрясением.";
    let got = told(Lang::Ru, text);
    assert_eq!(got.iter().filter(|e| e.starts_with("SUPPORT")).count(), 2, "{got:?}");
}
