//! Whose those are whom no words tell: by the sound of the name among the states of the story, and by the state that fills it.

use legation_model::Lang;
use legation_nlp::Analyzer;

mod common;

/// Speakers, each with the country, else id, that is given to it.
fn speakers(lang: Lang, text: &str) -> Vec<(String, String)> {
    let mut worker = Analyzer::builtin().worker();
    let list = common::statements(&mut worker, lang, text);
    let of = |s: legation_model::Statement| {
        (s.speaker.name.clone(), s.speaker.country.unwrap_or_else(|| "?".to_owned()))
    };
    list.into_iter().map(of).collect()
}

fn country(list: &[(String, String)], name: &str) -> String {
    list.iter()
        .find(|(n, _)| n.contains(name))
        .map_or_else(|| format!("nobody in {list:?}"), |(_, of)| of.clone())
}

#[test]
fn the_sound_of_a_name_chooses_between_the_states_of_the_story() {
    let got = speakers(
        Lang::En,
        "Soldiers trade fire near temple\nThai and Cambodian soldiers exchanged fire for a second day near a disputed temple on the border between Thailand and Cambodia.\n\"Two houses were hit,\" said Somchai Phrommin, who runs a shelter.\nThailand closed all crossings and Cambodia asked the United Nations for help.",
    );
    assert_eq!(country(&got, "Phrommin"), "THA");
    let got = speakers(
        Lang::Ru,
        "Протест у границы\nГреция и Северная Македония обменялись нотами. Власти Греции закрыли переход, Северная Македония пожаловалась в ЕС.\n«Мы не уступим», — сказал Георгиос Папандопулос, участник шествия.",
    );
    assert_eq!(country(&got, "Папандопулос"), "GRC");
}

#[test]
fn a_name_that_fits_no_state_of_the_story_stays_without_one() {
    let got = speakers(
        Lang::En,
        "Leaders meet in Tashkent\nUzbekistan and Kazakhstan signed a water agreement. Uzbekistan will build a canal and Kazakhstan will pay half of it.\n\"It will take years,\" said Ingrid Halvorsen, an engineer.",
    );
    assert_eq!(country(&got, "Halvorsen"), "?");
}

#[test]
fn who_is_at_home_is_of_the_state_that_fills_the_story() {
    let text = "Парламент отклонил вотум\nКонгресс Перу отклонил вотум недоверия. Премьер-министр Перу заявил, что кабинет продолжит работу.\nВ Перу бастуют водители. Мексика призвала своих граждан к осторожности. Полиция Перу задержала семь человек.\nНациональная федерация перевозчиков объявила, что забастовка продлится до пятницы. Международная ассоциация портов заявила, что порты закрыты.";
    let got = speakers(Lang::Ru, text);
    assert_eq!(country(&got, "Национальная федерация"), "PER");
    assert_eq!(country(&got, "Международная ассоциация"), "?");
}

#[test]
fn two_states_that_share_the_story_leave_its_houses_alone() {
    let text = "Talks on the canal\nPeru and Chile held talks on the canal. Peru asked for a delay and Chile refused. Peru recalled its envoy; Chile did the same. Peru closed the crossing and Chile protested.\nThe National Association of Growers said that prices had doubled.";
    let got = speakers(Lang::En, text);
    assert_eq!(country(&got, "Association"), "?");
}

#[test]
fn a_party_of_a_state_that_the_story_does_not_tell_of_is_not_meant() {
    let text = "Сеул: импичмент\nПарламент Южной Кореи рассмотрит импичмент. Власти Южной Кореи ввели запрет на митинги.\n«Хан Док Су показал это», — заявил лидер фракции демократов Пак Чхан Дэ.";
    let got = speakers(Lang::Ru, text);
    assert_eq!(country(&got, "Пак"), "KOR");
    let text = "Сенат: бюджет\nСенат США отклонил бюджет. «Мы не уступим», — заявил лидер фракции демократов Джон Харпер.";
    assert_eq!(country(&speakers(Lang::Ru, text), "Харпер"), "USA");
}

#[test]
fn a_name_that_no_one_of_the_only_state_bears_is_not_of_it() {
    let text = "Пошлины Китая\nВласти Китая ввели пошлины. В Китае закрыли пять заводов. Минторг Китая объяснил это защитой рынка. Китай готов к переговорам.\n«У Китая появился рычаг», — считает Алисия Гарсиа-Эрреро.";
    assert_eq!(country(&speakers(Lang::Ru, text), "Гарсиа"), "?");
}
