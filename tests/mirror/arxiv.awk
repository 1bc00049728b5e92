# arxiv.awk - what was submitted to a category of arXiv in a year, as its API
# answers: Atom, in slices of 1000, by months when there are many; and the
# smallest answer that has the count.

function arxiv_days(month) {
	return month == 2 ? (year % 4 == 0 && (year % 100 || year % 400 == 0) ? 29 : 28) : \
		month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
}

function arxiv_url(category, first, last, start, size) {
	return sprintf("https://export.arxiv.org/api/query?search_query=cat:%s+AND+submittedDate:%%5B%d%02d010000+TO+%d%02d%02d2359%%5D" \
		"&sortBy=submittedDate&sortOrder=ascending&start=%d&max_results=%d", \
		category, year, first, year, last, arxiv_days(last), start, size)
}

function arxiv_id(i) {
	return sprintf("%02d%02d.%05d", year % 100, arxiv_month(i), i)
}

function arxiv_month(i) {
	return int((i - arxiv_from) * 12 / (arxiv_to - arxiv_from + 1)) + 1
}

function arxiv_entry(file, category, i,   j, id) {
	make_paper(i)
	id = arxiv_id(i)
	printf "  <entry>\n    <id>http://arxiv.org/abs/%sv%d</id>\n    <title>%s</title>\n    <updated>%d-12-01T10:00:00Z</updated>\n" \
		"    <link href=\"https://arxiv.org/abs/%sv1\" rel=\"alternate\" type=\"text/html\"/>\n" \
		"    <link href=\"https://arxiv.org/pdf/%sv1\" rel=\"related\" type=\"application/pdf\" title=\"pdf\"/>\n" \
		"    <summary>  %s\n</summary>\n    <category term=\"%s\" scheme=\"http://arxiv.org/schemas/atom\"/>\n" \
		"    <published>%d-%02d-02T10:00:00Z</published>\n    <arxiv:primary_category term=\"%s\"/>\n", \
		id, i % 3 + 1, html(bare(title)), year, id, id, html(abstract), category, year, arxiv_month(i), category >file
	for (j = 1; j <= authors; j++)
		printf "    <author>\n      <name>%s</name>\n%s    </author>\n", html(full[j]), \
			place[j] == "" ? "" : "      <arxiv:affiliation>" html(place[j]) "</arxiv:affiliation>\n" >file
	if (i % 7 == 1)
		printf "    <arxiv:doi>10.5555/arxiv.%d</arxiv:doi>\n    <link rel=\"related\" href=\"https://doi.org/10.5555/arxiv.%d\" title=\"doi\"/>\n", i, i >file
	print "  </entry>" >file
}

# A slice of papers a..b, the months first..last of the year.
function arxiv_slice(category, first, last, a, b, start, size,   file, i) {
	file = arxiv_folder "/" ++arxiv_files ".xml"
	emit(file, arxiv_url(category, first, last, start, size), "application/atom+xml; charset=UTF-8")
	printf "<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\" xmlns:arxiv=\"http://arxiv.org/schemas/atom\" xmlns=\"http://www.w3.org/2005/Atom\">\n" \
		"  <id>https://arxiv.org/api/x</id>\n  <title>arXiv Query</title>\n  <opensearch:itemsPerPage>%d</opensearch:itemsPerPage>\n" \
		"  <opensearch:totalResults>%d</opensearch:totalResults>\n  <opensearch:startIndex>%d</opensearch:startIndex>\n", size, b - a + 1, start >file
	for (i = a + start; i <= b && i < a + start + size; i++)
		arxiv_entry(file, category, i)
	print "</feed>" >file
	close(file)
}

function arxiv_slices(category, first, last, a, b,   start) {
	for (start = 0; a + start <= b; start += 1000)
		arxiv_slice(category, first, last, a, b, start, 1000)
}

# Papers from..to in the category `key`.
function arxiv(key, from, to,   month, a, b) {
	arxiv_from = from
	arxiv_to = to
	arxiv_files = 0
	arxiv_folder = "export.arxiv.org/" key "/" year
	system("mkdir -p " arxiv_folder)
	arxiv_slice(key, 1, 12, from, to, 0, 1)
	if (to - from + 1 <= 10000) {
		arxiv_slices(key, 1, 12, from, to)
		return
	}
	arxiv_slice(key, 1, 12, from, to, 0, 1000)
	b = from - 1
	for (month = 1; month <= 12; month++) {
		a = b + 1
		while (b < to && arxiv_month(b + 1) == month)
			b++
		arxiv_slices(key, month, month, a, b)
	}
}
