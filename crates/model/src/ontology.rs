//! The tables behind the codes. Filled from `ontology/*.tsv`, each with its source in its head.
