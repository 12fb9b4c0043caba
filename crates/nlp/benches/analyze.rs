//! Tokens a second of the whole analysis, one thread, warm. `cargo bench -p legation-nlp`; the peers beside it:
//! `tools/peers/speed.py`.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use legation_model::Lang;
use legation_nlp::{Analyzer, Segment};
use legation_text::Span;

const RU: &str = "Министр иностранных дел встретился в пятницу с послом соседней страны. Стороны обсудили подготовку \
                  договора о приграничной торговле. «Мы рассчитываем подписать документ до конца года», – заявил министр.";
const EN: &str = "The foreign minister met the ambassador of the neighbouring country on Friday. The two sides discussed \
                  a draft treaty on border trade. \"We hope to sign the document by the end of the year,\" the minister said.";

fn analyze(c: &mut Criterion) {
    let mut group = c.benchmark_group("analyze");
    for (name, lang, text) in [("ru", Lang::Ru, RU), ("en", Lang::En, EN)] {
        let mut worker = Analyzer::builtin().worker();
        let segments = [Segment { span: Span::of(0, text.len()), lang }];
        let tokens = worker.analyze(text, &segments).len() as u64;
        group.throughput(Throughput::Elements(tokens));
        group.bench_function(name, |b| b.iter(|| worker.analyze(text, &segments)));
    }
    group.finish();
}

criterion_group!(benches, analyze);
criterion_main!(benches);
