//! GraphML: a tie an event, so that two actors may have many.

use std::io::Write;

use crate::Result;
use crate::graph::Graph;
use crate::xml::escaped;

/// Writes the graph.
pub(crate) fn write(graph: &Graph, out: &mut dyn Write) -> Result<()> {
    out.write_all(
        br#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="label" for="node" attr.name="label" attr.type="string"/>
<key id="kind" for="node" attr.name="kind" attr.type="string"/>
<key id="country" for="node" attr.name="country" attr.type="string"/>
<key id="type" for="edge" attr.name="type" attr.type="string"/>
<key id="quad" for="edge" attr.name="quad" attr.type="string"/>
<key id="score" for="edge" attr.name="score" attr.type="double"/>
<key id="start" for="edge" attr.name="start" attr.type="string"/>
<key id="end" for="edge" attr.name="end" attr.type="string"/>
<key id="mutual" for="edge" attr.name="mutual" attr.type="boolean"/>
<key id="record" for="edge" attr.name="record" attr.type="string"/>
<graph edgedefault="directed">
"#,
    )?;
    for (id, node) in &graph.nodes {
        writeln!(
            out,
            "<node id=\"{}\"><data key=\"label\">{}</data><data key=\"kind\">{}</data><data key=\"country\">{}</data></node>",
            escaped(id),
            escaped(&node.label),
            node.kind,
            escaped(&node.country)
        )?;
    }
    for (at, tie) in graph.ties.iter().enumerate() {
        write!(
            out,
            "<edge id=\"e{at}\" source=\"{}\" target=\"{}\"><data key=\"type\">{}</data><data key=\"quad\">{}</data><data key=\"score\">{}</data>",
            escaped(&tie.source),
            escaped(&tie.target),
            tie.plover,
            tie.quad,
            tie.score
        )?;
        for (key, day) in [("start", tie.start), ("end", tie.end)] {
            if let Some(day) = day {
                write!(out, "<data key=\"{key}\">{day}</data>")?;
            }
        }
        writeln!(
            out,
            "<data key=\"mutual\">{}</data><data key=\"record\">{}</data></edge>",
            tie.mutual, tie.id
        )?;
    }
    out.write_all(b"</graph>\n</graphml>\n")?;
    Ok(())
}
