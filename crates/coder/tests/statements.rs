//! Statements of small articles: who, by which word, how, what.

mod common;

use legation_model::{Lang, Named, Statement, StatementMode};
use legation_nlp::Analyzer;

/// Statements of an article whose first line is the headline.
fn read(lang: Lang, text: &str) -> Vec<Statement> {
    common::statements(&mut Analyzer::builtin().worker(), lang, text)
}

/// Cue, mode and content of each statement.
fn shape(statements: &[Statement]) -> Vec<(&str, StatementMode, Vec<&str>)> {
    statements
        .iter()
        .map(|s| {
            let content = s.content.iter().map(|c| c.quote.as_str()).collect();
            (s.cue.as_ref().map_or("", |c| c.quote.as_str()), s.mode, content)
        })
        .collect()
}

fn ru(body: &str) -> Vec<Statement> {
    read(Lang::Ru, &format!("Новости дня\n{body}"))
}

/// One statement in Russian: cue, mode, content, a word of the speaker's name.
#[track_caller]
fn one(body: &str, cue: &str, mode: StatementMode, content: &[&str], speaker: &str) {
    let all = ru(body);
    assert_eq!(shape(&all), [(cue, mode, content.to_vec())]);
    assert!(all[0].speaker.name.contains(speaker), "{}", all[0].speaker.name);
}

use StatementMode::{Direct, Indirect, Mixed};

#[test]
fn a_clause_with_a_conjunction_is_content() {
    one(
        "Министр иностранных дел Казахстана Мурат Нуртлеу заявил журналистам, что республика откроет посольство в Кабуле.",
        "заявил",
        Indirect,
        &["республика откроет посольство в Кабуле"],
        "Нуртлеу",
    );
}

#[test]
fn what_passes_a_report_on_is_relay() {
    let all = ru("«Мы готовы к переговорам», – заявил президент Сербии Александр Вучич, передает Интерфакс.");
    assert_eq!(shape(&all), [("заявил", Direct, vec!["Мы готовы к переговорам"])]);
    assert_eq!(all[0].relay.len(), 1);
    let name = match &all[0].relay[0] {
        Named::Actor(actor) => actor.name.clone(),
        Named::Name(name) => name.clone(),
    };
    assert!(name.contains("Интерфакс"));
}

#[test]
fn an_outlet_alone_makes_no_statement() {
    assert!(ru("Самолёт президента приземлился в Баку, сообщает ТАСС.").is_empty());
}

#[test]
fn a_quote_broken_by_its_cue_is_one_statement() {
    one(
        "«Дорога будет построена, — сказал Иванов. — Деньги на неё выделены».",
        "сказал",
        Direct,
        &["Дорога будет построена", "Деньги на неё выделены"],
        "Иванов",
    );
}

#[test]
fn about_this_points_to_the_sentence_before() {
    one(
        "Армения и Грузия откроют новый пункт пропуска. Об этом сообщил министр экономики Геворг Папоян.",
        "сообщил",
        Indirect,
        &["Армения и Грузия откроют новый пункт пропуска."],
        "Папоян",
    );
}

#[test]
fn a_clause_with_quoted_words_is_mixed() {
    one(
        "Президент Финляндии Александр Стубб подчеркнул, что страна «никогда не признает» эти границы.",
        "подчеркнул",
        Mixed,
        &["страна «никогда не признает» эти границы"],
        "Стубб",
    );
}

#[test]
fn a_set_phrase_names_the_speaker() {
    one(
        "По словам Лукашенко, урожай в этом году будет рекордным.",
        "По словам",
        Indirect,
        &["урожай в этом году будет рекордным"],
        "Лукашенко",
    );
}

#[test]
fn a_request_has_the_infinitive_as_content() {
    one(
        "Президент Молдавии Майя Санду призвала граждан прийти на выборы.",
        "призвала",
        Indirect,
        &["прийти на выборы"],
        "Майя",
    );
}

#[test]
fn two_cues_in_one_sentence_are_two_statements() {
    let all = ru("Сийярто сообщил, что переговоры завершены, и добавил, что договор подпишут весной.");
    assert_eq!(
        shape(&all),
        [
            ("сообщил", Indirect, vec!["переговоры завершены"]),
            ("добавил", Indirect, vec!["договор подпишут весной"]),
        ]
    );
}

#[test]
fn words_after_a_colon_in_the_next_paragraph_are_the_quote() {
    let all =
        read(Lang::Ru, "Новости дня\nПремьер-министр Пашинян сказал:\nМы выбрали мир. Другого пути нет.");
    assert_eq!(shape(&all), [("сказал", Direct, vec!["Мы выбрали мир. Другого пути нет."])]);
}

#[test]
fn turns_of_a_transcript_have_no_cue() {
    let all = read(
        Lang::Ru,
        "Встреча в Минске\nВ начале встречи.\nА.Лукашенко: Рад видеть вас в Минске.\nНам есть что обсудить.\n\
         С.Лавров: Спасибо за приглашение.",
    );
    assert_eq!(
        shape(&all),
        [
            ("", Direct, vec!["Рад видеть вас в Минске.", "Нам есть что обсудить."]),
            ("", Direct, vec!["Спасибо за приглашение."]),
        ]
    );
}

#[test]
fn a_law_gives_a_provision_and_no_statement() {
    assert!(ru("Согласно закону, пошлина составит пять процентов.").is_empty());
    assert!(ru("Министры обсудили торговлю и договорились продолжить встречи.").is_empty());
}

#[test]
fn thanks_need_a_reason() {
    assert!(ru("Президент поблагодарил делегацию.").is_empty());
    one(
        "Президент Узбекистана Шавкат Мирзиёев выразил благодарность Турции за помощь после землетрясения.",
        "выразил благодарность",
        Indirect,
        &["за помощь после землетрясения"],
        "Мирзиёев",
    );
}

#[test]
fn a_headline_repeats_the_body() {
    let all = read(
        Lang::Ru,
        "Лавров: переговоры продолжатся\nПереговоры продолжатся в мае, заявил глава МИД России Сергей Лавров.",
    );
    assert_eq!(shape(&all), [("заявил", Indirect, vec!["Переговоры продолжатся в мае"])]);
}

fn en(body: &str) -> Vec<Statement> {
    read(Lang::En, &format!("News of the day\n{body}"))
}

#[test]
fn english_clauses_need_no_conjunction() {
    let all = en("Foreign Minister Penny Wong said Australia would open an embassy in Tuvalu.");
    assert_eq!(shape(&all), [("said", Indirect, vec!["Australia would open an embassy in Tuvalu"])]);
    assert!(all[0].speaker.name.contains("Wong"));
}

#[test]
fn an_english_quote_broken_by_its_cue_is_one_statement() {
    let all = en("\"We signed the treaty,\" Wong told reporters on Monday, \"and we will keep it.\"");
    assert_eq!(shape(&all), [("told", Direct, vec!["We signed the treaty", "and we will keep it"])]);
    assert_eq!(all[0].addressee.len(), 1);
}

#[test]
fn a_quote_goes_on_after_its_cue() {
    let all = en("\"The border is open,\" said Wong. \"Trade will grow quickly this year.\"");
    assert_eq!(
        shape(&all),
        [("said", Direct, vec!["The border is open", "Trade will grow quickly this year"])]
    );
}

#[test]
fn a_cue_within_its_content_leaves_two_spans() {
    let all = en("The agreement, President William Ruto stressed, is open to all neighbours.");
    assert_eq!(shape(&all), [("stressed", Indirect, vec!["The agreement", "is open to all neighbours"])]);
}

#[test]
fn thanks_in_english_need_a_reason_too() {
    let all = en("President William Ruto thanked Japan for rebuilding the port.");
    assert_eq!(shape(&all), [("thanked", Indirect, vec!["rebuilding the port"])]);
    assert!(en("President William Ruto thanked Japan.").is_empty());
}

#[test]
fn a_document_without_an_author_is_no_speaker() {
    assert!(en("According to the document, Kenya will buy ten ships.").is_empty());
}

#[test]
fn a_participle_behind_a_cue_is_no_content() {
    let all = en(
        "Estonia will close two border crossings, President Alar Karis said in an interview with a radio station broadcast on Monday.",
    );
    assert_eq!(shape(&all), [("said", Indirect, vec!["Estonia will close two border crossings"])]);
    let all = ru(
        "Эстония закроет два пункта пропуска, заявил президент Алар Карис в интервью радиостанции, вышедшем в понедельник.",
    );
    assert_eq!(shape(&all), [("заявил", Indirect, vec!["Эстония закроет два пункта пропуска"])]);
}

#[test]
fn a_participle_clause_without_its_main_clause_is_no_content() {
    let all = en("Warning that the river was rising, Mayor Anna Vogel urged residents to leave.");
    assert_eq!(all[0].content[0].quote, "the river was rising");
}

#[test]
fn a_description_goes_on_with_the_last_speaker() {
    let all = ru(
        "Посол Казахстана в Турции Еркебулан Сапиев сообщил, что визит состоится весной. «Программа уже согласована», – сказал дипломат.",
    );
    assert_eq!(all.len(), 2);
    assert_eq!(all[1].speaker.id, all[0].speaker.id);
    let all = en(
        "Ambassador Mary Leonard said the visit would take place in spring. \"The programme is agreed,\" the diplomat said. \
         \"We know nothing of it,\" a diplomat said.",
    );
    assert_eq!(all.len(), 3);
    assert_eq!(all[1].speaker.id, all[0].speaker.id);
    assert_ne!(all[2].speaker.id, all[0].speaker.id);
}

#[test]
fn counted_countries_speak_together() {
    let all = en(
        "Kenya, Uganda and Rwanda agreed to build a railway, the three countries said in a joint statement.",
    );
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].speaker.id.as_deref(), Some("KEN"));
    assert_eq!(all[0].co_speakers.len(), 2);
}

#[test]
fn a_date_inside_the_content_is_not_that_of_the_statement() {
    let all = ru("Министр Геворг Папоян не исключил открытия границы в декабре 2021 года.");
    assert_eq!(all.len(), 1);
    assert!(all[0].date.is_none());
}

#[test]
fn a_request_is_addressed_to_whom_it_asks() {
    let all = en("Kenya called on Uganda to reopen the border.");
    assert_eq!(shape(&all), [("called", Indirect, vec!["to reopen the border"])]);
    assert_eq!(all[0].addressee.first().and_then(|a| a.id.as_deref()), Some("UGA"));
}

#[test]
fn a_site_alone_makes_no_statement() {
    assert!(ru("Самолёт президента приземлился в Баку, сообщает Vestnik.ru.").is_empty());
    assert!(en("The president's plane landed in Baku, Iran's IRNA news agency reported.").is_empty());
}

#[test]
fn an_agency_that_cites_somebody_is_relay() {
    for (lang, body, who) in [
        (
            Lang::En,
            "Reuters, citing the Chilean foreign ministry, reports that the talks will be held in Lima.",
            "ministry",
        ),
        (Lang::Ru, "Рейтер со ссылкой на МИД Чили сообщает, что переговоры пройдут в Лиме.", "МИД Чили"),
    ] {
        let got = read(lang, &format!("* * *\n{body}"));
        assert_eq!(got.len(), 1, "{body}");
        assert!(got[0].speaker.name.contains(who), "{}", got[0].speaker.name);
        assert_eq!(got[0].relay.len(), 1, "{body}");
    }
}

#[test]
fn a_clause_behind_the_venue_is_content() {
    let got =
        en("Chilean minister Pablo Araya said at a regular briefing that Chile had taken all measures.");
    assert_eq!(shape(&got), [("said", StatementMode::Indirect, vec!["Chile had taken all measures"])]);
    assert!(en("Chilean minister Pablo Araya spoke at a briefing that the ministry held.").is_empty());
}

#[test]
fn an_interview_has_turns_by_label_and_by_dash() {
    let speakers = |lang, text: &str| -> Vec<(String, String)> {
        let direct = read(lang, text).into_iter().filter(|s| s.mode == Direct);
        direct.map(|s| (s.speaker.name.clone(), s.content[0].quote.clone())).collect()
    };
    let labelled = "Interview of the day\nAmbassador Ivan Petrov gave an interview to the newspaper Globe on Monday.\nQuestion: When will the talks begin?\nAnswer: They will begin in May. We are ready.";
    let got = speakers(Lang::En, labelled);
    assert_eq!(
        got.last().map(|(who, said)| (who.contains("Petrov"), said.as_str())),
        Some((true, "They will begin in May. We are ready."))
    );
    let short = "Talks will go on, ambassador says\nKenyan ambassador John Otieno spoke to the newspaper Globe on Monday.\nQ: Ambassador, when will the talks begin?\nA: They will begin in May.\nQ: Where?\nA: We will meet in Rome.";
    let got: Vec<_> = speakers(Lang::En, short);
    assert_eq!(got.len(), 2, "{got:?}");
    assert!(got.iter().all(|(who, said)| who.contains("Otieno") && said.contains(" will ")), "{got:?}");
    let dashes = "Иван Петров: мы готовы\nЗаместитель министра иностранных дел России Иван Петров дал интервью газете 2 июня.\n— Когда начнутся переговоры?\n— Они начнутся в мае.\n— А встреча министров?\n— Такая встреча не планируется.";
    let got = speakers(Lang::Ru, dashes);
    let said: Vec<&str> = got.iter().map(|(_, said)| said.as_str()).collect();
    assert_eq!(said, ["Они начнутся в мае.", "Такая встреча не планируется."]);
    assert!(got.iter().all(|(who, _)| who.contains("Петров")), "{got:?}");
    // A list with dashes is no interview.
    let list = "Итоги встречи\nСтороны договорились:\n— открыть посольство;\n— провести переговоры?\n— снять ограничения.";
    assert!(speakers(Lang::Ru, list).is_empty());
}

#[test]
fn whose_the_speaker_is_stands_before_him() {
    let all = read(
        Lang::En,
        "News\nNATO may send more troops to Romania, the alliance's Secretary General Mark Rutte said in Brussels.",
    );
    assert_eq!(shape(&all), [("said", Indirect, vec!["NATO may send more troops to Romania"])]);
    assert!(all[0].speaker.name.contains("Rutte"));
}

#[test]
fn what_another_says_meanwhile_is_a_statement_of_its_own() {
    let all =
        read(Lang::En, "News\nGermany said it opposed the tariffs, while France said it would support them.");
    assert_eq!(
        shape(&all),
        [
            ("said", Indirect, vec!["it opposed the tariffs"]),
            ("said", Indirect, vec!["it would support them"])
        ]
    );
    assert!(all.iter().all(|s| s.relay.is_empty()));
}

#[test]
fn a_clause_after_that_tells_when_is_not_said() {
    let all = ru(
        "После того, как премьер Грузии Ираклий Кобахидзе объявил о паузе, тысячи людей вышли на улицы Тбилиси.",
    );
    assert!(all.iter().all(|s| s.content.iter().all(|c| c.quote == "о паузе")), "{:?}", shape(&all));
}

#[test]
fn according_to_somebody_another_promised() {
    let all = ru("По словам Лаврова, Вашингтон обещал не расширять НАТО.");
    assert!(
        all.iter()
            .any(|s| s.speaker.name.contains("Лавров") && s.content[0].quote.starts_with("Вашингтон обещал")),
        "{:?}",
        shape(&all)
    );
}

#[test]
fn a_source_inside_a_clause_vouches_for_that_clause_alone() {
    let all = en(
        "Kenya and Uganda agreed on Friday to cease fire, following clashes in which, according to the Kenyan Health \
         Ministry, at least 24 people were killed.",
    );
    assert_eq!(shape(&all).len(), 1, "{all:?}");
    assert_eq!(all[0].content[0].quote, "at least 24 people were killed");
}

#[test]
fn who_was_told_says_nothing() {
    let all = en(
        "The ambassador of Chile was summoned to the ministry and told that 45 employees must leave the country.",
    );
    assert!(all.is_empty(), "{all:?}");
}

#[test]
fn a_clause_with_a_subject_of_its_own_is_not_what_was_promised() {
    one(
        "Москва пообещала провести проверку, но ответа на свою ноту правительство так и не дождалось.",
        "пообещала",
        Indirect,
        &["провести проверку"],
        "Москва",
    );
    one(
        "Оппозиция Малави упрекнула правительство в том, что эвакуацию начали слишком поздно, однако министр Джон Банда отверг эти упрёки.",
        "упрекнула",
        Indirect,
        &["эвакуацию начали слишком поздно"],
        "Оппозиция",
    );
}

#[test]
fn a_letter_is_of_who_sent_it_not_of_who_is_in_it() {
    let got = read(
        Lang::En,
        "Condolences\nAnna Berg sent a message to the president of Chad.\n“Dear Mr President,\nThe people of Norway share the grief of all.\nI \
         would like to help,” the message reads.",
    );
    assert!(got.iter().any(|s| s.speaker.name.contains("Berg")), "{got:?}");
    assert!(!got.iter().any(|s| s.speaker.name.contains("people")), "{got:?}");
}

#[test]
fn a_caption_does_not_run_into_the_label_of_a_speaker() {
    let got = ru(
        "Сочи Встреча с Президентом Сербии Александром Вучичем В.Путин: Добрый день! Товарооборот вырос. А.Вучич: Благодарю Вас.",
    );
    let names: Vec<&str> = got.iter().map(|s| s.speaker.name.as_str()).collect();
    assert!(names.iter().all(|n| !n.contains("Вучичем В")), "{names:?}");
    assert_eq!(names.len(), 2);
}

#[test]
fn condolences_say_over_what_not_to_whom() {
    assert!(ru("Президент Кении выразил соболезнования народам Мозамбика и Малави.").is_empty());
    one(
        "Президент Кении выразил соболезнования в связи с гибелью людей в Мозамбике.",
        "выразил соболезнования",
        Indirect,
        &["в связи с гибелью людей в Мозамбике"],
        "Президент",
    );
}

#[test]
fn what_is_withheld_is_not_what_is_denied() {
    let en = |text: &str| read(Lang::En, &format!("News\n{text}")).len();
    assert_eq!(en("The Sudanese army continues to deny visas to aid workers."), 0);
    assert_eq!(en("Russia denied involvement in the attack on Chad."), 1);
}

#[test]
fn a_sentence_before_a_colon_is_no_label_of_a_speaker() {
    let got = read(
        Lang::En,
        "Meeting\nThe following is attributable to Principal Deputy Spokesperson Ann Lee:\nDeputy Secretary Paul Reed met the Chadian foreign minister. \
         The Deputy Secretary said trade had grown.",
    );
    assert!(got.iter().all(|s| !s.speaker.name.contains("Ann Lee")), "{got:?}");
    assert_eq!(got.len(), 1);
}

#[test]
fn what_one_holds_a_thing_to_be_is_said() {
    for (body, cue, content) in [
        ("Президент Чили счел решение Перу ошибочным.", "счел", "решение Перу ошибочным"),
        ("Президент Чили называет решение политическим.", "называет", "решение политическим"),
        ("Президент Чили, назвавший решение ошибочным, отменил визит.", "назвавший", "решение ошибочным"),
    ] {
        one(body, cue, Indirect, &[content], "резидент Чили");
    }
}

#[test]
fn what_one_holds_oneself_to_be_is_no_statement() {
    assert!(ru("Президент Чили считает себя наследником Альенде.").is_empty());
}

#[test]
fn a_clause_behind_a_colon_is_said() {
    for (body, cue, content) in [
        ("Президент Чили уверен: Перу тянет время.", "уверен", "Перу тянет время"),
        ("Президент Чили ответил уклончиво: надо подождать.", "ответил", "надо подождать"),
    ] {
        one(body, cue, Indirect, &[content], "резидент Чили");
    }
    assert!(ru("Президент Чили ответил так: нет.").is_empty());
}

#[test]
fn where_it_was_said_is_not_what_was_said() {
    one(
        "В Брюсселе президент Чили заверил союзников в полной поддержке.",
        "заверил",
        Indirect,
        &["в полной поддержке"],
        "резидент Чили",
    );
}

#[test]
fn quoted_words_that_a_verb_governs_are_said() {
    one(
        "Президент Чили назвал случившееся «изменой».",
        "назвал",
        Mixed,
        &["случившееся «изменой»"],
        "резидент Чили",
    );
    let got = read(Lang::En, "The president of Chile threatened \"asymmetric\" retaliation.");
    assert_eq!(shape(&got), [("threatened", Mixed, vec!["\"asymmetric\" retaliation"])]);
    // A name in quotation marks is nobody's words.
    assert!(ru("Президент Чили назвал корабль «Эсмеральда».").is_empty());
}

#[test]
fn what_a_briefing_is_told_is_said() {
    let got = read(Lang::En, "Mr Petrov told a news briefing that the talks had failed.");
    assert_eq!(shape(&got), [("told", Indirect, vec!["the talks had failed"])]);
    // The venue is what was held.
    assert!(read(Lang::En, "Mr Petrov remembered a briefing that the ministry held.").is_empty());
}
