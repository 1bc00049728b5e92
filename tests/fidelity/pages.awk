# pages.awk - pages.tsv, INDEX.tsv and the manifests into one line per page.

function field(name) {
	return (FILENAME, name) in column && $column[FILENAME, name] != "" ? $column[FILENAME, name] : "-"
}

# A glob as a regular expression.
function regex(glob) {
	gsub(/[.+(){}|^$\\]/, "\\\\&", glob)
	gsub(/\*/, ".*", glob)
	gsub(/\?/, ".", glob)
	return "^" glob "$"
}

# The year in an address: the first that can be one, or that of a volume such as
# P19.
function year_of(text, file,   s, y) {
	s = text
	while (match(s, /(19|20)[0-9][0-9]/)) {
		y = substr(s, RSTART, 4)
		if (y + 0 >= 1950 && y + 0 <= 2030)
			return y
		s = substr(s, RSTART + 1)
	}
	if (match(file, /\/[A-Z][0-9][0-9][.~]/)) {
		y = substr(file, RSTART + 2, 2)
		return (y > 60 ? 19 : 20) y
	}
	return 2020
}

/^#/ && NR == FNR { next }
FNR == 1 && NR != FNR || FNR == 1 && FILENAME !~ /pages.tsv$/ {
	for (i = 1; i <= NF; i++)
		column[FILENAME, $i] = i
	next
}

# glob, source, year, key, why
FILENAME ~ /pages.tsv$/ {
	if (NF >= 2) {
		n++
		glob[n] = regex($1)
		source[n] = $2
		year[n] = $3
		key[n] = $4
		why[n] = $5
	}
	next
}

FILENAME ~ /INDEX.tsv$/ {
	page = field("page")
	truth[page] = field("truth")
	quality[page] = field("quality")
	items[page] = field("page_items")
	papers[page] = field("papers")
	# A truth that is newer than the page cannot be reached.
	if (field("known_differences") ~ /posts are newer/)
		quality[page] = "newer"
	tmode[page] = field("title_compare")
	amode[page] = field("author_compare")
	ptitle[page] = tmode[page] == "loose" ? field("parser_title_match_loose") : field("parser_title_match")
	pauthor[page] = amode[page] == "family" ? field("parser_author_match_family") : field("parser_author_match")
	next
}

{
	file = field("file")
	expected = field("expected_papers")
	if (expected == "-")
		expected = field("expected_records")
	for (i = 1; i <= n && file !~ glob[i]; i++)
		;
	if (i > n || source[i] == "-" || (expected == "-" && !(file in truth)) || file in done)
		next
	done[file]
	url = field("url")
	print file, url, expected, source[i], source[i], (year[i] ? year[i] : year_of(url, file)), \
		(key[i] ? key[i] : "-"), (why[i] ? why[i] : "-"), \
		(file in truth ? truth[file] : "-"), (file in quality ? quality[file] : "-"), \
		(file in items ? items[file] : "-"), (file in papers ? papers[file] : "-"), \
		(file in ptitle ? ptitle[file] : "-"), (file in pauthor ? pauthor[file] : "-"), \
		(file in tmode ? tmode[file] : "exact"), (file in amode ? amode[file] : "exact")
}
