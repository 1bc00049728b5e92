# dblp.awk - a release of dblp: one file of all records, in gzip.
#
# Each venue-year leaves its records in dblp/, so that further ones join them;
# the release is all of these. Pure ASCII: what is beyond is a reference, by
# name where Latin 1 has one, as in the real files. Between the papers stand
# records that are none of theirs: home pages, other streams, a workshop's table
# of the same stream, the volume itself.

function ascii(s,   c) {
	s = html(s)
	while (match(s, /[\300-\367][\200-\277]+/)) {
		c = substr(s, RSTART, RLENGTH)
		gsub(c, "\\" reference(c), s)
	}
	return s
}

function reference(c,   n, i, len) {
	if (c in references)
		return references[c]
	len = length(c)
	n = code[substr(c, 1, 1)] % (len == 2 ? 32 : len == 3 ? 16 : 8)
	for (i = 2; i <= len; i++)
		n = n * 64 + code[substr(c, i, 1)] % 64
	return references[c] = "&#" n ";"
}

BEGIN {
	references["é"] = "&eacute;"
	references["ö"] = "&ouml;"
	references["ü"] = "&uuml;"
	references["á"] = "&aacute;"
	references["ç"] = "&ccedil;"
}

function dblp_person(file, j) {
	printf "<author%s>%s%s</author>\n", j % 3 == 2 ? sprintf(" orcid=\"0000-0001-%04d-%04d\"", random(10000), random(10000)) : "", \
		ascii(full[j]), j % 4 == 3 ? sprintf(" %04d", 1 + random(40)) : "" >file
}

function dblp_noise(file, i) {
	if (i % 7 == 1)
		printf "<www key=\"homepages/%d/%d\" mdate=\"2020-01-0%d\"><author>Sam Other</author>\n<title>Home Page</title>\n</www>", i, i, i % 9 + 1 >file
	if (i % 11 == 2)
		printf "<article key=\"journals/tnoise/N%d\" mdate=\"2021-05-05\">\n<author>Sam Other</author>\n<title>Noise %d.</title>\n" \
			"<year>%d</year>\n<volume>4</volume>\n<journal>Trans. Noise</journal>\n<url>db/journals/tnoise/tnoise4.html#N%d</url>\n</article>", i, i, year, i >file
	if (i % 13 == 3)
		printf "<inproceedings key=\"%s/W%d\" mdate=\"2021-05-05\">\n<author>Sam Other</author>\n<title>Workshop Paper %d.</title>\n" \
			"<year>%d</year>\n<booktitle>WS</booktitle>\n<crossref>%s/%dws</crossref>\n<url>db/%s/%s%dws.html#W%d</url>\n</inproceedings>", \
			stream, i, i, year, stream, year, stream, acronym, year, i >file
}

function dblp_paper(file, i,   name, j) {
	name = stream "/P" i
	printf "<inproceedings key=\"%s\" mdate=\"2025-06-13\">\n", name >file
	for (j = 1; j <= authors; j++)
		dblp_person(file, j)
	printf "<title>%s%s</title>\n<pages>%d-%d</pages>\n<year>%d</year>\n<booktitle>%s</booktitle>\n", \
		italic(ascii(title)), title ~ /[?!]$/ ? "" : ".", first_page, last_page, year, toupper(acronym) >file
	printf "<ee type=\"oa\">https://openreview.net/forum?id=%s</ee>\n", forum >file
	if (i % 5 == 0)
		printf "<ee>https://doi.org/10.5555/%d.%d</ee>\n", year, i >file
	if (i % 17 != 4)
		printf "<crossref>%s/%d</crossref>\n", stream, year >file
	printf "<url>db/%s/%s%d.html#P%d</url>\n</inproceedings>%s", stream, acronym, year, i, i % 2 ? "\n" : "" >file
}

# Papers from..to of the table of contents, or stream and year, `key`.
function dblp(key, from, to,   i, part, release, url, file) {
	split(key, part, "/")
	stream = part[1] "/" part[2]
	acronym = part[2]
	release = "drops.dagstuhl.de/storage/artifacts/dblp/xml/2026"
	system("mkdir -p dblp " release)
	file = "dblp/" venue "-" year
	printf "<proceedings key=\"%s/%d\" mdate=\"2025-06-13\">\n<editor>Ada Example</editor>\n<title>Proceedings of %s %d.</title>\n" \
		"<year>%d</year>\n<url>db/%s/%s%d.html</url>\n</proceedings>\n", stream, year, toupper(acronym), year, year, stream, acronym, year >file
	for (i = from; i <= to; i++) {
		make_paper(i)
		dblp_noise(file, i)
		dblp_paper(file, i)
	}
	close(file)
	url = release "/dblp-2026-10-03.xml.gz"
	system("{ printf '<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\\n<!DOCTYPE dblp SYSTEM \"dblp-2023-06-28.dtd\">\\n<dblp>\\n'; " \
		"cat dblp/*; printf '</dblp>\\n'; } | gzip -n >" url)
	emit(url, "https://" url, "application/gzip")
}
