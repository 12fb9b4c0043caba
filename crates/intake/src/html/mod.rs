//! Pages: from markup to lines, and which of them are the article. Every line keeps its bytes of the page.

mod class;
mod entity;
mod line;
mod linked;
mod meta;
mod pick;
mod tag;
mod times;
mod token;
mod tree;

pub(crate) use entity::decoded as unescape;
pub(crate) use line::lines;
pub(crate) use meta::{Given, Meta, charset, meta};
pub(crate) use pick::{Picked, pick};
pub(crate) use tag::Tag;
pub(crate) use token::is_page;
pub(crate) use tree::Tree;
