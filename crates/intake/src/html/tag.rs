//! Elements of HTML and what their names say of layout. No words of any language.

macro_rules! tags {
    ($($variant:ident $name:literal),+ $(,)?) => {
        /// An element by its name; names that say nothing for reading are [`Tag::Other`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Tag { Other, $($variant),+ }

        impl Tag {
            /// By name in lower case.
            fn named(name: &[u8]) -> Self {
                match name { $($name => Self::$variant,)+ _ => Self::Other }
            }
        }
    };
}

tags! {
    A b"a", Abbr b"abbr", Address b"address", Article b"article", Aside b"aside", Audio b"audio", B b"b",
    Blockquote b"blockquote", Body b"body", Br b"br", Button b"button", Caption b"caption", Center b"center",
    Cite b"cite", Code b"code", Col b"col", Dd b"dd", Del b"del", Details b"details", Dialog b"dialog", Div b"div", Dl b"dl", Dt b"dt",
    Em b"em", Embed b"embed", Fieldset b"fieldset", Figcaption b"figcaption", Figure b"figure", Font b"font",
    Footer b"footer", Form b"form", H1 b"h1", H2 b"h2", H3 b"h3", H4 b"h4", H5 b"h5", H6 b"h6", Head b"head",
    Header b"header", Hr b"hr", Html b"html", I b"i", Iframe b"iframe", Img b"img", Input b"input", Ins b"ins",
    Label b"label", Legend b"legend", Li b"li", Link b"link", Main b"main", Map b"map", Menu b"menu", Meta b"meta",
    Nav b"nav", Noscript b"noscript", Object b"object", Ol b"ol", Optgroup b"optgroup", Option b"option", P b"p",
    Param b"param", Picture b"picture", Pre b"pre", Q b"q", S b"s", Script b"script", Section b"section",
    Select b"select", Small b"small", Source b"source", Span b"span", Strong b"strong", Style b"style", Sub b"sub",
    Summary b"summary", Sup b"sup", Svg b"svg", Table b"table", Tbody b"tbody", Td b"td", Template b"template", Textarea b"textarea",
    Tfoot b"tfoot", Th b"th", Thead b"thead", Time b"time", Title b"title", Tr b"tr", Track b"track", U b"u",
    Ul b"ul", Video b"video", Wbr b"wbr", Xmp b"xmp", Area b"area", Base b"base",
}

/// Longest name that is looked up.
const LONGEST: usize = 10;

impl Tag {
    /// The tag of a name in any case.
    pub(crate) fn of(name: &str) -> Self {
        if name.len() > LONGEST {
            return Self::Other;
        }
        let mut lower = [0; LONGEST];
        for (to, from) in lower.iter_mut().zip(name.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        Self::named(&lower[..name.len()])
    }

    /// Whether it never has content.
    pub(crate) fn void(self) -> bool {
        matches!(
            self,
            Self::Area
                | Self::Base
                | Self::Br
                | Self::Col
                | Self::Embed
                | Self::Hr
                | Self::Img
                | Self::Input
                | Self::Link
                | Self::Meta
                | Self::Param
                | Self::Source
                | Self::Track
                | Self::Wbr
        )
    }

    /// Whether its content is characters up to its own end tag.
    pub(crate) fn raw_text(self) -> bool {
        matches!(self, Self::Script | Self::Style | Self::Textarea | Self::Title | Self::Xmp | Self::Iframe)
    }

    /// Whether nothing in it is read.
    pub(crate) fn unread(self) -> bool {
        matches!(
            self,
            Self::Script
                | Self::Style
                | Self::Textarea
                | Self::Title
                | Self::Head
                | Self::Iframe
                | Self::Svg
                | Self::Template
                | Self::Select
                | Self::Object
                | Self::Audio
                | Self::Video
                | Self::Map
                | Self::Noscript
        )
    }

    /// Whether it begins and ends a line.
    pub(crate) fn block(self) -> bool {
        matches!(
            self,
            Self::Address
                | Self::Article
                | Self::Aside
                | Self::Blockquote
                | Self::Body
                | Self::Caption
                | Self::Center
                | Self::Dd
                | Self::Details
                | Self::Dialog
                | Self::Div
                | Self::Dl
                | Self::Dt
                | Self::Fieldset
                | Self::Figcaption
                | Self::Figure
                | Self::Footer
                | Self::Form
                | Self::Header
                | Self::Hr
                | Self::Html
                | Self::Legend
                | Self::Li
                | Self::Main
                | Self::Menu
                | Self::Nav
                | Self::Ol
                | Self::Option
                | Self::P
                | Self::Pre
                | Self::Section
                | Self::Summary
                | Self::Table
                | Self::Tbody
                | Self::Td
                | Self::Tfoot
                | Self::Th
                | Self::Thead
                | Self::Tr
                | Self::Ul
                | Self::Button
                | Self::Label
                | Self::Xmp
        ) || self.heading().is_some()
    }

    /// Level of a heading.
    pub(crate) fn heading(self) -> Option<u8> {
        Some(match self {
            Self::H1 => 1,
            Self::H2 => 2,
            Self::H3 => 3,
            Self::H4 => 4,
            Self::H5 => 5,
            Self::H6 => 6,
            _ => return None,
        })
    }

    /// Whether an open paragraph ends where it begins (HTML standard, 13.1.2.4).
    pub(crate) fn ends_paragraph(self) -> bool {
        self.block() && !matches!(self, Self::Button | Self::Label | Self::Option | Self::Legend)
    }

    /// The siblings that it ends, and the element beyond which none is looked for.
    pub(crate) fn ends(self) -> (&'static [Tag], &'static [Tag]) {
        match self {
            Self::Li => (&[Self::Li], &[Self::Ul, Self::Ol, Self::Menu]),
            Self::Dt | Self::Dd => (&[Self::Dt, Self::Dd], &[Self::Dl]),
            Self::Td | Self::Th => (&[Self::Td, Self::Th], &[Self::Tr, Self::Table]),
            Self::Tr => (&[Self::Tr], &[Self::Table, Self::Tbody, Self::Thead, Self::Tfoot]),
            Self::Tbody | Self::Thead | Self::Tfoot => {
                (&[Self::Tbody, Self::Thead, Self::Tfoot], &[Self::Table])
            }
            Self::Option | Self::Optgroup => (&[Self::Option], &[Self::Select]),
            _ => (&[], &[]),
        }
    }

    /// Whether end tags of what stands outside do not reach through it.
    pub(crate) fn wall(self) -> bool {
        matches!(self, Self::Table | Self::Td | Self::Th | Self::Body | Self::Html | Self::Template)
    }
}
