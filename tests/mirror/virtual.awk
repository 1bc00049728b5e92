# virtual.awk - the programme file of a virtual conference site: about ten in
# eleven papers, some with two events, and posters of journal papers besides.

function decision(i) {
	return i % 20 == 4 ? "oral" : i % 20 == 8 ? "spotlight" : "poster"
}

# What the file says for a title or a name: HTML-escaped, then as JSON.
function told(s) {
	gsub(/&/, "\\&amp;", s)
	return json_ascii(s)
}

function people(most,   s, j) {
	s = ""
	for (j = 1; j <= authors && j <= most; j++)
		s = s (j > 1 ? ", " : "") sprintf("{\"id\": %d, \"fullname\": %s, " \
			"\"url\": \"http://%s/api/miniconf/users/%d?format=json\", \"institution\": %s}", \
			number * 40 + j, told(full[j]), host, number * 40 + j, \
			place[j] != "" ? told(place[j]) : j % 2 ? "\"\"" : "null")
	return s
}

function event(kind, most,   group, text) {
	group = "Conference"
	text = year < 2026 ? "\"abstract\": " (abstract == "" ? "null" : told(abstract)) ", " : ""
	if (venue == "neurips" && number % 10 == 6)
		group = (year < 2024 ? "Track/" : "") "Datasets_and_Benchmarks" (year < 2024 ? "" : "_Track")
	printf "%s{\"id\": %d, \"uid\": \"%s\", \"name\": %s, \"authors\": [%s], %s" \
		"\"topic\": %s, \"keywords\": [], \"decision\": \"Accept (%s)\", \"session\": \"%s Session 1\", " \
		"\"eventtype\": \"%s\", \"event_type\": \"{location} %s\", \"room_name\": \"Hall C,D\", " \
		"\"virtualsite_url\": \"/virtual/%d/%s/%d\", \"url\": null, \"sourceid\": %d, " \
		"\"sourceurl\": \"https://openreview.net/group?id=%s/%d/%s\", " \
		"\"starttime\": \"%d-12-05T16:30:00-08:00\", \"endtime\": \"%d-12-05T19:30:00-08:00\", " \
		"\"paper_url\": \"https://openreview.net/forum?id=%s\", \"paper_pdf_url\": null, " \
		"\"poster_position\": \"#%d\", \"eventmedia\": [], \"visible\": true}", \
		events++ ? ", " : "", number * 2 + (kind == "Oral"), uid, told(bare(title)), people(most), \
		text, number % 3 ? "\"Theory->Other\"" : "null", \
		decision(number), kind, kind, kind, \
		year, tolower(kind), number * 2, number, openreview_name, year, group, year, year, forum, number >programme
}

function journal_event(i) {
	printf "%s{\"id\": %d, \"uid\": \"%s\", \"name\": \"A Journal Paper Shown as Poster %s\", " \
		"\"authors\": [{\"id\": %d, \"fullname\": \"Ada Example\", \"url\": null, \"institution\": null}], " \
		"\"abstract\": \"Published in a journal, shown here.\", \"topic\": null, \"keywords\": [], \"decision\": null, " \
		"\"session\": \"Journal Track\", \"eventtype\": \"Poster\", \"event_type\": \"{location} Poster\", " \
		"\"virtualsite_url\": \"/virtual/%d/poster/%d\", \"url\": null, \"sourceid\": null, " \
		"\"sourceurl\": \"https://openreview.net/group?id=TMLR\", \"paper_url\": \"https://openreview.net/forum?id=%s\", " \
		"\"eventmedia\": [], \"visible\": true}", \
		events++ ? ", " : "", 900000 + i, hex(32), spell(i), 900000 + i, year, 900000 + i, word_id(10) >programme
}

# The programme of papers 1..n at `place_of` ("host/name").
function virtual(place_of, n,   name, total, i, second) {
	host = name = place_of
	sub(/\/.*/, "", host)
	sub(/.*\//, "", name)
	openreview_name = venue == "neurips" ? "NeurIPS.cc" : toupper(venue) ".cc"
	system("mkdir -p " host "/static/virtual/data")
	programme = host "/static/virtual/data/" name "-" year "-orals-posters.json"
	second = host "/static/virtual/data/" name "-" year "-abstracts.json"
	total = 3
	for (i = 1; i <= n; i++)
		total += i % 11 == 7 ? 0 : i % 20 == 4 ? 2 : 1
	printf "{\"count\": %d, \"next\": null, \"previous\": null, \"results\": [", total >programme
	if (year >= 2026)
		printf "{" >second
	events = texts = 0
	for (i = 1; i <= n; i++) {
		if (i % 11 == 7)
			continue
		number = i
		make_paper(i)
		if (i % 20 == 4)
			event("Oral", authors)
		event("Poster", i % 20 == 4 ? 2 : authors)
		if (year >= 2026 && abstract != "")
			printf "%s\"%d\": %s", texts++ ? ", " : "", i * 2, told(abstract) >second
	}
	seed(base)
	for (i = 1; i <= 3; i++)
		journal_event(i)
	printf "]}" >programme
	close(programme)
	emit(programme, "https://" programme, "application/json")
	if (year >= 2026) {
		printf "}" >second
		close(second)
		emit(second, "https://" second, "application/json")
	}
}
