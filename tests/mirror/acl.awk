# acl.awk - data files of the ACL Anthology as its repository holds them: one per
# collection that the key named, with what is no paper (front and back matter, a
# removed paper, a volume that nobody asked for) between the papers. From 2026 on
# in the form without <url>.

function acl_xml(s) {
	gsub(/&/, "\\&amp;", s)
	gsub(/</, "\\&lt;", s)
	gsub(/>/, "\\&gt;", s)
	return s
}

# Mathematics between dollars is an element; some capitals are protected, in the
# middle of words too.
function acl_markup(s,   out, math) {
	s = italic(acl_xml(s))
	out = ""
	while (match(s, /\$[^$]*\$/)) {
		math = substr(s, RSTART + 1, RLENGTH - 2)
		out = out acl_case(substr(s, 1, RSTART - 1)) "<tex-math>" math "</tex-math>"
		s = substr(s, RSTART + RLENGTH)
	}
	return out acl_case(s)
}

function acl_case(s) {
	gsub(/[LMS]/, "<fixed-case>&</fixed-case>", s)
	return s
}

# W19-0502, P19-1007 and 2022.acl-long.7.
function acl_name(collection, volume, i) {
	if (collection ~ /^[0-9]/)
		return collection "-" volume "." i
	if (collection ~ /^W/ || collection == "C69" || (collection == "D19" && volume >= 5))
		return sprintf("%s-%02d%02d", collection, volume, i)
	return sprintf("%s-%d%03d", collection, volume, i)
}

function acl_address(file, name) {
	if (year >= 2026)
		printf "      <pdf hash=\"%s\"/>\n", hex(8) >file
	else
		printf "      <url hash=\"%s\">%s</url>\n", hex(8), name >file
}

function acl_authors(file, i,   j, more) {
	for (j = 1; j <= authors; j++) {
		more = year >= 2026 ? sprintf(" orcid=\"0000-0001-2345-%04d\" openreview=\"~Author_%d\"", j, j) : ""
		printf "      <author%s>%s<last>%s</last>", more, \
			given[j] == "" ? "" : "<first>" acl_xml(given[j]) "</first>", acl_xml(family[j]) >file
		if (place[j] != "")
			printf "<affiliation>%s</affiliation>", acl_xml(place[j]) >file
		if (i % 30 == 4)
			printf "<variant script=\"hani\"><first>小明</first><last>王</last></variant>" >file
		print "</author>" >file
	}
}

function acl_extras(file, i, name) {
	if (i % 7 == 1)
		printf "      <attachment type=\"OptionalSupplementaryMaterial\" hash=\"%s\">%s.OptionalSupplementaryMaterial.zip</attachment>\n", \
			hex(8), name >file
	if (i % 5 == 2)
		printf "      <video href=\"%s.mp4\"/>\n", name >file
	if (i % 9 == 3)
		printf "      <pwccode url=\"https://github.com/example/%s\" additional=\"false\">example/%s</pwccode>\n" \
			"      <pwcdataset url=\"https://paperswithcode.com/dataset/glue\">GLUE</pwcdataset>\n" \
			"      <pwcdataset url=\"https://paperswithcode.com/dataset/squad\">SQuAD</pwcdataset>\n", name, name >file
	if (i % 50 == 6)
		printf "      <revision id=\"1\" href=\"%sv1\" hash=\"%s\"/>\n      <revision id=\"2\" href=\"%sv2\" hash=\"%s\" date=\"%d-08-01\">Changed a table.</revision>\n", \
			name, hex(8), name, hex(8), year >file
	if (i % 100 == 7)
		print "      <award>Outstanding Paper</award>" >file
	if (i % 400 == 9)
		printf "      <retracted date=\"%d-10-07\">An error was found.</retracted>\n", year >file
}

function acl_paper(file, i, n, collection, volume,   name, text) {
	name = acl_name(collection, volume, n)
	make_paper(i)
	printf "    <paper id=\"%d\">\n", n >file
	if (year >= 2026)
		printf "      <!-- https://aclanthology.org/%s/ -->\n", name >file
	printf "      <title>%s</title>\n", acl_markup(title) >file
	acl_authors(file, i)
	printf "      <pages>%d%s%d</pages>\n", first_page, i % 3 ? "–" : "-", last_page >file
	text = acl_markup(abstract)
	if (i % 1000 == 45) # seen in N19 of 2019: U+0012, which XML forbids
		sub(/ /, " \022", text)
	if (text != "")
		printf "      <abstract>%s</abstract>\n", text >file
	acl_address(file, name)
	printf "      <bibkey>example-%d-%d</bibkey>\n      <doi>10.18653/v1/%s</doi>\n", year, i, name >file
	acl_extras(file, i, name)
	print "    </paper>" >file
}

function acl_removed(file, n) {
	printf "    <paper id=\"%d\">\n      <title>Removed</title>\n      <author><first>Ada</first><last>Example</last></author>\n" \
		"      <removed date=\"%d-10-05\">Duplication of previous work.</removed>\n    </paper>\n" \
		"    <paper id=\"%d\" type=\"backmatter\">\n      <title>List of participants</title>\n    </paper>\n", n, year, n + 1 >file
}

function acl_volume(file, collection, volume, from, to,   i) {
	printf "  <volume id=\"%s\" ingest-date=\"%d-05-15\" type=\"proceedings\">\n    <meta>\n" \
		"      <booktitle>Proceedings of <fixed-case>E</fixed-case>xamples: %s</booktitle>\n" \
		"      <editor><first>Ada</first><last>Editor</last></editor>\n      <publisher>Association of Examples</publisher>\n" \
		"      <address>Dublin, Ireland</address>\n      <month>May 22–27</month>\n      <year>%d</year>\n      <venue>%s</venue>\n    </meta>\n", \
		volume, year, volume, year, venue >file
	print "    <frontmatter>" >file
	acl_address(file, acl_name(collection, volume, 0))
	print "      <bibkey>example-front</bibkey>\n    </frontmatter>" >file
	for (i = from; i <= to; i++)
		acl_paper(file, i, i - from + 1, collection, volume)
	acl_removed(file, i - from + 1)
	print "  </volume>" >file
}

# Papers from..to as `key`: "2022.acl:long,short;2022.findings:acl", "P19:1".
function acl(key, from, to,   words, word, w, part, named, vols, v, all, each, file, last) {
	words = split(key, word, /[; ]+/)
	system("mkdir -p raw.githubusercontent.com/data/xml")
	for (w = 1; w <= words; w++) {
		split(word[w], part, ":")
		all += split(part[2] == "" ? "1" : part[2], named, ",")
	}
	each = int((to - from + 1) / (all + 1))
	for (w = 1; w <= words; w++) {
		split(word[w], part, ":")
		vols = split(part[2] == "" ? "1" : part[2], named, ",")
		file = "raw.githubusercontent.com/data/xml/" part[1] ".xml"
		printf "<?xml version='1.0' encoding='UTF-8'?>\n<collection id=\"%s\">\n", part[1] >file
		if (part[2] != "")
			acl_volume(file, part[1], part[1] ~ /^[0-9]/ ? "other" : "9", 1, 2)
		for (v = 1; v <= vols; v++) {
			all--
			last = to - all * each
			acl_volume(file, part[1], named[v], from, last)
			from = last + 1
		}
		print "</collection>" >file
		close(file)
		emit(file, "https://raw.githubusercontent.com/acl-org/acl-anthology/master/data/xml/" part[1] ".xml", \
			"text/plain; charset=utf-8")
	}
}
