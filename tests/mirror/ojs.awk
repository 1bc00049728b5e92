# ojs.awk - a journal of OJS by OAI-PMH, as ojs.aaai.org serves it.
#
# Answers what the source asks: the list of all, the half-years that a year
# needs, what lies behind each token. Between the papers of the year are a
# volume of another year, front matter and errata, and deleted headers, some of
# papers that are also live. A folder holds one year of a journal: the list of
# all is one answer.
#
# Environment: BAD=1 puts in a record that the server cannot give: each answer
# that would hold it is a 500 without a body, its chain ends there, and what is
# asked in its place is answered too, down to the record alone.

function ojs_today(   cmd, day) {
	cmd = ENVIRON["CF_NOW"] != "" ? "date -u -d @" ENVIRON["CF_NOW"] " +%Y-%m-%d" : "date -u +%Y-%m-%d"
	cmd | getline day
	close(cmd)
	return day
}

# The second at or after the one of a datestamp; all here end in :30.
function ojs_before(s) {
	sub(/30Z$/, "29Z", s)
	return s
}

function ojs_after(s) {
	sub(/30Z$/, "31Z", s)
	return s
}

# One record: what is what, and when it was touched. Issues are published as a
# whole, so hundreds have one datestamp.
function ojs_add(what, i,   n, block) {
	n = ++ojs_n
	ojs_what[n] = what
	ojs_paper[n] = i
	block = int(n / 400)
	ojs_stamp[n] = sprintf("%d-%s-%02dT%02d:%02d:30Z", n % 400 < 300 ? ojs_base - 1 : ojs_base, \
		n % 400 < 300 ? "11" : "03", block % 28 + 1, int(block / 28) % 24, n % 4)
}

function ojs_section(i) {
	return i % 50 == 1 ? "SA" : i % 50 == 2 ? "IAAI-DEP" : i % 50 == 3 ? "EAAI-FP" : "ML"
}

function ojs_header(file, n,   deleted) {
	deleted = ojs_what[n] == "deleted"
	printf "\t\t\t<header%s>\n\t\t\t\t<identifier>oai:%s:article/%d</identifier>\n\t\t\t\t<datestamp>%s</datestamp>\n\t\t\t\t<setSpec>%s:%s</setSpec>\n\t\t\t</header>\n", \
		deleted ? " status=\"deleted\"" : "", ojs_host, 10000 + ojs_paper[n], ojs_stamp[n], ojs_journal, \
		ojs_what[n] == "front" ? "FRNT" : ojs_what[n] == "errata" ? "Errata" : ojs_section(ojs_paper[n]) >file
}

function ojs_record(file, n,   i, j, volume, page) {
	print "\t\t<record>" >file
	ojs_header(file, n)
	if (ojs_what[n] == "deleted") {
		print "\t\t</record>" >file
		return
	}
	i = ojs_paper[n]
	make_paper(i)
	volume = year - ojs_offset - (ojs_what[n] == "other")
	page = "https://" ojs_host "/" ojs_path "/article/view/" 10000 + i
	printf "\t\t\t<metadata>\n<oai_dc:dc\n\txmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\"\n\txmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n" \
		"\t<dc:title xml:lang=\"en-US\">%s</dc:title>\n", html(bare(title)) >file
	for (j = 1; j <= authors && ojs_what[n] != "front"; j++)
		printf "\t<dc:creator>%s</dc:creator>\n", html(family[j] (given[j] != "" ? ", " given[j] : "")) >file
	printf "\t<dc:subject xml:lang=\"en-US\">Learning; Theory &amp; Practice</dc:subject>\n" >file
	if (abstract != "")
		printf "\t<dc:description xml:lang=\"en-US\">%s</dc:description>\n", html("<p>" html(abstract) "</p>") >file
	printf "\t<dc:publisher xml:lang=\"en-US\">Example Press</dc:publisher>\n\t<dc:date>%d-03-15</dc:date>\n\t<dc:type>info:eu-repo/semantics/article</dc:type>\n" \
		"\t<dc:format>application/pdf</dc:format>\n\t<dc:identifier>%s</dc:identifier>\n\t<dc:identifier>10.5555/%s.v%di1.%d</dc:identifier>\n" \
		"\t<dc:source xml:lang=\"en-US\">Proceedings of %s; Vol. %d No. 01: Technical Tracks 1%s</dc:source>\n\t<dc:source>0000-0000</dc:source>\n" \
		"\t<dc:language>eng</dc:language>\n\t<dc:relation>%s/%d</dc:relation>\n</oai_dc:dc>\n\t\t\t</metadata>\n\t\t</record>\n", \
		year - (ojs_what[n] == "other"), page, tolower(ojs_journal), volume, 10000 + i, ojs_journal, volume, \
		ojs_what[n] == "front" ? "" : "; " first_page "-" last_page, page, 20000 + i >file
}

function ojs_begin(verb, query) {
	ojs_file = ojs_folder "/" ++ojs_files ".xml"
	emit(ojs_file, ojs_url "?verb=" verb query, "text/xml;charset=UTF-8")
	printf "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\">\n" \
		"\t<responseDate>%sT00:00:00Z</responseDate>\n\t<request verb=\"%s\" metadataPrefix=\"oai_dc\">%s</request>\n", \
		ojs_day, verb, ojs_url >ojs_file
}

function ojs_end() {
	print "</OAI-PMH>" >ojs_file
	close(ojs_file)
}

# An answer of 500 without a body.
function ojs_broken(verb, query,   file) {
	file = ojs_folder "/broken"
	printf "" >file
	printf "HTTP/1.1 500 Internal Server Error\ncontent-type: text/html\n" >(file ".hdr")
	close(file)
	close(file ".hdr")
	emit(file, ojs_url "?verb=" verb query, "")
	emit(file ".hdr", "-", "")
}

function ojs_query(from, until) {
	return "&metadataPrefix=oai_dc" (from != "" ? "&from=" from : "") (until != "" ? "&until=" until : "")
}

# The numbers of the records in a window, into ojs_list; how many.
function ojs_select(from, until,   n, k) {
	from = length(from) == 10 ? from "T00:00:00Z" : from
	until = length(until) == 10 ? until "T23:59:59Z" : until
	k = 0
	for (n = 1; n <= ojs_n; n++)
		if (ojs_stamp[n] >= from && (until == "" || ojs_stamp[n] <= until))
			ojs_list[++k] = n
	return k
}

function ojs_token(k, cursor, more, token) {
	if (more || cursor)
		printf "\t\t<resumptionToken expirationDate=\"%sT00:00:00Z\"\n\t\t\tcompleteListSize=\"%d\"\n\t\t\tcursor=\"%d\"%s\n", \
			ojs_day, k, cursor, more ? ">" token "</resumptionToken>" : " />" >ojs_file
}

# A window by ListRecords. False when one of its answers is broken. The list of
# all has no more than its first answer if the source goes on otherwise.
function ojs_window(from, until, only_first,   k, at, i, bad, query, more) {
	k = ojs_select(from, until)
	query = ojs_query(from, until)
	if (!k) {
		ojs_begin("ListRecords", query)
		print "\t<error code=\"noRecordsMatch\">No matching records in this repository</error>" >ojs_file
		ojs_end()
		return 1
	}
	for (at = 0; at < k; at += 100) {
		more = at + 100 < k
		bad = 0
		for (i = at + 1; i <= k && i <= at + 100; i++)
			bad = bad || ojs_what[ojs_list[i]] == "bad"
		if (bad) {
			ojs_broken("ListRecords", query)
			return 0
		}
		ojs_begin("ListRecords", query)
		print "\t<ListRecords>" >ojs_file
		for (i = at + 1; i <= k && i <= at + 100; i++)
			ojs_record(ojs_file, ojs_list[i])
		query = "&resumptionToken=" year sprintf("%028d", ++ojs_tokens)
		ojs_token(k, at, more, substr(query, 18))
		print "\t</ListRecords>" >ojs_file
		ojs_end()
		if (only_first)
			return 1
	}
	return 1
}

# What is asked when a window is broken: its headers, then its parts, or each
# record alone. A cut is made where the source makes it: at eighths.
function ojs_repair(from, until,   k, i, query, cut, cuts, s, start, all, stamps, t) {
	k = ojs_select(from, until)
	all = k <= 500
	ojs_begin("ListIdentifiers", ojs_query(from, until))
	print "\t<ListIdentifiers>" >ojs_file
	for (i = 1; i <= k && i <= 500; i++)
		ojs_header(ojs_file, ojs_list[i])
	ojs_token(k, 0, !all, "none")
	print "\t</ListIdentifiers>" >ojs_file
	ojs_end()
	if (!all)
		k = 500
	if (k <= 25 && all) {
		for (i = 1; i <= k; i++)
			if (ojs_what[ojs_list[i]] != "deleted")
				ojs_alone(ojs_list[i])
		return
	}
	for (i = 1; i <= k; i++)
		stamps[i] = ojs_stamp[ojs_list[i]]
	ojs_sort(stamps, k)
	for (i = 0; i < 8; i++) {
		s = stamps[int(i * k / 8) + 1]
		if (!cuts || s > cut[cuts])
			cut[++cuts] = s
	}
	if (cuts == 1)
		cut[++cuts] = ojs_after(cut[1])
	start = length(from) == 10 ? from "T00:00:00Z" : from
	until = length(until) == 10 ? until "T23:59:59Z" : until
	for (i = 1; i <= cuts; i++) {
		if (cut[i] <= start || (until != "" && cut[i] > until))
			continue
		t = cut[i]
		sub(/31Z$/, "30Z", t)
		t = t == cut[i] ? ojs_before(t) : t
		if (i > 1 || !all)
			ojs_part(start, t)
		start = cut[i]
	}
	ojs_part(start, until)
}

function ojs_part(from, until) {
	if (!ojs_window(from, until, 0))
		ojs_repair(from, until)
}

function ojs_sort(a, n,   i, j, t) { # insertion: nearly in order, at most 500
	for (i = 2; i <= n; i++) {
		t = a[i]
		for (j = i - 1; j > 0 && a[j] > t; j--)
			a[j + 1] = a[j]
		a[j + 1] = t
	}
}

function ojs_alone(n,   query) {
	query = "&metadataPrefix=oai_dc&identifier=oai:" ojs_host ":article/" 10000 + ojs_paper[n]
	if (ojs_what[n] == "bad") {
		ojs_broken("GetRecord", query)
		return
	}
	ojs_begin("GetRecord", query)
	print "\t<GetRecord>" >ojs_file
	ojs_record(ojs_file, n)
	print "\t</GetRecord>" >ojs_file
	ojs_end()
}

# Papers from..to of the year in the journal `key`.
function ojs(key, from, to,   word, part, n, i, y, half, first) {
	split(key, word, " ")
	ojs_host = ojs_path = word[1]
	sub(/\/.*/, "", ojs_host)
	sub(/^[^\/]*\//, "", ojs_path)
	n = split(ojs_path, part, "/")
	ojs_journal = part[n]
	ojs_offset = 0
	if (word[2] ~ /^volume[+]/)
		ojs_offset = substr(word[2], 8) + 0
	ojs_url = "https://" ojs_host "/" ojs_path "/oai"
	ojs_folder = ojs_host "/" ojs_path "/" year
	system("mkdir -p " ojs_folder)
	ojs_day = ojs_today()
	ojs_base = year > 2021 ? year : 2021
	ojs_n = ojs_files = ojs_tokens = 0
	for (i = from; i <= to; i++) {
		if (i % 30 == 7) ojs_add("deleted", i)
		ojs_add("paper", i)
		if (i % 10 == 3) ojs_add("other", 500000 + i)
		if (i % 500 == 9) ojs_add("front", 600000 + i)
		if (i % 500 == 19) ojs_add("errata", 700000 + i)
	}
	if (ENVIRON["BAD"]) {
		ojs_add("bad", 39173 - 10000)
		ojs_stamp[ojs_n] = (ojs_base - 1) "-11-03T05:06:30Z"
	}
	if (ojs_n <= 2000) {
		ojs_part("", "")
		return
	}
	ojs_window("", "", 1)
	first = year - 1
	half = 1
	if (ojs_host == "ojs.aaai.org" && first < 2020) {
		first = 2020
		half = 0
	}
	for (y = first; y "-01-01" <= ojs_day; y++) {
		for (; half < 2; half++)
			if (y (half ? "-07-01" : "-01-01") <= ojs_day)
				ojs_part(y (half ? "-07-01" : "-01-01"), y (half ? "-12-31" : "-06-30"))
		half = 0
	}
}
