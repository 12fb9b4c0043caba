//! Sitemaps, those of news above all: addresses, headlines, dates. They hold no text, so each entry is a listing.

use super::feed::{has_root, plain, records};
use super::{Kind, PLAIN};
use crate::input::Input;
use crate::item::Listing;
use crate::out::{Flow, Out};
use crate::xml::{Child, children, local};

pub(super) const KIND: Kind = Kind {
    name: "sitemap",
    extensions: &["xml"],
    container: false,
    is: |head, extension, _| !PLAIN.contains(&extension) && has_root(head, &["urlset", "sitemapindex"]),
    read,
};

fn read(input: &mut Input<'_>, out: &mut Out<'_>) -> Flow {
    records(input, out, &["url", "sitemap"], &mut |_, inner, place, out| {
        let all = children(inner);
        let news =
            all.iter().find(|c| local(c.name) == "news").map(|c| children(c.inner)).unwrap_or_default();
        let publication = news
            .iter()
            .find(|c| local(c.name) == "publication")
            .map(|c| children(c.inner))
            .unwrap_or_default();
        let get = |list: &[Child<'_>], name: &str| {
            list.iter().find(|c| local(c.name) == name).map(Child::text).filter(|t| !t.is_empty())
        };
        let Some(url) = get(&all, "loc") else {
            out.skip("sitemap entries without address");
            return Flow::Continue(());
        };
        let listing = Listing {
            url: Some(url),
            title: get(&news, "title").map(|t| plain(&t)),
            published: get(&news, "publication_date").or_else(|| get(&all, "lastmod")),
            lang: get(&publication, "language"),
            publisher: get(&publication, "name"),
        };
        out.listing(place, listing)
    })
}
