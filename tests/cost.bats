#!/usr/bin/env bats
# What a hostile page, file or stream costs: no more than a plain one of its
# size. Each of these took from half a minute to hours, or gigabytes.

bats_require_minimum_version 1.5.0
load helper

# cheap COMMAND...: in 10 s of processor time and 400 MB
cheap() { (ulimit -v 400000 -t 10 && "$@"); }

# times N TEXT: so many of them
times() { awk -v n="$1" -v s="$2" 'BEGIN { while (n--) printf "%s", s }'; }

setup() { natively "measures time and memory"; }

@test "HTML: tags around a NUL are read once" {
	for _ in 1 2 3 4 5 6 7 8; do
		times 7200 '<a b=""c '
		printf '\0>'
	done >"$TMP/page"
	run -1 cheap cf-parse -s neurips neurips 2023 <"$TMP/page"
}

@test "a million authors on one paper" {
	{
		printf '<ul class=paper-list><li><a title="paper title" href="/paper_files/paper/2023/hash/0123456789abcdef0123456789abcdef-Abstract-Conference.html">T</a><i>'
		times 1000000 'A,'
		printf '</i></li></ul>'
	} >"$TMP/page"
	cheap cf-parse -s neurips neurips 2023 <"$TMP/page" >"$TMP/out"
	[ "$(jq '.authors | length' "$TMP/out")" -eq 10000 ]
}

@test "ten thousand affiliations of one author: a hundred are kept" {
	{
		printf '{"meta":{"count":1},"results":[{"id":"https://openalex.org/W1","title":"T","publication_year":2024,"authorships":[{"author":{"display_name":"A"},"raw_affiliation_strings":["A"'
		seq -f ',"A%.0f"' 9999
		printf ']}]}]}'
	} >"$TMP/page"
	cheap cf-parse -s openalex --url 'https://api.openalex.org/works?x' --key x nature 2024 <"$TMP/page" >"$TMP/out"
	[ "$(jq 'select(.type == "paper").authors[0].affiliations | length' "$TMP/out")" -eq 100 ]
}

@test "YAML: anchors of a list, nesting and anchors of a file of venues" {
	{
		printf -- '- title: x\n  z:\n'
		seq -f '  - &a%.0f x' 110000
		printf -- '- title: Good\n  id: good\n'
	} >"$TMP/page"
	run -1 --separate-stderr cheap cf-parse -s pmlr --url https://raw.githubusercontent.com/mlresearch/v202/gh-pages/assets/bib/citeproc.yaml --key 202 x 2020 <"$TMP/page"
	[[ $stderr$output == *'too many anchors'* ]]
	{
		printf 'venues: '
		times 500000 '['
	} >"$TMP/venues.yaml"
	run -2 --separate-stderr cheap cf-scrape --dry-run --venue-file "$TMP/venues.yaml"
	[[ $stderr == *'too deep a nesting'* ]]
}

@test "merge: copies of a paper that says much" {
	{
		printf '{"type":"paper","venue":"v","year":2024,"id":"a:1","title":"T","doi":"10.1/x","source":"s","authors":[{"name":"X","p":[1'
		times 4000000 ',1'
		printf ']}]}\n'
		seq -f '{"type":"paper","venue":"v","year":2024,"id":"a:1","authors":[{"name":"X","k":%.0f}]}' 20000
	} >"$TMP/a"
	cheap cf-merge "$TMP/a" >/dev/null
	{
		printf '{"type":"paper","venue":"v","year":2024,"id":"a:1","title":"T","doi":"10.1/x","source":"s","ids":{'
		times 8000000 ' '
		printf '"a":"b"}}\n'
		seq -f '{"type":"paper","venue":"v","year":2024,"id":"a:1","ids":{"k%.0f":"x"}}' 20000
	} >"$TMP/b"
	cheap cf-merge "$TMP/b" | jq -e '.ids | length == 20001'
}

@test "a title that goes on for ever, bold type in an abstract" {
	{
		printf '<html><p><a href="/Proceedings/03/Papers/001.pdf">First of all</a></p>'
		times 20000 '<p><a href="/Proceedings/03/Papers/003.pdf">Where is it going?</a></p>'
	} >"$TMP/page"
	cheap cf-parse -s ijcai --url https://www.ijcai.org/proceedings/2003/ --key 2003 x 2003 <"$TMP/page" >/dev/null
	{
		printf '<h3>T</h3><i>A B</i><p><b>Abstract:</b></p><p>'
		times 200000 '<b>grasp'
	} >"$TMP/page"
	cheap cf-parse -s rss --url https://www.roboticsproceedings.org/rss19/p001.html x 2023 <"$TMP/page" >/dev/null
}

@test "a paper listed twice with other authors" {
	mkdir "$TMP/web"
	printf 'file\turl\tstatus\tcontent_type\nlist\thttps://proceedings.neurips.cc/paper_files/paper/2023\t200\ttext/html\n' >"$TMP/web/MANIFEST.tsv"
	awk '
	function li(k, title, authors) {
		printf "<li><a title=\"paper title\" href=\"/paper_files/paper/2023/hash/%032x-Abstract-Conference.html\">", k
		print title "</a> <span class=\"paper-authors\">" authors "</span></li>"
	}
	function people(c, n,    s, i) {
		for (i = 0; i < n; i++)
			s = s c i " " pad ", "
		return s
	}
	BEGIN {
		for (pad = "x"; length(pad) < 300;)
			pad = pad pad
		print "<h4 class=\"book-title\">x</h4><ul class=\"paper-list\">"
		li(1, "T", people("A", 8000))
		li(2, "T 2", "A")
		li(1, "T", people("B", 8000))
		print "</ul>"
	}' >"$TMP/web/list"
	run -3 serve "$TMP/web" -- bash -c 'ulimit -t 10; cf-scrape neurips 2023'
}
