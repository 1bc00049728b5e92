#!/usr/bin/env bats
# cf-parse: a source as a filter.

bats_require_minimum_version 1.5.0
load helper

@test "a saved list page in, its papers out" {
	generate "$TMP/web" neurips 2023 30
	page=$(awk -F'\t' '$2 ~ /paper_files\/paper\/2023$/ { print $1 }' "$TMP/web/MANIFEST.tsv")
	run -0 --separate-stderr cf-parse -s neurips neurips 2023 <"$TMP/web/$page"
	[ "$(papers <<<"$output" | wc -l)" -eq 30 ]
	[ "$(papers <<<"$output" | jq -r .position | tail -1)" -eq 30 ]
	papers <<<"$output" | jq -es 'all(.[]; .url | startswith("https://proceedings.neurips.cc/"))'
}

@test "the venue need not be in the registry when the URL says what it is" {
	generate "$TMP/web" icml 2023 20
	page=$(awk -F'\t' '$2 ~ /citeproc/ { print $1 }' "$TMP/web/MANIFEST.tsv")
	run -0 --separate-stderr cf-parse -s pmlr --url https://proceedings.mlr.press/v999/assets/bib/citeproc.yaml mine 2031 <"$TMP/web/$page"
	[ "$(papers <<<"$output" | wc -l)" -eq 20 ]
	[ "$(papers <<<"$output" | jq -r '"\(.venue) \(.year)"' | sort -u)" = "mine 2031" ]
}

@test "further requests come out as records" {
	run -0 --separate-stderr cf-parse -s neurips --url https://proceedings.neurips.cc/paper_files/paper/2025 neurips 2025 <<-'END'
		<h1 class="book-title">Advances</h1>
		<p class="book-see-also">See also: <a href="/paper_files/paper/2025/vol38-main-conference">Main</a></p>
		<span class="paper-count">1 papers</span><ul class="paper-list">
		<li class="creative_ai_track" data-track="creative_ai_track"><a title="paper title" href="/paper_files/paper/2025/hash/000f947dcaff8fbffcc3f53a1314f358-Abstract-Creative_AI_Track.html">T</a></li></ul>
	END
	[ "$(jq -r 'select(.type == "request") | "\(.purpose) \(.url)"' <<<"$output")" = \
		"list https://proceedings.neurips.cc/paper_files/paper/2025/vol38-main-conference" ]
	[ "$(papers <<<"$output" | jq -r .track)" = creative-ai ]
}

@test "what is no page of the source fails and says so" {
	run -1 --separate-stderr cf-parse -s neurips neurips 2023 <<<'<p>hello</p>'
	[ -z "$output" ] && [[ $stderr == cf-parse:* ]]
	run ! --separate-stderr cf-parse -s openreview iclr 2024 <<<'{"notes":['
	run -2 --separate-stderr cf-parse -s nosuch neurips 2023 </dev/null
	run -2 --separate-stderr cf-parse neurips 2023 </dev/null
	run -2 --separate-stderr cf-parse -s neurips neurips 20x3 </dev/null
}

@test "corpus: every page against what is known to be on it" {
	need_corpus
	run "$ROOT/tests/fidelity/run" -b "${CF_BUILD:-$ROOT/build}" "$CORPUS" "$TMP/table"
	[ "$status" -eq 0 ] || { grep -A3 '^\*\*' <<<"$output"; false; }
	[ "$(grep -c '^|' "$TMP/table")" -gt 60 ]
}
