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

# Whether the column of the years, "2023", "2019-2021,2026-", has this one.
function holds(years,   part, range, n, i) {
	n = split(years, part, ",")
	for (i = 1; i <= n; i++) {
		split(part[i], range, "-")
		if (part[i] ~ /^[0-9]+$/ && part[i] == year || \
			part[i] ~ /^[0-9]+-$/ && year >= range[1] || \
			part[i] ~ /^[0-9]+-[0-9]+$/ && year >= range[1] && year <= range[2])
			return 1
	}
	return 0
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
	gsub(/[{]yy[}]/, sprintf("%02d", year % 100), key)
	if (source[l] == "neurips")
		neurips(key, from, to)
	else if (source[l] == "pmlr")
		pmlr(key, from, to)
	else if (source[l] == "openreview" && key !~ /^v1:/)
		openreview(key, from, to)
	else if (source[l] == "openreview" && key ~ /^v1:ICLR.cc\/20(1[7-9]|2[0-3])\//)
		openreview_v1(key, from, to)
	else if (source[l] == "acl")
		acl(key, from, to)
	else if (source[l] == "cvf")
		cvf(key, from, to)
	else if (source[l] == "ecva")
		ecva(from, to)
	else if (source[l] == "ojs")
		ojs(key, from, to)
	else if (source[l] == "arxiv")
		arxiv(key, from, to)
	else if (source[l] == "dblp")
		dblp(key, from, to)
	else if (source[l] == "crossref")
		crossref(key, from, to)
	else if (source[l] == "openalex")
		openalex(key, from, to)
	else if (source[l] == "semanticscholar")
		semanticscholar(key, from, to)
	else if (source[l] == "ijcai")
		ijcai(key, from, to)
	else if (source[l] == "usenix")
		usenix(key, from, to)
	else if (source[l] == "isca")
		isca(key, from, to)
	else if (source[l] == "rss")
		rss(from, to)
	else if (source[l] == "jmlr")
		jmlr(key, from, to)
	else if (source[l] == "iclr-archive")
		iclr_archive(from, to)
	else if (source[l] == "icml-archive")
		icml_archive(from, to)
	else if (source[l] == "facct")
		facct(from, to)
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
