//! Pages in the styles of many newsrooms and offices, in many languages: the day, the headline, the first and last words of the text.

use legation_intake::{Options, read};
use legation_model::{Article, BlockKind, RawArticle};

/// Headline, three paragraphs, and what stands around them, by language.
struct Text {
    lang: &'static str,
    title: &'static str,
    body: [&'static str; 3],
    menu: &'static str,
    other: &'static str,
}

const TEXTS: [Text; 14] = [
    Text {
        lang: "ru",
        title: "Послы обсудили открытие моста",
        body: [
            "Послы двух стран обсудили в четверг открытие нового моста через пограничную реку, сообщили в ведомстве.",
            "«Мы рассчитываем закончить работы к осени», — сказал представитель стройки на встрече с журналистами.",
            "Следующая встреча пройдет в конце месяца.",
        ],
        menu: "Главная Политика Экономика",
        other: "Цены на рыбу выросли втрое за неделю",
    },
    Text {
        lang: "uk",
        title: "Посли обговорили відкриття мосту",
        body: [
            "Посли двох країн обговорили в четвер відкриття нового мосту через прикордонну річку, повідомили у відомстві.",
            "«Ми розраховуємо закінчити роботи до осені», — сказав представник будівництва на зустрічі з журналістами.",
            "Наступна зустріч відбудеться наприкінці місяця.",
        ],
        menu: "Головна Політика Економіка",
        other: "Ціни на рибу зросли втричі за тиждень",
    },
    Text {
        lang: "be",
        title: "Паслы абмеркавалі адкрыццё моста",
        body: [
            "Паслы дзвюх краін абмеркавалі ў чацвер адкрыццё новага моста праз памежную раку, паведамілі ў ведамстве.",
            "«Мы разлічваем скончыць работы да восені», — сказаў прадстаўнік будоўлі на сустрэчы з журналістамі.",
            "Наступная сустрэча пройдзе ў канцы месяца.",
        ],
        menu: "Галоўная Палітыка Эканоміка",
        other: "Цэны на рыбу выраслі ўтрая за тыдзень",
    },
    Text {
        lang: "bg",
        title: "Посланици обсъдиха откриването на моста",
        body: [
            "Посланиците на двете страни обсъдиха в четвъртък откриването на нов мост над граничната река, съобщиха от ведомството.",
            "„Разчитаме да приключим работата до есента“, каза представител на строежа на среща с журналисти.",
            "Следващата среща ще се проведе в края на месеца.",
        ],
        menu: "Начало Политика Икономика",
        other: "Цените на рибата се утроиха за седмица",
    },
    Text {
        lang: "en",
        title: "Envoys discuss opening of the bridge",
        body: [
            "Envoys of the two countries on Thursday discussed the opening of a new bridge over the border river, the office said.",
            "“We expect to finish the work by autumn,” a spokesman for the builders told reporters at the meeting.",
            "The next meeting will be held at the end of the month.",
        ],
        menu: "Home Politics Business",
        other: "Fish prices triple within a week",
    },
    Text {
        lang: "de",
        title: "Botschafter beraten über Öffnung der Brücke",
        body: [
            "Die Botschafter beider Länder haben am Donnerstag über die Öffnung einer neuen Brücke über den Grenzfluss beraten, teilte das Amt mit.",
            "„Wir rechnen damit, die Arbeiten bis zum Herbst abzuschließen“, sagte ein Sprecher der Bauleitung vor Journalisten.",
            "Das nächste Treffen findet Ende des Monats statt.",
        ],
        menu: "Startseite Politik Wirtschaft",
        other: "Fischpreise verdreifachen sich binnen einer Woche",
    },
    Text {
        lang: "fr",
        title: "Les ambassadeurs évoquent l'ouverture du pont",
        body: [
            "Les ambassadeurs des deux pays ont évoqué jeudi l'ouverture d'un nouveau pont sur la rivière frontalière, a indiqué l'office.",
            "« Nous comptons terminer les travaux à l'automne », a déclaré un porte-parole du chantier devant la presse.",
            "La prochaine réunion se tiendra à la fin du mois.",
        ],
        menu: "Accueil Politique Économie",
        other: "Le prix du poisson triple en une semaine",
    },
    Text {
        lang: "es",
        title: "Los embajadores tratan la apertura del puente",
        body: [
            "Los embajadores de ambos países trataron el jueves la apertura de un nuevo puente sobre el río fronterizo, informó la oficina.",
            "«Contamos con terminar las obras en otoño», dijo un portavoz de la constructora ante los periodistas.",
            "La próxima reunión se celebrará a finales de mes.",
        ],
        menu: "Inicio Política Economía",
        other: "El precio del pescado se triplica en una semana",
    },
    Text {
        lang: "it",
        title: "Gli ambasciatori discutono l'apertura del ponte",
        body: [
            "Gli ambasciatori dei due Paesi hanno discusso giovedì l'apertura di un nuovo ponte sul fiume di confine, ha riferito l'ufficio.",
            "«Contiamo di finire i lavori entro l'autunno», ha detto un portavoce del cantiere ai giornalisti.",
            "Il prossimo incontro si terrà alla fine del mese.",
        ],
        menu: "Home Politica Economia",
        other: "Il prezzo del pesce triplica in una settimana",
    },
    Text {
        lang: "pl",
        title: "Ambasadorowie rozmawiali o otwarciu mostu",
        body: [
            "Ambasadorowie obu krajów rozmawiali w czwartek o otwarciu nowego mostu na granicznej rzece, podał urząd.",
            "„Liczymy, że prace zakończą się do jesieni” – powiedział dziennikarzom przedstawiciel budowy.",
            "Następne spotkanie odbędzie się pod koniec miesiąca.",
        ],
        menu: "Strona główna Polityka Gospodarka",
        other: "Ceny ryb wzrosły trzykrotnie w tydzień",
    },
    Text {
        lang: "pt",
        title: "Embaixadores discutem abertura da ponte",
        body: [
            "Os embaixadores dos dois países discutiram na quinta-feira a abertura de uma nova ponte sobre o rio da fronteira, informou o gabinete.",
            "“Contamos terminar as obras até ao outono”, disse um porta-voz da construtora aos jornalistas.",
            "A próxima reunião será realizada no fim do mês.",
        ],
        menu: "Início Política Economia",
        other: "Preço do peixe triplica em uma semana",
    },
    Text {
        lang: "tr",
        title: "Büyükelçiler köprünün açılışını görüştü",
        body: [
            "İki ülkenin büyükelçileri perşembe günü sınır nehri üzerindeki yeni köprünün açılışını görüştü, ofis bildirdi.",
            "“Çalışmaları sonbahara kadar bitirmeyi umuyoruz” diyen şantiye sözcüsü gazetecilere bilgi verdi.",
            "Bir sonraki toplantı ayın sonunda yapılacak.",
        ],
        menu: "Ana Sayfa Politika Ekonomi",
        other: "Balık fiyatları bir haftada üçe katlandı",
    },
    Text {
        lang: "ar",
        title: "السفراء يبحثون افتتاح الجسر",
        body: [
            "بحث سفيرا البلدين يوم الخميس افتتاح جسر جديد فوق النهر الحدودي، حسبما أفاد المكتب في بيان.",
            "وقال متحدث باسم الشركة المنفذة للصحفيين: «نتوقع إنجاز الأعمال بحلول الخريف القادم».",
            "وسيعقد الاجتماع المقبل في نهاية الشهر.",
        ],
        menu: "الرئيسية سياسة اقتصاد",
        other: "أسعار السمك تتضاعف ثلاث مرات خلال أسبوع",
    },
    Text {
        lang: "zh",
        title: "两国大使讨论大桥通车",
        body: [
            "两国大使星期四讨论了界河新大桥的通车事宜，有关部门在声明中表示，双方对工程进展感到满意。",
            "施工方发言人在会见记者时说：“我们预计在秋天之前完成全部工程，随后将举行通车仪式。”",
            "下一次会议将于月底举行，届时双方将商定具体日期。",
        ],
        menu: "首页 政治 经济",
        other: "鱼价一周内上涨两倍",
    },
];

fn text(lang: &str) -> &'static Text {
    TEXTS.iter().find(|t| t.lang == lang).expect("a text")
}

/// How the page is built around the text.
#[derive(Clone, Copy)]
enum Style {
    /// Article, entry header, entry content, comments, widgets.
    Blog,
    /// Tables of the nineties, paragraphs by line breaks.
    Tables,
    /// Nameless boxes.
    Boxes,
    /// Accelerated pages.
    Amp,
    /// Everything unclosed and in capitals.
    Soup,
}

fn page(lang: &str, style: Style, head: &str, date: &str) -> String {
    let t = text(lang);
    let items = t.menu.split(' ').flat_map(|m| ["<li><a href='/x'>", m, "</a></li>"]).collect::<String>();
    let p = |open: &str, close: &str| t.body.iter().flat_map(|b| [open, *b, close]).collect::<String>();
    let cards = format!("<div><a href='/o'><h3>{0}</h3></a></div>", t.other).repeat(3);
    let (title, other) = (t.title, t.other);
    let body = match style {
        Style::Blog => format!(
            "<header><nav><ul>{items}</ul></nav></header><article class='post'><header class='entry-header'><h1 class='entry-title'>{title}</h1>{date}</header>\
             <div class='entry-content'>{}</div></article><section id='comments'><p>{other}, {other}, {other}.</p></section><aside class='widget'>{cards}</aside>\
             <footer><p>© 2031 {title}</p></footer>",
            p("<p>", "</p>")
        ),
        Style::Tables => format!(
            "<table width=100%><tr><td>{items}</td><td><table><tr><td><font size=5><b>{title}</b></font></td></tr><tr><td>{date}</td></tr><tr><td>{}</td></tr></table></td>\
             <td>{cards}</td></tr></table>",
            t.body.join("<br><br>")
        ),
        Style::Boxes => format!(
            "<div><div><ul>{items}</ul></div><div><div><h1>{title}</h1><div>{date}</div><div><div>{}</div></div></div><div>{cards}</div></div></div>",
            p("<div>", "</div>")
        ),
        Style::Amp => format!(
            "<amp-sidebar id=s><ul>{items}</ul></amp-sidebar><main><h1>{title}</h1>{date}<amp-img src=x width=1 height=1></amp-img>{}<amp-ad width=300></amp-ad>\
             <amp-list><template><p>{{{{title}}}}</p></template></amp-list></main>",
            p("<p>", "</p>")
        ),
        Style::Soup => {
            format!("<UL>{items}<DIV ID=TEXT><H1>{title}</H1><SPAN>{date}</SPAN>{}<DIV>{cards}", p("<P>", ""))
        }
    };
    format!(
        "<!DOCTYPE html><html lang='{lang}'><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>"
    )
}

fn article(page: &str, url: Option<&str>) -> Article {
    let raw = RawArticle {
        source: "page.html".to_owned(),
        bytes: page.as_bytes().to_vec(),
        url: url.map(str::to_owned),
        ..RawArticle::default()
    };
    read(&raw, &Options::default()).expect("an article")
}

/// Language, style, head, what stands under the headline, address, day.
type Case = (&'static str, Style, &'static str, &'static str, Option<&'static str>, &'static str);

const CASES: &[Case] = &[
    // WordPress
    (
        "en",
        Style::Blog,
        "<meta property='article:published_time' content='2024-07-04T09:00:00+00:00'><meta property='article:modified_time' content='2024-08-01T09:00:00+00:00'>",
        "",
        None,
        "2024-07-04",
    ),
    (
        "de",
        Style::Blog,
        "",
        "<div class='entry-meta'><span class='posted-on'><time class='entry-date published' datetime='2024-07-04T09:00:00+02:00'>4. Juli 2024</time><time class='updated' datetime='2024-07-09T09:00:00+02:00'>9. Juli 2024</time></span></div>",
        None,
        "2024-07-04",
    ),
    (
        "es",
        Style::Blog,
        "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"WebPage\",\"datePublished\":\"2024-07-04T05:00:00+00:00\"},{\"@type\":\"Organization\",\"name\":\"Puente\"}]}</script>",
        "",
        None,
        "2024-07-04",
    ),
    // Drupal
    (
        "fr",
        Style::Boxes,
        "<meta name='dcterms.date' content='2024-07-04T18:30+02:00'>",
        "<span>Publié le jeu 04/07/2024 - 18:30</span>",
        None,
        "2024-07-04",
    ),
    (
        "ru",
        Style::Boxes,
        "",
        "<span class='submitted'>Опубликовано чт, 04/07/2024 - 18:30 пользователем редактор</span>",
        None,
        "2024-07-04",
    ),
    // Bitrix
    ("ru", Style::Boxes, "", "<span class='news-date-time'>04.07.2024</span>", None, "2024-07-04"),
    ("ru", Style::Tables, "", "<small>04.07.2024 18:30:15</small>", None, "2024-07-04"),
    // Programs with their state in the page
    (
        "en",
        Style::Boxes,
        "<script id='__NEXT_DATA__' type='application/json'>{\"props\":{\"pageProps\":{\"article\":{\"id\":7,\"publishedAt\":\"2024-07-04T09:00:00.000Z\",\"title\":\"x\"}}}}</script>",
        "",
        None,
        "2024-07-04",
    ),
    (
        "pt",
        Style::Boxes,
        "<script>window.__STATE__={\"post\":{\"publish_date\":1720083600,\"views\":12}}</script>",
        "",
        None,
        "2024-07-04",
    ),
    // Broken linked data
    (
        "it",
        Style::Boxes,
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Il \"ponte\" apre\",\"datePublished\":\"2024-07-04T09:00:00+02:00\"}</script>",
        "",
        None,
        "2024-07-04",
    ),
    (
        "pl",
        Style::Blog,
        "<script type='application/ld+json'>[{\"@type\":\"BreadcrumbList\"},{\"@type\":[\"NewsArticle\",\"Article\"],\"datePublished\":\"2024-07-04 09:00\",}]</script>",
        "<p class='date'>4 lipca 2024</p>",
        None,
        "2024-07-04",
    ),
    // Microdata, microformats, bare elements
    (
        "tr",
        Style::Blog,
        "",
        "<span itemprop='datePublished' content='2024-07-04T09:00:00+03:00'>4 Temmuz</span>",
        None,
        "2024-07-04",
    ),
    (
        "uk",
        Style::Blog,
        "",
        "<abbr class='published' title='2024-07-04T09:00:00+03:00'>учора</abbr>",
        None,
        "2024-07-04",
    ),
    ("de", Style::Boxes, "", "<time>4. Juli 2024, 18:30 Uhr</time>", None, "2024-07-04"),
    ("en", Style::Boxes, "", "<time datetime='2024-07-04'>last week</time>", None, "2024-07-04"),
    // Words of many languages and nothing else
    ("ru", Style::Boxes, "", "4 июля 2024 года, 18:30", None, "2024-07-04"),
    ("uk", Style::Boxes, "", "4 липня 2024 року, 18:30", None, "2024-07-04"),
    ("be", Style::Boxes, "", "4 ліпеня 2024, 18:30", None, "2024-07-04"),
    ("bg", Style::Boxes, "", "04 юли 2024, 18:30 ч.", None, "2024-07-04"),
    ("de", Style::Tables, "", "Donnerstag, 4. Juli 2024", None, "2024-07-04"),
    ("fr", Style::Boxes, "", "Publié le 1er juillet 2024 à 18h30", None, "2024-07-01"),
    ("es", Style::Tables, "", "Madrid, 4 de julio de 2024", None, "2024-07-04"),
    ("it", Style::Boxes, "", "giovedì 4 luglio 2024 ore 18:30", None, "2024-07-04"),
    ("pl", Style::Boxes, "", "Data publikacji: 04.07.2024 18:30", None, "2024-07-04"),
    ("pt", Style::Boxes, "", "Quinta-feira, 4 de julho de 2024 às 18h30", None, "2024-07-04"),
    (
        "tr",
        Style::Boxes,
        "",
        "Giriş: 04 Temmuz 2024 - 18:30 Güncelleme: 09 Temmuz 2024 - 08:00",
        None,
        "2024-07-04",
    ),
    ("ar", Style::Boxes, "", "٤ يوليو ٢٠٢٤", None, "2024-07-04"),
    ("zh", Style::Boxes, "", "2024年07月04日 18:30", None, "2024-07-04"),
    ("en", Style::Soup, "", "July 4, 2024 6:30 p.m. EDT", None, "2024-07-04"),
    // Offices
    (
        "en",
        Style::Blog,
        "<meta name='DC.date.issued' content='2024-07-04'>",
        "<p>Published 4 July 2024 Last updated 9 August 2024</p>",
        None,
        "2024-07-04",
    ),
    (
        "ru",
        Style::Blog,
        "",
        "<div class='article-header'><p>4 июля 2024 18:30</p><p>1234-04-07-2024</p></div>",
        None,
        "2024-07-04",
    ),
    (
        "be",
        Style::Blog,
        "<meta name='citation_publication_date' content='2024/07/04'>",
        "",
        None,
        "2024-07-04",
    ),
    // The address settles the order of day and month
    ("en", Style::Boxes, "", "07/04/2024", Some("https://example.org/2024/07/04/bridge"), "2024-07-04"),
    (
        "en",
        Style::Boxes,
        "<meta property='og:locale' content='en_US'>",
        "By A. Stone 07/04/2024",
        Some("https://news.example.com/bridge"),
        "2024-07-04",
    ),
    ("fr", Style::Boxes, "", "07/04/2024", Some("https://example.fr/pont"), "2024-04-07"),
    ("ru", Style::Amp, "", "", Some("https://example.ru/20240704/most-1.html"), "2024-07-04"),
    (
        "es",
        Style::Amp,
        "<meta itemprop='datePublished' content='2024-07-04T09:00:00-03:00'>",
        "",
        None,
        "2024-07-04",
    ),
    // A clock of the page, and what was made today
    (
        "ru",
        Style::Boxes,
        "<meta name='date' content='2031-01-09'>",
        "<div>4 июля 2024, 18:30</div>",
        Some("https://example.ru/2024/07/04/most"),
        "2024-07-04",
    ),
    // Seconds since 1970
    ("de", Style::Boxes, "<meta name='publish-date' content='1720083600'>", "", None, "2024-07-04"),
];

#[test]
fn pages_of_many_styles_and_languages() {
    let mut faults = Vec::new();
    for (i, (lang, style, head, date, url, day)) in CASES.iter().enumerate() {
        let t = text(lang);
        let a = article(&page(lang, *style, head, date), *url);
        let got = a.published.as_ref().and_then(|p| p.start).map(|d| d.to_string());
        if got.as_deref() != Some(*day) {
            faults.push(format!("{i} {lang}: day {got:?}, not {day}"));
        }
        let title = a.title.map(|t| t.slice(&a.text));
        if title != Some(t.title) {
            faults.push(format!("{i} {lang}: title {title:?}"));
        }
        let body: Vec<&str> =
            a.blocks.iter().filter(|b| b.kind != BlockKind::Title).map(|b| b.span.slice(&a.text)).collect();
        if body != t.body {
            faults.push(format!("{i} {lang}: body {body:#?}"));
        }
        if a.lang.code() != *lang {
            faults.push(format!("{i} {lang}: read as {}", a.lang.code()));
        }
    }
    assert!(CASES.len() >= 35);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
