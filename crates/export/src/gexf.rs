//! GEXF 1.3 with dynamics: a tie is a pair and a quad, its spells are the days of its events.

use std::collections::BTreeMap;
use std::io::Write;

use legation_model::Day;

use crate::Result;
use crate::graph::{Graph, Tie};
use crate::xml::escaped;

/// `start="…" end="…"`, as far as known.
fn interval(start: Option<Day>, end: Option<Day>) -> String {
    let part = |name: &str, day: Option<Day>| day.map_or_else(String::new, |d| format!(" {name}=\"{d}\""));
    format!("{}{}", part("start", start), part("end", end))
}

/// Writes the graph.
pub(crate) fn write(graph: &Graph, out: &mut dyn Write) -> Result<()> {
    out.write_all(
            br#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">
<attributes class="node"><attribute id="kind" title="kind" type="string"/><attribute id="country" title="country" type="string"/></attributes>
<attributes class="edge"><attribute id="quad" title="quad" type="string"/><attribute id="types" title="types" type="string"/><attribute id="score" title="mean score" type="double"/></attributes>
<nodes>
"#,
        )?;
    for (id, node) in &graph.nodes {
        writeln!(
            out,
            "<node id=\"{}\" label=\"{}\"{}><attvalues><attvalue for=\"kind\" value=\"{}\"/><attvalue for=\"country\" value=\"{}\"/></attvalues></node>",
            escaped(id),
            escaped(&node.label),
            interval(node.first, node.last),
            node.kind,
            escaped(&node.country)
        )?;
    }
    out.write_all(b"</nodes>\n<edges>\n")?;
    let mut ties: BTreeMap<(&str, &str, &str, bool), Vec<&Tie>> = BTreeMap::new();
    for tie in &graph.ties {
        ties.entry((&tie.source, &tie.target, tie.quad, tie.mutual)).or_default().push(tie);
    }
    for (at, ((source, target, quad, mutual), list)) in ties.into_iter().enumerate() {
        let mut types: Vec<&str> = list.iter().map(|t| t.plover).collect();
        types.sort_unstable();
        types.dedup();
        let mean = list.iter().map(|t| t.score).sum::<f64>() / list.len() as f64;
        let mut spells: Vec<_> =
            list.iter().filter(|t| t.start.is_some()).map(|t| (t.start, t.end)).collect();
        spells.sort_unstable();
        spells.dedup();
        let kind = if mutual { "undirected" } else { "directed" };
        write!(
            out,
            "<edge id=\"{at}\" source=\"{}\" target=\"{}\" type=\"{kind}\" kind=\"{quad}\" weight=\"{}\"><attvalues><attvalue for=\"quad\" value=\"{quad}\"/><attvalue for=\"types\" value=\"{}\"/><attvalue for=\"score\" value=\"{mean:.2}\"/></attvalues>",
            escaped(source),
            escaped(target),
            list.len(),
            types.join(" ")
        )?;
        if !spells.is_empty() {
            out.write_all(b"<spells>")?;
            for (start, end) in spells {
                write!(out, "<spell{}/>", interval(start, end))?;
            }
            out.write_all(b"</spells>")?;
        }
        out.write_all(b"</edge>\n")?;
    }
    out.write_all(b"</edges>\n</graph>\n</gexf>\n")?;
    Ok(())
}
