//! JSON Schema of the wire format.

use crate::Record;

/// The schema of one output line, generated from the types.
pub fn json_schema() -> serde_json::Value {
    schemars::schema_for!(Record).to_value()
}
