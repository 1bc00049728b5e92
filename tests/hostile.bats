#!/usr/bin/env bats
# Hostile input, where no other file has it: text that would drive a terminal,
# on every way that leads to one; streams and files of users without an end,
# with NUL bytes, with too much of all. Bodies, redirects and names in the cache
# are in fetch.bats, robots.bats and the unit tests.

bats_require_minimum_version 1.5.0
load helper

# escape sequences (OSC, CSI, C1 as bytes and as characters) and marks that turn
# the direction of text, as bytes and as JSON has them
EVIL=$'x\e]0;evil\a\e[2Jy\xc2\x9b\xe2\x80\xae\xe2\x81\xa6z'
JSON='x\u001b]0;evil\u0007\u001b[2Jy\u009b\u202e\u2066z'

# tame FILE...: nothing in them drives a terminal; LF and TAB may be there
tame() {
	run ! grep -aPl '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]' "$@"
}

# a page with the given body at an address, in a mirror of its own
page() { # URL TYPE BODY
	mkdir -p "$TMP/web"
	[ -e "$TMP/web/MANIFEST.tsv" ] || printf 'file\turl\tstatus\tcontent_type\n' >"$TMP/web/MANIFEST.tsv"
	local n
	n=$(wc -l <"$TMP/web/MANIFEST.tsv")
	printf '%s' "$3" >"$TMP/web/$n"
	printf '%s\t%s\t200\t%s\n' "$n" "$1" "$2" >>"$TMP/web/MANIFEST.tsv"
}

# records of a venue-year whose every text is hostile
stream() {
	# shellcheck disable=SC1010 # a word, not the end of a loop
	printf '{"type":"%s","venue":"a%s","year":2020%s}\n' \
		plan "$JSON" ',"order":0,"source":"'"$JSON"'"' \
		start "$JSON" ',"source":"'"$JSON"'","worker":"h'"$JSON"':1","attempt":1,"time":"'"$JSON"'"' \
		error "$JSON" ',"code":"c'"$JSON"'","message":"m'"$JSON"'","url":"https://'"$JSON"'/","fatal":true' \
		paper "$JSON" ',"id":"i'"$JSON"'","title":"'"$JSON"'","source":"'"$JSON"'","authors":[{"name":"'"$JSON"'"}]' \
		done "$JSON" ',"verdict":"failed","expected":4,"papers":1,"hosts":{"h'"$JSON"'":{"requests":1,"wait_net_ms":9}}'
	printf '{"%s\n' "$EVIL"
}

# --- terminals ------------------------------------------------------------------

@test "cf-merge: venues, codes, messages, names of files" {
	stream >"$TMP/in"
	cp "$TMP/in" "$TMP/in$EVIL"
	{
		cf-merge -v "$TMP/in" "$TMP/in$EVIL" "$TMP/none$EVIL" || true
		cf-merge -o "$TMP/none$EVIL/out" "$TMP/in" || true
	} 2>"$TMP/err" >/dev/null
	[ "$(grep -c evil "$TMP/err")" -ge 4 ] || { cat -v "$TMP/err"; false; }
	tame "$TMP/err"
}

@test "cf-progress: lines, JSON, and bars on a terminal" {
	stream >"$TMP/in"
	for mode in plain json; do
		cf-progress --progress=$mode <"$TMP/in" >/dev/null 2>"$TMP/err-$mode"
		grep -q evil "$TMP/err-$mode"
	done
	tame "$TMP/err-plain" "$TMP/err-json"
	need tmux
	# what a terminal has got: its title is as it was, and the text stands there
	tmux -L "cf-$$" -f /dev/null new-session -d -x 100 -y 20 \
		"cat '$TMP/in' | cf-progress --progress=tty >/dev/null; echo over; sleep 60"
	done_there() { tmux -L "cf-$$" capture-pane -p >"$TMP/pane" && grep -q '^over' "$TMP/pane"; }
	wait_for done_there
	title=$(tmux -L "cf-$$" display-message -p '#{pane_title}')
	tmux -L "cf-$$" kill-server
	[[ $title != *evil* ]]
	grep -q 'ax' "$TMP/pane"
	tame "$TMP/pane"
}

@test "cf-scrape: a title, a place to go, a header, a message of a server" {
	LIST=https://proceedings.neurips.cc/paper_files/paper/2023
	page "$LIST" text/html "<title>$EVIL</title><span class=\"paper-count\">2 papers</span><ul class=\"paper-list\"><li class=\"conference\" data-track=\"conference\"><a title=\"paper title\" href=\"/paper_files/paper/2023/hash/000f947dcaff8fbffcc3f53a1314f358-Abstract-Conference.html\">A $EVIL</a></li></ul>"
	run --separate-stderr serve --fault "url=*/paper/2023,header=X-Evil: $EVIL" --fault "url=*/hash/*,status=302,header=Location: /$EVIL" "$TMP/web" -- cf-scrape -vvv -s neurips --details all -r 1000 neurips 2023
	printf '%s\n%s\n' "$output" "$stderr" | sed 's/\r$//' >"$TMP/said"
	grep -q 'evil.*X-Evil\|X-Evil.*evil\|x-evil.*evil' "$TMP/said" || { cat -v "$TMP/said"; false; }
	grep -q '"title":"A x .*evil' "$TMP/said"
	tame "$TMP/said"
	# kept in the cache under a name that is as tame, and listed so
	cf-cache -v list >"$TMP/list" 2>&1
	cf-cache -v prune --max-size 0 >>"$TMP/list" 2>&1
	tame "$TMP/list"
}

@test "cf-scrape: the words of its own command line and files come back tame" {
	mkdir "$TMP/d$EVIL"
	printf 'e%s\t2020\tlist\tpmlr\tv%s\n' "$EVIL" "$EVIL" >"$TMP/d$EVIL/venues.tsv"
	printf '%s 2020\n' "$EVIL" >"$TMP/wanted$EVIL"
	printf 'e\t2020\tnone\t%s\n' "$EVIL" >"$TMP/bad$EVIL"
	{
		cf-scrape --venues-file "$TMP/d$EVIL/venues.tsv" --list-venues
		cf-scrape --venues-file "$TMP/d$EVIL/venues.tsv" --list-venues --json
		cf-scrape --venues-file "$TMP/d$EVIL/venues.tsv" --offline "e$EVIL" 2020
		cf-scrape --venues-file "$TMP/bad$EVIL" neurips 2020
		cf-scrape --venue-file "$TMP/wanted$EVIL" --offline
		cf-scrape -s "$EVIL" neurips 2020
		cf-scrape "$EVIL" 2020
		cf-scrape neurips "$EVIL"
		cf-scrape --cache "/dev/null/$EVIL" neurips 2020
		cf-scrape --rate "$EVIL" neurips 2020
		CF_CONNECT_TO="::$EVIL:1" cf-scrape --retries 0 neurips 2020
		cf-parse -s "$EVIL" neurips 2020
		cf-estimate "$EVIL" 2020
		cf-cache --cache "/$EVIL" list
		cf-cache "$EVIL"
	} >"$TMP/said" 2>&1 </dev/null || true
	[ "$(grep -c evil "$TMP/said")" -ge 15 ]
	tame "$TMP/said"
}

@test "cf-parse: a page's problems come out tame" {
	{
		cf-parse -s neurips neurips 2023 <<<"<title>Just a moment... $EVIL</title><p>$EVIL" || true
		cf-parse -s openreview --url 'https://api2.openreview.net/notes?x' iclr 2024 <<<"{\"name\":\"$JSON\",\"message\":\"$JSON\"}" || true
		cf-parse -s pmlr --url https://proceedings.mlr.press/v1/assets/bib/citeproc.yaml icml 2023 <<<"- title: [evil$EVIL
			  x: *y" || true
	} 2>"$TMP/err" >/dev/null
	[ "$(grep -c evil "$TMP/err")" -ge 2 ] || { cat -v "$TMP/err"; false; }
	tame "$TMP/err"
}

# --- streams and files without an end ---------------------------------------------

@test "a line of a stream without an end costs a bounded memory, and itself" {
	{
		echo '{"type":"paper","venue":"a","year":2020,"id":"1","title":"One","source":"s"}'
		head -c 100000000 /dev/zero | tr '\0' '['
		printf '\n{"type":"paper","venue":"a","year":2020,"id":"2","title":"Two","source":"s"}\n'
		head -c 1000000 /dev/zero
		printf '\n{"type":"paper","venue":"a","year":2020,"id":"3","title":"\0","source":"s"}\n'
	} >"$TMP/in"
	run -1 --separate-stderr bash -c 'cf-merge <"$TMP/in"'
	[ "$(jq -r .id <<<"$output" | paste -sd' ')" = "1 2" ]
	[[ $stderr == *"line 2 is too long"*"line 4 is not"*"line 5 is not"* ]] || { echo "$stderr"; false; }
	[[ ${CF_BIN-} == *address* ]] || bash -c 'ulimit -v 400000; cf-merge -q <"$TMP/in" >/dev/null' || [ $? -eq 1 ]
	# cf-progress passes all of it on, and counts what it can read
	cf-progress --progress=plain <"$TMP/in" >"$TMP/out" 2>"$TMP/err"
	cmp "$TMP/in" "$TMP/out"
	[[ ${CF_BIN-} == *address* ]] || bash -c 'ulimit -v 200000; cf-progress --progress=quiet <"$TMP/in" >/dev/null'
}

@test "a line of one byte more than 64 MB is too long, one of 64 MB is not" {
	line() { # BYTES
		printf '{"type":"paper","venue":"a","year":2020,"id":"1","source":"s","title":"T","x":"'
		head -c $(($1 - 81)) /dev/zero | tr '\0' x
		printf '"}\n'
	}
	[ "$(line 200 | wc -c)" -eq 201 ]
	line 67108864 >"$TMP/in"
	run ! grep -q 'too long' <(cf-merge "$TMP/in" 2>&1 >/dev/null)
	line 67108865 >"$TMP/in"
	grep -q 'line 1 is too long' <(cf-merge "$TMP/in" 2>&1 >/dev/null)
}

@test "a user's registry: no end, NUL bytes, long lines, too many of them" {
	registry() { # SAYS FILE
		run -2 --separate-stderr timeout 60 cf-scrape --venues-file "$2" --dry-run v1 2020
		[[ $stderr == "cf-scrape: $2:"*"$1"* ]] || { echo "$stderr"; false; }
	}
	registry "1: a line of more than 4096 bytes, or with a NUL byte" /dev/zero
	printf 'v1\t2020\tlist\tpmlr\tv1\nv2\t2020\tlist\0\tpmlr\tv2\nv3' >"$TMP/nul"
	registry "2: a line of more than 4096 bytes, or with a NUL byte" "$TMP/nul"
	{
		printf 'v1\t2020\tlist\tpmlr\t'
		head -c 4096 /dev/zero | tr '\0' k
		echo
	} >"$TMP/long"
	registry "1: a line of more than 4096 bytes" "$TMP/long"
	seq 1000000 | awk '{ printf "v%d\t2020\tlist\tpmlr\tv%d\n", $1, $1 }' >"$TMP/many"
	registry "more than 20000 entries of venues" "$TMP/many"
	head -n 10000 "$TMP/many" >"$TMP/some"
	run -0 timeout 60 cf-scrape --venues-file "$TMP/some" --dry-run v9999 2020
	run -2 --separate-stderr cf-scrape --venues-file "$TMP" --dry-run v1 2020
	[[ $stderr == *"cannot read '$TMP': Is a directory"* ]]
	printf 'v\xff\xc3\x28\t2020\tlist\tpmlr\tv\xff\n' >"$TMP/utf8"
	run -0 --separate-stderr cf-scrape --venues-file "$TMP/utf8" --dry-run $'v\xff\xc3\x28' 2020
	jq -e . <<<"$output" >/dev/null
	iconv -f UTF-8 -t UTF-8 <<<"$output" >/dev/null
}

@test "a file of wanted venues: no end, NUL bytes, too many of them" {
	run -2 --separate-stderr timeout 60 cf-scrape --venue-file /dev/zero --dry-run 2020
	[[ $stderr == *"'/dev/zero' is larger than 1048576 bytes"* ]]
	run -2 --separate-stderr timeout 60 bash -c 'yes "icml 2020" | cf-scrape --venue-file - --dry-run 2020'
	[[ $stderr == *"is larger than 1048576 bytes"* ]]
	printf 'icml 2020\n\0\nneurips 2020\n' >"$TMP/nul"
	run -2 --separate-stderr cf-scrape --venue-file "$TMP/nul" --dry-run
	[[ $stderr == *"'$TMP/nul' is no text: it has a NUL byte"* ]]
	for n in 200 201; do # of 100 years
		seq "$n" | awk '{ printf "w%d\t1900-1999\tlist\tpmlr\tv1\n", $1 }' >"$TMP/registry"
		seq "$n" | awk '{ printf "w%d 1900-1999\n", $1 }' >"$TMP/wanted"
		run --separate-stderr timeout 100 cf-scrape --venues-file "$TMP/registry" --dry-run --venue-file "$TMP/wanted"
		if [ "$n" -eq 200 ]; then
			[ "$status" -eq 0 ] && [ "${#lines[@]}" -eq 20000 ]
		else
			[ "$status" -eq 2 ] && [[ $stderr == *"more than 20000 venue-years: divide them into several runs"* ]]
		fi
	done
}

# --- too much of a site --------------------------------------------------------------

@test "a page that leads to too many others: as many as allowed, a bounded memory, and an end" {
	LIST=https://proceedings.neurips.cc/paper_files/paper/2023
	page "$LIST" text/html ''
	{
		printf '<h1 class="book-title">A</h1><p class="book-see-also">See also:'
		seq 200001 | awk '{ printf "<a href=\"/paper_files/paper/2023/vol%d-x\">M</a>\n", $1 }'
		printf '</p><span class="paper-count">1 papers</span><ul class="paper-list"><li class="conference" data-track="conference"><a title="paper title" href="/paper_files/paper/2023/hash/000f947dcaff8fbffcc3f53a1314f358-Abstract-Conference.html">T</a></li></ul>'
	} >"$TMP/web/1"
	run -3 --separate-stderr serve --log "$TMP/log" "$TMP/web" -- cf-scrape -q --no-cache -s neurips --details none -r 100000 neurips 2023
	[ "$(papers <<<"$output" | jq -r .title)" = T ]
	[ "$(jq -r 'select(.type == "error").code' <<<"$output" | sort | uniq -c | tr -s ' ' | paste -sd,)" = \
		" 1 failed, 2000 moved, 2 too-many-requests" ] # of 200000 with the list
	[[ $output == *"2000 answers in a row brought no paper: the list has no end"* ]]
	[ "$(wc -l <"$TMP/log")" -eq 2001 ]
	! native || [ "$(jq 'select(.type == "done").rss_kb' <<<"$output")" -lt 200000 ]
}

@test "a list of more than a million papers is cut, and called incomplete" {
	natively "too slow with the sanitizer"
	page https://neurips.cc/static/virtual/data/neurips-2023-orals-posters.json application/json ''
	{
		printf '{"count":1000001,"results":['
		seq 1000001 | awk '{ printf "%s{\"id\":%d,\"uid\":\"%x\",\"name\":\"T%d\"}", (NR > 1 ? "," : ""), $1, $1, $1 }'
		printf ']}'
	} >"$TMP/web/1"
	# shellcheck disable=SC2016
	run -3 --separate-stderr serve "$TMP/web" -- bash -c 'cf-scrape --no-cache -s virtual -r 1000 neurips 2023 | grep -v "\"paper\""; exit "${PIPESTATUS[0]}"'
	[ "$(jq -r 'select(.type == "done") | "\(.verdict) \(.papers)"' <<<"$output")" = "incomplete 1000000" ]
	[[ $stderr == *"neurips 2023: incomplete: 1000000 papers, the list was not read to its end"* ]]
	[[ $stderr == *"the list has more than 1000000 papers: the rest is left out"* ]]
}

@test "an abstract of marks upon one letter costs no minutes" {
	generate "$TMP/web" neurips 2023 1
	page=$(awk -F'\t' '$2 ~ /\/hash\// { print $2; exit }' "$TMP/web/MANIFEST.tsv")
	{
		printf '<h4>Abstract</h4><p class="paper-abstract">Z'
		awk 'BEGIN { for (i = 0; i < 60000; i++) printf "\314\201"; for (i = 0; i < 60000; i++) printf "\314\243" }'
		printf ' end of it, which is a word.</p>'
	} >"$TMP/marks"
	awk -v m="$TMP/marks" '/paper-abstract/ { getline x <m; print x; next } { print }' \
		"$TMP/web/$(awk -F'\t' -v p="$page" '$2 == p { print $1 }' "$TMP/web/MANIFEST.tsv")" >"$TMP/page"
	run -0 --separate-stderr timeout 10 cf-parse -s neurips --url "$page" neurips 2023 <"$TMP/page"
	[[ $(jq -r .abstract <<<"$output") == *"end of it"* ]]
}

@test "a link of a list whose query looks like another kind of address" {
	run -0 --separate-stderr cf-parse -s neurips neurips 2019 <<<'<li><a href="/paper/1-slug?x=/hash/">T</a></li>'
	[ "$(jq -r .pdf_url <<<"$output")" = "https://proceedings.neurips.cc/paper/1-slug.pdf" ]
	run -0 --separate-stderr cf-parse -s neurips neurips 2019 <<<'<li><a href="/paper/1-slug?x=/hash/-Abstract">T</a></li>'
	[ "$(jq -r .pdf_url <<<"$output")" = "https://proceedings.neurips.cc/paper/1-slug.pdf" ]
}

@test "a page of a paper without a tag" {
	run -0 --separate-stderr cf-parse -s ijcai -u https://www.ijcai.org/Abstract/16/040 ijcai 2016 <<<'Title of a paper / 229'
	[ "$(jq -r '"\(.title), \(.pages)"' <<<"$output")" = "Title of a paper, 229" ]
}

@test "a reference that a link divides" {
	for text in '&CounterClockwise<a href="/Proceedings/16/Papers/001.pdf">Contour</a>Integral;' \
		'<a href="/Proceedings/16/Papers/001.pdf">&CounterClockwise<a href="/Proceedings/16/Papers/002.pdf">Contour</a>Integral;'; do
		run -0 --separate-stderr cf-parse -s ijcai ijcai 2016 <<<"<p>$text</p>"
		[ "$(jq -r .title <<<"$output")" = "∳" ]
	done
}

@test "bytes that are nothing in the encoding of the document are a fault, in words of ours" {
	# ASCII, by a name for which iconv(3) loads nothing
	printf '<?xml version="1.0" encoding="ANSI_X3.4-1968"?><collection id="W05"><volume id="6"><paper id="7"><title>S\377\377 One</title><url>W05-0607</url></paper></volume></collection>' >"$TMP/page"
	run --separate-stderr cf-parse -s acl --key W05 acl 2005 <"$TMP/page"
	echo "$output" "$stderr"
	[ "$status" -ne 0 ]
	run ! grep -v '^cf-parse: ' <<<"$stderr"
}

@test "a link on the line of a DOI, and the title on the next" {
	run -0 --separate-stderr cf-parse -s ijcai ijcai 2016 \
		<<<'<p><a href="/Proceedings/16/Papers/001.pdf">Games</a> / 48 doi:<br>More of Them, and of Us</p>'
	[ "$(jq -r .title <<<"$output")" = "More of Them, and of Us" ]
}

@test "what a page says piece by piece takes its own memory, not its square" {
	natively "an address space of a bounded size"
	{
		printf '<h4 id="1"><b>T</b></h4><p><i>A B</i></p><p>%0500000d</p>' 0
		yes '<p>y' | head -n 3000
		printf '</div>'
	} >"$TMP/facct"
	{
		printf '<article class="node-paper"><h2><a href="/conference/nsdi23/presentation/one">One</a></h2>'
		printf '<div class="field-name-field-paper-people-text"><p>A One</p><p>Award %0500000d</p>' 0
		seq -f '<p>Award %g</p>' 2000
		printf '</div></article>'
	} >"$TMP/usenix"
	run -0 --separate-stderr bash -c 'ulimit -v 400000; cf-parse -s facct facct 2022 <"$1/facct"' - "$TMP"
	[ "$(jq '.abstract | length' <<<"$output")" = 506000 ]
	run -0 --separate-stderr bash -c 'ulimit -v 400000; cf-parse -s usenix --key nsdi23 nsdi 2023 <"$1/usenix"' - "$TMP"
	[ "$(jq -r .title <<<"$output")" = One ]
}

@test "one place of ten thousand authors is kept once; a record beyond all bounds is named" {
	natively "an address space of a bounded size"
	{
		printf '<article class="node-paper"><h2><a href="/conference/nsdi23/presentation/one">One</a></h2>'
		printf '<div class="field-name-field-paper-people-text"><p>'
		yes 'Ax,' | head -n 10000
		printf '<em>%0100000d</em></p></div></article>' 0
	} >"$TMP/page"
	run -1 --separate-stderr bash -c 'ulimit -v 400000; cf-parse -s usenix --key nsdi23 nsdi 2023 <"$1/page"' - "$TMP"
	[ "$(jq -r .code <<<"$output")" = too-long ]
	[[ $stderr == *"too-long: usenix:nsdi23/one"* ]]
}

@test "comments of a title that never end cost no minutes" {
	for mark in '<!--' '<?' '<![CDATA['; do
		printf '{"meta":{"count":1},"results":[{"id":"https://openalex.org/W1","title":"T %s"}]}' \
			"$(yes "$mark" | head -n 90000 | tr -d '\n')" >"$TMP/answer"
		run -0 --separate-stderr timeout 10 cf-parse -s openalex -u https://api.openalex.org/works x 2023 <"$TMP/answer"
		[[ $(jq -r .title <<<"$output") == "T <"* ]]
	done
}

@test "an address that is full of arXiv's costs no minutes" {
	printf '{"meta":{"count":1},"results":[{"id":"https://openalex.org/W1","title":"T","primary_location":{"landing_page_url":"%s"}}]}' \
		"$(yes 'arxiv.org/abs/ ' | head -n 60000 | tr -d '\n')" >"$TMP/answer"
	run -0 --separate-stderr timeout 10 cf-parse -s openalex -u https://api.openalex.org/works x 2023 <"$TMP/answer"
	[ "$(jq -r .title <<<"$output")" = T ]
}

@test "an entry of BibTeX without end costs no minutes" {
	{
		printf '@a{'
		head -c 8400000 /dev/zero | tr '\0' a
		head -c 4000 /dev/zero | tr '\0' '{'
	} >"$TMP/bib"
	run -75 --separate-stderr timeout 10 cf-parse -s pmlr --key v5 x 2009 <"$TMP/bib"
}

@test "a record with very many relations costs no minutes" {
	{
		printf '<OAI-PMH><ListRecords><record><header><identifier>oai:x:article/1</identifier></header><metadata><dc><title>T</title>'
		yes '<relation>x</relation>' | head -n 90000
		printf '</dc></metadata></record></ListRecords></OAI-PMH>'
	} >"$TMP/answer"
	run -0 --separate-stderr timeout 10 cf-parse -s ojs -u https://ojs.aaai.org/index.php/AAAI/oai x 2023 <"$TMP/answer"
	[ "$(jq -r .title <<<"$output")" = T ]
}

@test "links and semicolons of a list without end cost no minutes" {
	{
		printf '<ul><li><a href="https://arxiv.org/abs/1301.00001">%0900000d</a>' 0
		yes '<a href="//arxiv.org/abs/1301.00001"></a>' | head -n 20000
	} >"$TMP/iclr"
	run --separate-stderr timeout 10 cf-parse -s iclr-archive iclr 2013 <"$TMP/iclr"
	[ "$status" -eq 1 ]
	[ "$(jq -r 'select(.type == "paper").arxiv' <<<"$output")" = 1301.00001 ]
	{
		printf '<h2>Volume 5</h2><dt>T</dt><dd>A B'
		head -c 3000000 /dev/zero | tr '\0' ';'
		printf ' 5(Jan):1--9, 2004 [<a href="/papers/volume5/x/x.pdf">pdf</a>]</dd>'
	} >"$TMP/jmlr"
	run --separate-stderr timeout 10 cf-parse -s jmlr jmlr 2004 <"$TMP/jmlr"
	[ "$status" -le 1 ]
	[ "$(jq -r 'select(.type == "paper").pages' <<<"$output")" = 1-9 ]
}

@test "the last paragraph of a page whose ends are left out" {
	run -0 --separate-stderr cf-parse -s facct facct 2022 <<<'<h4 id=1><b>T</b></h4><p><i>A One</i><p>An abstract.</body></html>'
	[ "$(jq -r .abstract <<<"$output")" = "An abstract." ]
}

@test "escapes in the name of a venue reach no terminal, however JSON writes them" {
	for type in start error 'done'; do
		printf '{"type":"%s","venue":"e\\u001b]0;x\\u0007\\u202e\\n\\u009b31mz","year":2023,"code":"x","message":"m","verdict":"failed"}\n' "$type"
	done >"$TMP/in"
	for mode in plain json; do
		cf-progress -v -p "$mode" --metrics "$TMP/metrics" <"$TMP/in" 2>"$TMP/err" >"$TMP/out"
		grep -q 2023 "$TMP/err"
		LC_ALL=C run ! grep -P '[\x00-\x08\x0b-\x1f\x7f]' "$TMP/err" "$TMP/metrics"
		LC_ALL=C run ! grep -P '\xc2[\x80-\x9f]|\xe2\x80\xae' "$TMP/err"
	done
}
