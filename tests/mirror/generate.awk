# generate.awk - writes the sites of one venue-year below the current folder.
#
# Environment: VENUE, YEAR, N, BYTES (of an abstract), REGISTRY (venues.tsv).
# Writes the sites' files, and new.manifest and new.venues, which generate joins
# with what stands there.

function fail(text) {
	print "generate: " text >"/dev/stderr"
	exit 2
}

function emit(file, url, type) {
	print file "\t" url "\t" type "\t" venue " " year >"new.manifest"
}

function holds(years,   part) {
	split(years, part, "-")
	return years ~ /^[0-9]+$/ ? years == year : \
		years ~ /^[0-9]+-$/ ? year >= part[1] : \
		years ~ /^[0-9]+-[0-9]+$/ ? year >= part[1] && year <= part[2] : 0
}

function read_registry(   line, f) {
	while ((getline line < ENVIRON["REGISTRY"]) > 0) {
		split(line, f, "\t")
		if (f[1] != venue || !holds(f[2]))
			continue
		if (f[3] == "list") {
			lists++
			source[lists] = f[4]
			literal[lists] = f[5]
		} else if (f[3] == "fill" && f[4] == "virtual") {
			fill = f[5]
		}
	}
	close(ENVIRON["REGISTRY"])
	if (!lists)
		fail("the registry has no list for '" venue " " year "'")
}

function write_list(l, from, to,   key) {
	key = literal[l]
	gsub(/[{]year[}]/, year, key)
	if (source[l] == "neurips")
		neurips(key, from, to)
	else if (source[l] == "pmlr")
		pmlr(key, from, to)
	else if (source[l] == "openreview" && key !~ /^v1:/)
		openreview(key, from, to)
	else if (source[l] == "openreview" && key ~ /^v1:ICLR.cc\/20(1[7-9]|2[0-3])\//)
		openreview_v1(key, from, to)
	else
		fail("cannot make up source '" source[l] "' with key '" key "'")
	print venue "\t" year "\tlist\t" source[l] "\t" literal[l] "\t" to - from + 1 "\tmade up" >"new.venues"
}

BEGIN {
	venue = ENVIRON["VENUE"]
	year = ENVIRON["YEAR"] + 0
	papers = ENVIRON["N"] + 0
	read_registry()
	# A further list of the same year takes a tenth of the papers.
	to = papers
	for (l = lists; l > 1; l--) {
		from = to - int(papers / 10) + 1
		write_list(l, from, to)
		to = from - 1
	}
	write_list(1, 1, to)
	if (fill != "")
		virtual(fill, papers)
}
