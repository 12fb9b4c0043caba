//! Places.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Evidence;

/// A place as named in the text and as the gazetteer knows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceRef {
    /// As in the text.
    pub name: String,
    /// Display name in English.
    pub label: String,
    /// PLOVER country or the slug of a contested polity.
    pub country: Option<String>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// The words.
    pub span: Evidence,
}
