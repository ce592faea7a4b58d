"""Splink on the names that our rules compare, to know what its model makes of them. Not part of any target.

In an environment of its own, beside `registre` (`pip install splink pyarrow`):
`python -m bench.identities.splink_trial`. Written for Splink 5.0.0 on DuckDB.
"""

from __future__ import annotations

import time
from typing import Any

from bench.identities.mentions import invent

from registre.evaluation import links
from registre.linking import organisations
from registre.linking.identify import identify

THRESHOLDS = (0.01, 0.05, 0.2, 0.5, 0.8, 0.9)


def rows() -> list[dict[str, Any]]:
    """The mentions of seed 1 with the columns that our own rules have: core, town, département, SIREN."""
    reference, mentions = invent(1, 1500)
    known = sorted({(one.name, one.body, one.entity): one for one in mentions}.values())
    names: dict[str, Any] = {}
    settle = organisations._settle

    def spy(settled: Any, *more: Any) -> Any:
        names.update(settled.names)
        return settle(settled, *more)

    organisations._settle = spy
    identify((record for _, record in links._documents(known)), reference)
    organisations._settle = settle
    found = ((one, names.get(f"{one.name}\n{one.body}")) for one in known)
    return [
        {
            "unique_id": rank,
            "name": " ".join(name.core),
            "joined": name.joined,
            "words": " ".join(sorted(name.core)),
            "town": name.place or None,
            "departement": name.ground.departement,
            "siren": one.siren or None,
            "begins": name.joined[:5],
            "ends": name.joined[-5:],
            "entity": one.entity,
        }
        for rank, (one, name) in enumerate(pair for pair in found if pair[1] is not None)
    ]


def main() -> None:
    import pyarrow as pa
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    data = rows()
    start = time.process_time()
    near = ("departement", "begins"), ("departement", "ends")
    blocks = [block_on("joined"), block_on("siren"), block_on("words"), *(block_on(*one) for one in near)]
    names = cl.JaroWinklerAtThresholds("name", [0.97, 0.92, 0.85]).configure(term_frequency_adjustments=True)
    compared = [names, *(cl.ExactMatch(column) for column in ("town", "departement", "siren"))]
    settings = SettingsCreator("dedupe_only", blocking_rules_to_generate_predictions=blocks, comparisons=compared)
    database = DuckDBAPI()
    linker = Linker(database.register(pa.Table.from_pylist(data)), settings)
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("joined", "departement")], recall=0.5)
    training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("joined"))
    training.estimate_parameters_using_expectation_maximisation(block_on(*near[0]))
    predicted = linker.inference.predict(threshold_match_probability=0.001)
    known = [links.KnownMention(one["name"], "", one["entity"]) for one in data]
    for threshold in THRESHOLDS:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predicted, threshold_match_probability=threshold
        ).as_duckdbpyrelation()
        columns = [clusters.columns.index(name) for name in ("unique_id", "cluster_id")]
        found = [(row[columns[0]], str(row[columns[1]])) for row in clusters.fetchall()]
        whole = links.compare(known, found).whole
        print(f"{threshold}: precision {whole.precision or 0:.4f} recall {whole.recall or 0:.4f}")
    print(f"{len(data)} names, {time.process_time() - start:.1f} s of processor time")


if __name__ == "__main__":
    main()
