# semanticscholar.awk - the bulk search of api.semanticscholar.org: a thousand
# papers on a page, the token of the next, everything past ASCII escaped.

function semanticscholar_record(file, i,   j, list) {
	list = ""
	for (j = 1; j <= authors; j++)
		list = list (j > 1 ? ", " : "") "{\"authorId\": " (j % 3 ? "\"" j "\"" : "null") ", \"name\": " json_ascii(full[j]) "}"
	printf "{\"paperId\": \"%s00000000\", \"externalIds\": {%s\"CorpusId\": %d}, \"url\": \"https://www.semanticscholar.org/paper/%s00000000\", " \
		"\"title\": %s, \"venue\": \"%s\", \"publicationVenue\": null, \"year\": %d, \"abstract\": %s, \"publicationDate\": %s, " \
		"\"journal\": {\"pages\": \"%d-%d\"}, \"openAccessPdf\": null, \"authors\": [%s]}", hash32, \
		i % 4 ? "\"DOI\": \"10.5555/" year "." i "\", " : "", i, hash32, json_ascii(bare(title)), venue_name, year, \
		abstract == "" ? "null" : json_ascii(abstract), i % 3 ? "\"" year "-05-01\"" : "null", first_page, last_page, list >file
}

# Papers from..to of the venue `key`.
function semanticscholar(key, from, to,   url, folder, file, i, page, last, n) {
	venue_name = key
	gsub(/ /, "%20", key)
	url = "https://api.semanticscholar.org/graph/v1/paper/search/bulk?venue=" key "&year=" year "&fields="
	folder = "api.semanticscholar.org/" year
	system("mkdir -p " folder)
	last = int((to - from) / 1000)
	i = from
	for (page = 0; page <= last; page++) {
		file = folder "/bulk-" page ".json"
		# the total is an estimate
		printf "{\"total\": %d, \"token\": %s, \"data\": [", to - from + 1 + page % 2, page < last ? "\"PCOA" page "+/\"" : "null" >file
		for (n = 0; n < 1000 && i <= to; n++) {
			make_paper(i)
			if (n)
				printf ", " >file
			semanticscholar_record(file, i)
			i++
		}
		printf "]}\n" >file
		close(file)
		emit(file, url "title,abstract,authors,externalIds,url,venue,publicationVenue,journal,year,publicationDate,openAccessPdf" \
			(page ? "&token=PCOA" page - 1 "%2B%2F" : ""), "application/json")
	}
	file = folder "/count.json"
	printf "{\"total\": %d, \"token\": null, \"data\": [{\"paperId\": \"%s00000000\"}]}\n", to - from + 1, hash32 >file
	close(file)
	emit(file, url "paperId", "application/json")
}
