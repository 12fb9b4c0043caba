//! Who is a person, and who he is called since: names that the words around tell, epithets, pronouns behind the unnamed.

use legation_model::{ActorKind, Lang, Statement};
use legation_nlp::Analyzer;

mod common;

fn statements(lang: Lang, text: &str) -> Vec<Statement> {
    common::statements(&mut Analyzer::builtin().worker(), lang, text)
}

/// Names of the speakers, in order.
fn names(lang: Lang, text: &str) -> Vec<String> {
    statements(lang, text).into_iter().map(|s| s.speaker.name).collect()
}

#[test]
fn an_honorific_or_what_one_is_makes_a_name_a_person_s() {
    for (body, name) in [
        ("\"We have lost the spring,\" said Mr Le Tocq, who mends nets.", "Le Tocq"),
        ("Two houses were hit, according to Edelmira Bastidas, who runs the clinic.", "Edelmira Bastidas"),
        ("Two houses were hit, according to Edelmira Bastidas, a councilwoman.", "Edelmira Bastidas"),
    ] {
        let all = statements(Lang::En, &format!("News\n{body}"));
        assert_eq!(all[0].speaker.name, name, "{body}");
        assert_eq!(all[0].speaker.kind, ActorKind::Person, "{body}");
    }
}

#[test]
fn a_foundation_that_something_is_told_of_is_no_person() {
    let all = statements(
        Lang::En,
        "News\nTwo houses were hit, according to the Bastidas Foundation, which runs the clinic.",
    );
    assert!(all.iter().all(|s| s.speaker.kind != ActorKind::Person), "{all:?}");
}

#[test]
fn the_general_is_the_man_whom_the_sentence_before_is_about() {
    let text = "The truce\nKarim Haddadin has negotiated with everybody. Since January the retired general has sat on the committee.\n\"It is breathing,\" he says.\nRima Azar, an expert on armies, believes that the truce will hold. \"Politely, in the beginning,\" the general says.";
    assert_eq!(names(Lang::En, text), ["Karim Haddadin", "Rima Azar", "Karim Haddadin"]);
}

#[test]
fn a_general_of_whom_more_is_told_is_another() {
    let text = "The truce\nKarim Haddadin has negotiated with everybody. The general of the northern front has left the committee.\n\"It is over,\" the general says.";
    assert!(names(Lang::En, text).iter().all(|name| !name.contains("Haddadin")));
}

#[test]
fn his_words_are_those_of_the_unnamed_man_who_spoke_before() {
    let text = "Бои\n«Мы отбили две атаки», – рассказал по телефону полковник конголезской армии. По его словам, к повстанцам подвозят снаряды.";
    let all = statements(Lang::Ru, text);
    assert_eq!(all.len(), 2);
    assert!(all.iter().all(|s| s.speaker.name.starts_with("полковник")), "{all:?}");
    assert!(all.iter().all(|s| s.speaker.kind == ActorKind::Person));
}

#[test]
fn a_diplomat_of_another_kind_is_not_the_senator_who_spoke_before() {
    let text = "Переговоры\nСенатор Егор Ланской возразил: «Мы не уступим».\n«Нас ставят перед фактом», – жалуется европейский дипломат, настаивающий на анонимности.";
    let got = names(Lang::Ru, text);
    assert!(got[0].contains("Ланской") && got[1].starts_with("европейский дипломат"), "{got:?}");
}

#[test]
fn a_name_that_looks_like_a_form_of_another_keeps_the_sex_that_the_verb_tells() {
    let text = "Суд\nГенеральный прокурор Молдавии Александру Мокану приветствовал вердикт. «Это сигнал», – заявил он.";
    assert_eq!(names(Lang::Ru, text), ["Александру Мокану"]);
}

#[test]
fn a_syllable_like_a_conjunction_is_a_part_of_the_name() {
    let text = "Форум\nМинистр иностранных дел Китая Ван И заявил о готовности подписать протокол.";
    assert_eq!(names(Lang::Ru, text), ["Ван И"]);
}

#[test]
fn whoever_speaks_for_another_state_s_ministry_is_not_the_one_who_spoke_before() {
    let text = "Tanker\nMoscow reacted angrily. Foreign Ministry spokeswoman Maria Zakharova said it was robbery. A spokesman for Chad's foreign ministry said the country took its obligations seriously.";
    let of: Vec<Option<String>> = statements(Lang::En, text).into_iter().map(|s| s.speaker.country).collect();
    assert_eq!(of, [Some("RUS".to_owned()), Some("TCD".to_owned())]);
}

#[test]
fn a_source_in_a_parliament_is_not_of_the_paper_s_state() {
    let text =
        "Арктика\nИсточник «Ъ» в датском парламенте утверждает, что Копенгаген пригласит госсекретаря США.";
    let all = statements(Lang::Ru, text);
    assert_ne!(all[0].speaker.country.as_deref(), Some("RUS"), "{all:?}");
}

#[test]
fn what_a_noun_tells_is_its_owner_s() {
    for (lang, text, of, content) in [
        (
            Lang::En,
            "News\nEstonia regrets Georgia's announcement that it will leave the talks.",
            "GEO",
            "it will leave the talks",
        ),
        (
            Lang::En,
            "News\nIran rejected Israel's claim that it had attacked Cyprus.",
            "ISR",
            "it had attacked Cyprus",
        ),
        (
            Lang::Ru,
            "Новости\nКишинев отвергает утверждения посольства России о том, что инцидент был инсценирован.",
            "RUS",
            "инцидент был инсценирован",
        ),
    ] {
        let all = statements(lang, text);
        let told = |s: &&Statement| s.content.iter().any(|c| c.quote == content);
        let of_all: Vec<Option<&str>> =
            all.iter().filter(told).map(|s| s.speaker.country.as_deref()).collect();
        assert_eq!(of_all, [Some(of)], "{all:?}");
    }
}

#[test]
fn a_shorter_title_is_the_longer_one_s() {
    let text = "Readout of the call\nThe following is attributable to Principal Deputy Spokesperson Lorna Whitby:\nDeputy Secretary of State Carl Lindgren of the United States spoke today with Pakistani Prime Minister Shehbaz Sharif. The Deputy Secretary reiterated that the United States condemns terrorism.\nThe Deputy Secretary noted that Washington remains ready to talk.";
    assert_eq!(names(Lang::En, text), ["Carl Lindgren", "Carl Lindgren"]);
}

#[test]
fn what_a_channel_tells_on_another_s_word_is_the_other_s() {
    for text in [
        "Новости\nКак утверждает канал «Дипстрела» со ссылкой на чиновника в МИД Чада, граница закрыта с понедельника.",
        "Новости\nКак передает Stern TV со ссылкой на чиновника в МИД Чада, граница закрыта с понедельника.",
        "Новости\nГазета The Hindu со ссылкой на источник в генштабе Чада писала, что граница закрыта с понедельника.",
    ] {
        let all = statements(Lang::Ru, text);
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!(all[0].speaker.country.as_deref(), Some("TCD"), "{all:?}");
        assert_eq!(all[0].relay.len(), 1, "{all:?}");
    }
}

#[test]
fn those_who_answer_in_a_house_are_not_the_paper_that_asked() {
    let text = "Новости\nВ посольстве Чада «РБК» ответили, что граница закрыта.";
    assert_eq!(statements(Lang::Ru, text)[0].speaker.country.as_deref(), Some("TCD"));
}

#[test]
fn the_leaders_of_the_two_countries_are_the_two_who_met() {
    let text = "Новости\nПрезидент Киргизии Садыр Жапаров принял президента Таджикистана Эмомали Рахмона. Лидеры двух стран заявили, что граница открыта.";
    let all = statements(Lang::Ru, text);
    assert_eq!(all[0].speaker.country.as_deref(), Some("KGZ"), "{all:?}");
    assert_eq!(all[0].co_speakers.len(), 1, "{all:?}");
}

#[test]
fn a_ministry_is_of_the_state_with_which_the_paragraph_opens() {
    let text = "Talks\nOman expressed regret. Its foreign minister, Badr al-Busaidi, telephoned both capitals.\nTehran pointed to Israel. \"Look at who benefits,\" Hamid Farrokhi, the foreign ministry spokesman, told reporters.";
    assert_eq!(statements(Lang::En, text)[0].speaker.country.as_deref(), Some("IRN"));
}

#[test]
fn a_counterpart_of_whose_name_only_a_part_was_found_is_told_whole() {
    let text = "Saudi Foreign Minister Faisal bin Farhan arrived in Tehran on Saturday and met with his Iranian counterpart Hossein Amir-Abdollahian, an agency reported.";
    assert!(common::told(Lang::En, text).contains(&"CONSULT asserted SAU IRN > ".to_owned()));
    let met = common::events(Lang::En, text);
    assert!(met.iter().any(|e| e.actors.iter().any(|a| a.name.ends_with("Abdollahian"))), "{met:?}");
}
