#!/usr/bin/env bats
# The registry: its table, the user's own lines, names, files of venues.

bats_require_minimum_version 1.5.0
load helper

plans() { jq -r '"\(.venue) \(.year) \(.source)"'; }

@test "every line of the built-in table makes sense" {
	run -0 --separate-stderr cf-scrape --list-venues --json
	[ -z "$stderr" ]
	jq -es 'all(.[]; .type == "venue" and (.venue | test("^[a-z0-9.+-]+$")) and (.ladder | length > 0))' <<<"$output"
	jq -es '[.[] | .venue, .aliases[]] | (length == (unique | length))' <<<"$output"
	jq -es 'all(.[].ladder[]; .first <= (.last // 9999) and (.role | IN("list", "else", "fill")))' <<<"$output"
	# what only adds to a list, or replaces it, needs one
	jq -es 'all(.[]; any(.ladder[]; .role == "list"))' <<<"$output"
}

@test "every host of the table of hosts has a sane rule" {
	run -0 awk -F'\t' '/^#/ || !NF { next }
		NF < 4 || $2 + 0 <= 0 || $2 > 50 || $3 !~ /^[0-9]+$/ || $NF == "" { print "bad: " $0; bad = 1 }
		$1 in seen { print "twice: " $0; bad = 1 } { seen[$1] } END { exit bad }' "$ROOT/tools/hosts.tsv"
}

@test "the list for people, the list for programs" {
	run -0 --separate-stderr cf-scrape --list-venues
	[[ ${lines[0]} == VENUE*SOURCES*YEARS* ]]
	[[ $output =~ neurips\ +neurips\ +1987-\ +nips ]]
	run -0 --separate-stderr cf-scrape --list-venues --json
	[ "$(jq -r 'select(.venue == "icml") | .ladder[] | select(.role == "list" and .first == 2023) | "\(.source) \(.key) \(.count)"' <<<"$output")" = "pmlr 202 1828" ]
}

@test "a venue is one line, as CONTRIBUTING.md shows" {
	line=$(sed -n '/^    ml4h\t/s/^    //p' "$ROOT/CONTRIBUTING.md")
	[ -n "$line" ]
	printf '%s\n' "$line" >"$TMP/my.tsv"
	run -0 --separate-stderr cf-scrape --venues-file "$TMP/my.tsv" --dry-run ML4H 2022
	[ "$output" = '{"type":"plan","venue":"ml4h","year":2022,"source":"pmlr"}' ]
	cp -r "$ROOT/Makefile" "$ROOT/tools" "$TMP"
	printf '%s\n' "$line" >>"$TMP/tools/venues.tsv"
	make -s -C "$TMP" BUILD="$TMP/b" "$TMP/b/tables.c"
	grep -q 'ml4h	2022	list	pmlr	193' "$TMP/b/tables.c"
}

@test "the user's lists win, the user's bulk files come first, the rest stays" {
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' icml 2023 list neurips "example.org/{year}" 7 \
		icml 2024 fill virtual example.org/x '' >"$TMP/my.tsv"
	run -0 --separate-stderr cf-scrape --venues-file "$TMP/my.tsv" --dry-run icml 2023-2025
	[ "$(plans <<<"$output" | head -1)" = "icml 2023 neurips,pmlr,virtual,openreview" ]
	[ "$(plans <<<"$output" | tail -1)" = "icml 2025 pmlr,virtual,openreview" ]
	# CF_VENUES and --venues-file add up; a later line of a rung replaces it
	printf 'mine\t2020\tlist\tpmlr\t1\t5\n' >"$TMP/env.tsv"
	printf 'mine\t2020\tlist\tpmlr\t1\t6\nmine\tyours\talias\n' >"$TMP/more.tsv"
	CF_VENUES=$TMP/env.tsv run -0 cf-scrape --venues-file "$TMP/more.tsv" --list-venues --json
	[ "$(jq -c 'select(.venue == "mine") | [.aliases, [.ladder[].count]]' <<<"$output")" = '[["yours"],[6]]' ]
}

@test "with --source the user's lists win too" {
	printf 'icml\t2022-2024\tlist\tpmlr\t202\t20\n' >"$TMP/more.tsv"
	generate "$TMP/web" icml 2023 20
	run -0 --separate-stderr serve "$TMP/web" -- cf-scrape --venues-file "$TMP/more.tsv" --no-cache --details none -r 1000 -s pmlr icml 2023
	[ "$(jq -r 'select(.type == "done") | "\(.verdict) \(.expected)"' <<<"$output")" = "complete 20" ]
}

@test "a bad line is told with file and line" {
	while IFS='|' read -r line say; do
		printf '# mine\n%b\n' "$line" >"$TMP/my.tsv"
		run -2 --separate-stderr cf-scrape --venues-file "$TMP/my.tsv" --dry-run icml 2023
		[[ $stderr == "cf-scrape: $TMP/my.tsv:2: "*"$say"* ]] || { echo "$stderr"; false; }
	done <<-'END'
		mine\t2020\tlits\tpmlr\t1|role must be
		mine\t20x0\tlist\tpmlr\t1|needs years
		mine\t2020\tlist\tnosuch\t1|unknown source 'nosuch'
		mine\t2020\tlist\tpmlr\t1\tmany|'many' is not a count
	END
	run -2 --separate-stderr cf-scrape --venues-file "$TMP/none.tsv" --dry-run icml 2023
	[[ $stderr == *"cannot open '$TMP/none.tsv' (--venues-file)"* ]]
}

@test "a name that is none: what it may have meant" {
	run -2 --separate-stderr cf-scrape nuerips 2020
	[[ $stderr == *"unknown venue 'nuerips'; did you mean 'neurips'?"* ]]
	run -2 --separate-stderr cf-scrape nothing-like-it 2020
	[[ $stderr == *"--list-venues"* && $stderr != *"did you mean"* ]]
	run -2 --separate-stderr cf-scrape $'evil\e[2Jname' 2020
	[[ $stderr != *$'\e'* ]]
}

@test "a source by the class names of the Python program" {
	run -0 --separate-stderr cf-scrape --scraper PMLRScraper --dry-run icml 2023
	[ "$(plans <<<"$output")" = "icml 2023 pmlr" ]
	for class in NeurIPSScraper OpenReviewScraper OpenReviewScraperV2 ACLAnthologyScraper CVFScraper IJCAIScraper \
		AAAIScraper NaturePortfolioScraper SemanticScholarScraper; do
		run -0 --separate-stderr cf-scrape --scraper "$class" --key x --dry-run anything 2023
	done
	run -2 --separate-stderr cf-scrape --scraper GoogleScholarScraper --dry-run icml 2023
}

@test "a key makes a venue of anything that a source knows" {
	run -0 --separate-stderr cf-scrape -s pmlr --key 999 --dry-run my-workshop 2031
	[ "$(plans <<<"$output")" = "my-workshop 2031 pmlr" ]
	run -2 --separate-stderr cf-scrape --key 999 --dry-run my-workshop 2031
	[[ $stderr == *"say --source too"* ]]
	run -2 --separate-stderr cf-scrape -s pmlr --key 999 --dry-run 'two words' 2031
	generate "$TMP/web" icml 2023 20
	run -0 --separate-stderr serve "$TMP/web" -- cf-scrape --no-cache -r 1000 -s pmlr --key 202 mine 2031
	[ "$(papers <<<"$output" | jq -r '"\(.venue) \(.year)"' | sort | uniq -c | tr -s ' ')" = " 20 mine 2031" ]
	run -0 --separate-stderr cf-parse -s pmlr --key v7 mine 2031 <<-'END'
		- title: A
		  url: https://proceedings.mlr.press/v7/a20a.html
		  author: [{given: A, family: B}]
		  id: a20a
	END
}

@test "files of venues and years: lines and YAML" {
	cat >"$TMP/lines" <<-'END'
		# what we follow
		neurips 2019,2023

		ICML 2022-2023   # as ever
		icml 2023
	END
	cat >"$TMP/yaml" <<-'END'
		# the Python program's
		venues:
		  - name: neurips
		    years: [2019, 2023]
		  - name: ICML
		    years: "2022-2023"
		  - {name: icml, years: 2023}
	END
	for file in lines yaml; do
		run -0 --separate-stderr cf-scrape --dry-run --venue-file "$TMP/$file"
		[ "$(jq -r '"\(.venue) \(.year)"' <<<"$output" | tr '\n' ';')" = "neurips 2019;neurips 2023;icml 2022;icml 2023;" ]
		printf '\xef\xbb\xbf' | cat - "$TMP/$file" >"$TMP/marked"
		[ "$(cf-scrape --dry-run --venue-file "$TMP/marked")" = "$output" ]
	done
	printf -- '---\n' | cat "$TMP/yaml" - >"$TMP/ended"
	[ "$(cf-scrape --dry-run --venue-file "$TMP/ended")" = "$output" ]
	run -0 --separate-stderr cf-scrape --dry-run --venue-file - 2023 <<<$'icml\nnips'
	[ "$(jq -r .venue <<<"$output" | tr '\n' ' ')" = "icml neurips " ]
}

@test "what is wrong with a file of venues" {
	printf 'icml 2023\nnosuch 2023\nicml 2100\nneurips 1980-1987\n' >"$TMP/f"
	run -2 --separate-stderr cf-scrape --dry-run --venue-file "$TMP/f"
	[ "$(jq -r '"\(.venue) \(.year)"' <<<"$output" | tr '\n' ';')" = "icml 2023;neurips 1987;" ]
	[[ $stderr == *"unknown venue 'nosuch'"* && $stderr == *"left out:"*"'neurips' 1986"* ]]
	for text in 'icml' 'icml 20x3' 'venues: 3' $'venues:\n  - years: 2020' $'venues:\n  - name: icml' $'venues:\n - [' ': ]' \
		$'venues:\n  - name: icml\n    years: 2023\n---\nvenues:\n  - name: uai\n    years: 2023'; do
		printf '%s\n' "$text" >"$TMP/f"
		run -2 --separate-stderr cf-scrape --dry-run --venue-file "$TMP/f"
		[ -z "$output" ]
		[[ $stderr == *"$TMP/f"* ]] || { echo "$text: $stderr"; false; }
	done
	run -2 --separate-stderr cf-scrape --dry-run --venue-file "$TMP/nosuch"
	[[ $stderr == *"cannot open '$TMP/nosuch'"* ]]
	run -0 --separate-stderr cf-scrape --dry-run --venue-file /dev/null
	[ -z "$output" ]
}

@test "cf-collect takes a file of venues" {
	generate "$TMP/web" neurips 2023 20
	generate "$TMP/web" icml 2023 10
	printf 'venues:\n  - name: icml\n    years: 2023\n  - name: neurips\n    years: [2023]\n' >"$TMP/venues.yaml"
	run -0 --separate-stderr serve "$TMP/web" -- cf-collect --venue-file "$TMP/venues.yaml" --progress=quiet --no-cache -r 1000
	[ "$(jq -r .venue <<<"$output" | uniq -c | tr -s ' ' | tr '\n' ';')" = " 10 icml; 20 neurips;" ]
	run -0 --separate-stderr serve "$TMP/web" -- cf-collect --venue-file - --years 2023 --progress=quiet --no-cache -r 1000 -n 3 <<<"icml"
	[ "$(jq -r .venue <<<"$output" | wc -l)" -eq 3 ]
	run -2 --separate-stderr cf-collect --venue-file "$TMP/venues.yaml" --venues icml
	run -2 --separate-stderr cf-collect --venue-file "$TMP/nosuch"
}

@test "a list that cannot be had is replaced by the venue's other list" {
	generate "$TMP/web" icml 2023 12
	cat >"$TMP/my.tsv" <<-'END'
		mine	2023	list	neurips	proceedings.mlr.press/paper/{year}
		mine	2023	else	pmlr	202
	END
	run --separate-stderr serve "$TMP/web" -- cf-scrape --venues-file "$TMP/my.tsv" --no-cache -r 1000 mine 2023
	[ "$status" -eq 0 ]
	[ "$(papers <<<"$output" | jq -r .source | sort | uniq -c | tr -s ' ')" = " 12 pmlr" ]
	[ "$(jq -r 'select(.type == "error") | .code' <<<"$output")" = moved ]
	# not when a server is only busy: that passes
	run --separate-stderr serve --fault 'url=proceedings.mlr.press/paper/*,status=503' "$TMP/web" -- \
		cf-scrape --venues-file "$TMP/my.tsv" --no-cache -r 1000 --retries 0 mine 2023
	[ "$status" -eq 75 ]
	[ -z "$(papers <<<"$output")" ]
}

@test "dblp as another list is no reason for a download, but is used when it is here" {
	cat >"$TMP/my.tsv" <<-'END'
		mine	2000	list	neurips	proceedings.mlr.press/paper/{year}
		mine	2000	else	dblp	conf/mine/2000
	END
	generate "$TMP/web" icml 2023 5
	cat >"$TMP/dblp.xml" <<-'END'
		<?xml version="1.0" encoding="ISO-8859-1"?>
		<!DOCTYPE dblp SYSTEM "dblp.dtd">
		<dblp>
		<inproceedings key="conf/mine/A00"><author>Ann Bell 0002</author><title>One.</title><year>2000</year><booktitle>Mine</booktitle><crossref>conf/mine/2000</crossref><url>db/conf/mine/mine2000.html#A00</url></inproceedings>
		</dblp>
	END
	run -1 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- cf-scrape --venues-file "$TMP/my.tsv" -r 1000 mine 2000
	[[ $stderr == *"--source dblp has it too, after a download of 'https://drops.dagstuhl.de/"* ]]
	[ "$(wc -l <"$TMP/log")" -eq 1 ]
	CF_DBLP=$TMP/dblp.xml run -0 --separate-stderr serve "$TMP/web" -- cf-scrape --venues-file "$TMP/my.tsv" -r 1000 mine 2000
	[ "$(papers <<<"$output" | jq -r '"\(.source) \(.title) \(.authors[0].name)"')" = "dblp One Ann Bell" ]
}

@test "a bulk file of a source that wants a key is asked only with one" {
	printf 'icml\t2023\tfill\tsemanticscholar\tInternational Conference on Machine Learning\n' >"$TMP/my.tsv"
	generate "$TMP/web" icml 2023 20
	run -0 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- cf-scrape --venues-file "$TMP/my.tsv" --no-cache -r 1000 icml 2023
	run ! grep -q semanticscholar "$TMP/log"
	S2_API_KEY=abc run --separate-stderr serve --log "$TMP/log2" "$TMP/web" -- cf-scrape --venues-file "$TMP/my.tsv" --no-cache -r 1000 icml 2023
	grep -q api.semanticscholar.org "$TMP/log2"
	run ! grep -q abc "$TMP/log2"
}

@test "pages on other sites than the list's are not fetched" {
	mkdir -p "$TMP/web"
	printf 'file\turl\tcontent_type\nl\thttps://jmlr.org/tmlr/papers/\ttext/html\n' >"$TMP/web/MANIFEST.tsv"
	cat >"$TMP/web/l" <<-'END'
		<html><ul><li class="item"><h4><a class="paper-data-bs-title darkblue" href="https://openreview.net/pdf?id=AbcDef"><b>One</b></a></h4>
		<p><i>Ann Bell</i>, March 2024 <br>[<a href="https://openreview.net/forum?id=AbcDef">openreview</a>] [<a href="https://openreview.net/pdf?id=AbcDef">pdf</a>]</p></li></ul></html>
	END
	run -0 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- cf-scrape -s jmlr --key tmlr --no-cache -r 1000 tmlr 2024
	[ "$(papers <<<"$output" | jq -r .url)" = "https://openreview.net/forum?id=AbcDef" ]
	[ "$(wc -l <"$TMP/log")" -eq 1 ]
}
