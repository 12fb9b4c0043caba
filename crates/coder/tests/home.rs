//! Whose the officials and bodies are whom the article names without an owner, and which clause is whose.

use legation_coder::code;
use legation_lexicon::Lexicon;
use legation_model::{Lang, Record};
use legation_nlp::Analyzer;

mod common;

use common::{events, who};

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

fn told(lang: Lang, text: &str) -> Vec<String> {
    let line = |e: &legation_model::Event| {
        format!("{} {} {} > {}", e.plover, e.status, who(&e.actors), who(&e.recipients))
    };
    events(lang, text).iter().map(line).collect()
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

/// Country of each speaker and event of an article with a headline.
fn countries(lang: Lang, text: &str) -> Vec<String> {
    let (article, doc) = common::page(&mut Analyzer::builtin().worker(), lang, text);
    let record = |r: Record| match r {
        Record::Statement(s) => Some(format!("says {}", who(&[s.speaker]))),
        Record::Event(e) => Some(format!("{} {} > {}", e.plover, who(&e.actors), who(&e.recipients))),
        _ => None,
    };
    code(&article, &doc, Lexicon::builtin()).records.into_iter().filter_map(record).collect()
}

#[test]
fn the_state_that_opens_a_paragraph_is_the_home_of_its_services() {
    let en = "Mozambique mourns\n\nMozambique began three days of mourning. The president of Mozambique spoke in Maputo.\n\nIn Zimbabwe, where 98 \
              were killed, the opposition accused the government of ignoring warnings. Information minister Monica Mutsvangwa rejected the \
              claim. Police arrested two activists.";
    let got = countries(Lang::En, en);
    for expected in ["ACCUSE ZWE > ZWE", "REJECT ZWE > ", "COERCE ZWE > ZWE"] {
        assert!(got.iter().any(|r| r == expected), "{expected} not in {got:?}");
    }
    let ru = "Мозамбик скорбит\n\nМозамбик начал трёхдневный траур. Президент Мозамбика выступил в Мапуту.\n\nВ Зимбабве, где погибли 98 человек, \
              оппозиция обвинила правительство в бездействии. Полиция задержала двух активистов.";
    let got = countries(Lang::Ru, ru);
    for expected in ["ACCUSE ZWE > ZWE", "COERCE ZWE > ZWE"] {
        assert!(got.iter().any(|r| r.starts_with(expected)), "{expected} not in {got:?}");
    }
    // A guest who acts there makes it no home.
    let guest = "Syria talks\n\nThe foreign minister of Syria met the foreign minister of Russia.\n\nIn Moscow, the Syrian minister spoke of \
                 reform. The opposition accused the government of crimes.";
    assert!(countries(Lang::En, guest).iter().all(|r| r != "ACCUSE RUS > RUS"));
}

#[test]
fn its_minister_is_of_the_state_that_acts() {
    for (lang, text) in [
        (Lang::En, "News\nDenmark is to withhold aid to Uganda, its foreign minister, Lars Holm, said."),
        (Lang::En, "News\nDenmark, whose foreign minister, Lars Holm, visited Uganda, promised aid."),
        (
            Lang::Ru,
            "Новости\nДания приостановит помощь Уганде, сообщил её министр иностранных дел Ларс Хольм.",
        ),
    ] {
        let (article, doc) = common::page(&mut Analyzer::builtin().worker(), lang, text);
        let records = code(&article, &doc, Lexicon::builtin()).records;
        let of = records.iter().find_map(|r| match r {
            Record::Office(o) => o.of.as_ref().and_then(|of| of.country.clone()),
            _ => None,
        });
        assert_eq!(of.as_deref(), Some("DNK"), "{text}");
    }
}

#[test]
fn the_opposition_is_of_the_state_where_the_story_plays() {
    let text = "Foreign troops enter Bahrain\nKing Hamad of Bahrain declared a state of emergency after Saudi soldiers came from Saudi Arabia to \
                Bahrain.\nSeven opposition groups described the Saudi presence as “an overt occupation”.";
    assert!(countries(Lang::En, text).contains(&"says BHR".to_owned()));
}

#[test]
fn a_service_is_of_the_towns_that_the_sentence_names() {
    assert_eq!(
        countries(Lang::En, "News\nShells hit a market in Omdurman, the health ministry said."),
        ["says SDN"]
    );
}

#[test]
fn whose_a_minister_is_the_sentence_before_and_the_town_tell() {
    let of = |lang: Lang, text: &str| {
        let (article, doc) = common::page(&mut Analyzer::builtin().worker(), lang, text);
        code(&article, &doc, Lexicon::builtin()).records.into_iter().find_map(|r| match r {
            Record::Office(o) => Some(o.of.as_ref().and_then(|of| of.country.clone())),
            _ => None,
        })
    };
    for (lang, text, expected) in [
        (
            Lang::En,
            "Row deepens\nChad and Mali quarrel over gold. Niger looks on.\nChadian prosecutors have opened an inquiry. Justice Minister Ali \
             Omar denied that the navy had a part in it.",
            Some("TCD"),
        ),
        (
            Lang::En,
            "Tariffs answered\nCanada and the United States quarrel.\nThe Canadian tariffs, which cover steel, take effect today, Finance \
             Minister Ann Lee said in Ottawa.",
            Some("CAN"),
        ),
        (
            Lang::En,
            "Row grows\nGuyana protested to Venezuela. The United States promised to give Georgetown two boats, Ambassador Nicole Terry \
             told reporters.",
            Some("USA"),
        ),
        (
            Lang::Ru,
            "Спор о границе\nГайана направила ноту Венесуэле. США пообещали передать Джорджтауну катера, рассказала журналистам посол \
             Николь Терио.",
            Some("USA"),
        ),
    ] {
        assert_eq!(of(lang, text).flatten().as_deref(), expected, "{text}");
    }
}

#[test]
fn whose_a_person_is_the_house_or_the_town_behind_his_name_tells() {
    let told = |text: &str| countries(Lang::En, &format!("News\nChad and Mali quarrel.\n{text}"));
    for (text, expected) in [
        ("“We need fuel,” said Anna Holm of the French health ministry, which works with Spain.", "says FRA"),
        ("Commodore Jay Reyes of the Philippine coast guard said China had lied.", "says PHL"),
        ("Katia Berg, an analyst with a leadership network in London, said Mali should act.", "says GBR"),
        ("“He takes hostages,” said Linas Vilks, who heads a study centre in Vilnius.", "says LTU"),
    ] {
        assert!(told(text).contains(&expected.to_owned()), "{text}: {:?}", told(text));
    }
    // Whence he was sent is not whose he is.
    let text = "Новости\nСША и Таиланд спорят. Мали ждёт.\nИван Громов из Таиланда прибыл в США. «Я ждал», — сказал Громов.";
    assert!(!countries(Lang::Ru, text).contains(&"says THA".to_owned()));
}

#[test]
fn the_official_is_the_one_told_of_before() {
    let text = "Envoys to meet\nThe envoys will meet, a Philippine official said. President Ferdinand Marcos Jr. spoke in Cebu. The official \
                said China was considering a delay.";
    let (article, doc) = common::page(&mut Analyzer::builtin().worker(), Lang::En, text);
    let records = code(&article, &doc, Lexicon::builtin()).records;
    let names: Vec<String> = records
        .into_iter()
        .filter_map(|r| match r {
            Record::Statement(s) => Some(s.speaker.label),
            _ => None,
        })
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names.iter().all(|n| !n.contains("Marcos")), "{names:?}");
}

#[test]
fn the_head_of_state_is_the_host_not_the_guest_named_last() {
    let text = "Berg and Ruiz discuss trade\nPresident of Norway Anna Berg met with President of Chile Juan Ruiz, who is paying a visit to \
                Oslo.\nThe President briefed her Chilean counterpart. “The pressure is not enough,” the Head of State stressed.";
    assert!(countries(Lang::En, text).contains(&"says NOR".to_owned()));
}

#[test]
fn a_homonym_of_another_state_is_not_meant() {
    let text = "Row\nColombia and the Dominican Republic quarrel.\nColombian prosecutors opened an inquiry. Defence Minister Pedro Sanchez \
                said that nothing had happened.";
    assert!(!countries(Lang::En, text).contains(&"says ESP".to_owned()));
}

#[test]
fn a_name_behind_a_region_is_a_person() {
    let got = countries(
        Lang::En,
        "Meeting\nVladimir Putin received Sergei Tsivilev.\nActing Governor of Kemerovo Region Sergei Tsivilev: Thank you for your trust.",
    );
    assert!(got.contains(&"says RUS".to_owned()), "{got:?}");
}

#[test]
fn his_country_is_the_speaker_s() {
    let text = "Новости\nГлава МИД Эфиопии Гедион Тимотеос встретил делегацию Судана. Министр добавил, что его страна готова возобновить консультации.";
    let got = countries(Lang::Ru, text);
    assert!(got.contains(&"AGREE ETH > ".to_owned()), "{got:?}");
    assert!(!got.iter().any(|r| r.starts_with("AGREE SDN")), "{got:?}");
}

#[test]
fn letters_before_a_name_are_parts_of_it() {
    for name in ["С.А.Рябков", "И.В.Петров", "К.И.Косачев", "А.Ю.Руденко", "А. Ю. Руденко"]
    {
        let text = format!(
            "Новости\nЗаместитель Министра иностранных дел Российской Федерации {name} принял посла Индонезии."
        );
        let (article, doc) = common::page(&mut Analyzer::builtin().worker(), Lang::Ru, &text);
        let records = code(&article, &doc, Lexicon::builtin()).records;
        let person = records.into_iter().find_map(|r| match r {
            Record::Office(o) => Some(o.person.name),
            _ => None,
        });
        let surname = name.rsplit(['.', ' ']).next().unwrap_or(name);
        assert!(person.as_deref().is_some_and(|p| p.ends_with(surname)), "{name}: {person:?}");
    }
}

#[test]
fn a_surname_that_does_not_bend_is_not_whom_the_envoy_serves() {
    let text = "Новости\nСША пообещали катера, рассказала журналистам посол Николь Терио.";
    assert!(countries(Lang::Ru, text).contains(&"says USA".to_owned()));
}

#[test]
fn the_fighters_are_of_the_one_band_named_before() {
    let text =
        "Raid\nColombian forces bombed a camp of the FARC in Ecuador. The rebels said they wanted peace.";
    assert!(countries(Lang::En, text).contains(&"says COL".to_owned()));
    let two = "Raid\nThe FARC and the ELN attacked a camp in Ecuador. The rebels said they wanted peace.";
    assert!(!countries(Lang::En, two).contains(&"says COL".to_owned()));
}

#[test]
fn police_in_a_place_that_nobody_knows_are_of_no_state() {
    let text = "Kenya agrees to send engineers to Mozambique\nNAIROBI, Oct 7 - Kenya signed a pact on Tuesday. The president of Kenya spoke. Kenya \
                will pay.\nPolice in Ancuabe district said that they had arrested 11 people. Police in Nampula said that they had not.";
    let got = countries(Lang::En, text);
    assert!(got.contains(&"says MOZ".to_owned()) && !got.contains(&"says KEN".to_owned()), "{got:?}");
    assert!(!got.iter().any(|r| r.starts_with("COERCE KEN")), "{got:?}");
}

#[test]
fn whose_a_nameless_source_is_the_words_around_him_tell() {
    let en = |text: &str| {
        countries(
            Lang::En,
            &format!("Row\nThe president of Chad, Ali Omar, avoids the row with Mali.\n{text}"),
        )
    };
    assert!(en("An official at his office said the government would wait.").contains(&"says TCD".to_owned()));
    assert!(en("A source in the French government said Paris would wait.").contains(&"says FRA".to_owned()));
    let ru =
        "Спор\nГайана согласилась на переговоры с Венесуэлой, сообщил источник агентства в бразильском МИД.";
    assert!(countries(Lang::Ru, ru).contains(&"says BRA".to_owned()));
}

#[test]
fn we_of_a_house_is_the_state_that_opens_its_page() {
    let text = "Imposing sanctions\nThe United States is today sanctioning seven companies based in Chad.\nWe call on all states to refrain from \
                supplying weapons.";
    let got = countries(Lang::En, text);
    assert!(got.contains(&"says USA".to_owned()), "{got:?}");
    assert!(got.contains(&"SANCTION USA > TCD".to_owned()), "{got:?}");
}

#[test]
fn congress_is_not_of_a_state_that_nobody_names() {
    let text = "Unions paralyse Buenos Aires\nArgentine senators debated a bill of President Javier Milei of Argentina.\nCongress condemned the strike.";
    assert!(!countries(Lang::En, text).iter().any(|r| r.contains("USA")));
}

#[test]
fn a_story_of_its_own_towns_is_not_the_one_foreign_state_s_that_it_names() {
    let text = "В Челябинске задержан директор завода\nПолиция задержала в аэропорту Челябинска бывшего директора Игоря Савельева, который собирался в \
                Казахстан.\n«Мой доверитель вину не признаёт», — заявила адвокат Марина Левит. Рабочие в Магнитогорске вышли на митинг.";
    let got = countries(Lang::Ru, text);
    assert!(!got.contains(&"says KAZ".to_owned()), "{got:?}");
}

#[test]
fn the_ministry_is_the_one_told_of_as_a_ministry() {
    let text = "Detention\nThe Ministry of Foreign Affairs of Lithuania condemns the detention of an employee in Baku.\nThe State Security Service of \
                Azerbaijan accused the embassy of spying. The Ministry recommends that Lithuanian citizens refrain from travel.";
    let got = countries(Lang::En, text);
    assert!(got.contains(&"says LTU".to_owned()), "{got:?}");
}

#[test]
fn a_region_s_name_is_no_part_of_its_governor_s() {
    let of = |text: &str| {
        let (article, doc) =
            common::page(&mut Analyzer::builtin().worker(), Lang::Ru, &format!("Новости\n{text}"));
        code(&article, &doc, Lexicon::builtin()).records.into_iter().find_map(|r| match r {
            Record::Office(o) => Some((o.person.name, o.person.country)),
            _ => None,
        })
    };
    let name = |text: &str| of(text).map(|o| o.0);
    assert_eq!(name("Губернатор округа Марсабит Мохамуд Али прибыл.").as_deref(), Some("Мохамуд Али"));
    assert_eq!(
        name("Губернатор штата Лагос Бабаджиде Санво-Олу прибыл.").as_deref(),
        Some("Бабаджиде Санво-Олу")
    );
    // Where he goes is not whose he is.
    assert_eq!(of("Губернатор области Иван Петров прибыл в Лондон."), Some(("Иван Петров".to_owned(), None)));
}

#[test]
fn an_agency_is_no_party_with_its_letters() {
    let got = countries(
        Lang::En,
        "News\nThe state news agency AKP reported that the prime minister of Cambodia had written a letter.",
    );
    assert!(!got.contains(&"says TUR".to_owned()), "{got:?}");
}

#[test]
fn a_title_of_few_states_is_of_the_one_that_the_article_names() {
    let got = told(
        Lang::En,
        "The Foreign Secretary spoke with Serbia's Foreign Minister, Marko Đurić, about the United Kingdom. The Foreign Secretary accused Iran of lying.",
    );
    assert!(got.iter().any(|e| e == "ACCUSE asserted GBR > IRN"), "{got:?}");
}

#[test]
fn an_adviser_is_of_the_state_whose_president_he_serves() {
    let got = told(
        Lang::En,
        "Massad Boulos, the US president's senior adviser for Africa, accused Rwanda of lying about Congo.",
    );
    assert!(got.iter().any(|e| e == "ACCUSE asserted USA > RWA"), "{got:?}");
}

#[test]
fn a_body_whose_deed_an_official_reports_is_his_own() {
    let got = told(
        Lang::En,
        "The Rwandan army denied it. Congo's communications minister, Patrick Muyaya, said that the army had attacked Uganda.",
    );
    assert!(got.iter().any(|e| e == "ASSAULT asserted COD > UGA"), "{got:?}");
    let got = told(
        Lang::Ru,
        "Армия Руанды это отрицает. Министр связи Конго Патрик Муяя сообщил, что армия напала на Уганду.",
    );
    assert!(got.iter().any(|e| e == "ASSAULT asserted COD > UGA"), "{got:?}");
}

#[test]
fn congress_is_that_of_the_state_where_the_story_plays() {
    let mut worker = Analyzer::builtin().worker();
    let text = "Peru's judges at odds with parliament\nPeru's Constitutional Court annulled the ban. The United States welcomed it.\nThe president of Congress, Fernando Rospigliosi, said that parliament of Peru would not comply.";
    let (article, doc) = common::page(&mut worker, Lang::En, text);
    let records = code(&article, &doc, Lexicon::builtin()).records;
    let of = records.iter().find_map(|r| match r {
        Record::Statement(s) if s.speaker.name.contains("Rospigliosi") => s.speaker.country.clone(),
        _ => None,
    });
    assert_eq!(of.as_deref(), Some("PER"));
}

#[test]
fn a_fellow_is_of_the_state_in_which_his_institute_is() {
    let mut worker = Analyzer::builtin().worker();
    let text = "The Gulf states quarrel\nThe Emirates and Saudi Arabia recalled their envoys.\n\"This is about who decides,\" said Hala Mansouri, a fellow at a research institute in Kuwait.";
    let list = common::statements(&mut worker, Lang::En, text);
    let of =
        list.iter().find(|s| s.speaker.name.contains("Mansouri")).and_then(|s| s.speaker.country.clone());
    assert_eq!(of.as_deref(), Some("KWT"));
}
