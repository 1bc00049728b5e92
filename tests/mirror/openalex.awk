# openalex.awk - works of api.openalex.org in the layout of 2024, a hundred on
# a page, and the smallest answer that has the count.

function openalex_author(j) {
	return "{\"author_position\":\"middle\",\"author\":{\"id\":\"https://openalex.org/A" j "\",\"display_name\":" json(full[j]) ",\"orcid\":null}," \
		"\"institutions\":[],\"raw_author_name\":" json(full[j]) ",\"raw_affiliation_strings\":[" (place[j] == "" ? "" : json(place[j])) "]}"
}

# {"word":[positions],...}; the same word at one place only once in the object.
function openalex_index(s,   n, k, list, at, order) {
	if (s == "")
		return "null"
	n = split(s, word, " ")
	order = 0
	for (k = 1; k <= n; k++) {
		if (!(word[k] in at)) {
			ordered[++order] = word[k]
			at[word[k]] = k - 1
		} else {
			at[word[k]] = at[word[k]] "," k - 1
		}
	}
	list = ""
	for (k = order; k >= 1; k--)
		list = list (k < order ? "," : "") json_ascii(ordered[k]) ":[" at[ordered[k]] "]"
	return "{" list "}"
}

function openalex_work(file, i,   j, list) {
	list = ""
	for (j = 1; j <= authors; j++)
		list = list (j > 1 ? "," : "") openalex_author(j)
	printf "{\"id\":\"https://openalex.org/W43%08d\",\"doi\":%s,\"title\":%s,\"publication_year\":%d,\"publication_date\":\"%d-05-01\"," \
		"\"ids\":{\"mag\":\"29%08d\"},\"primary_location\":{\"landing_page_url\":\"https://example.org/%d\",\"pdf_url\":null},\"locations\":[]," \
		"\"authorships\":[%s],\"biblio\":{\"volume\":null,\"issue\":null,\"first_page\":\"%d\",\"last_page\":\"%d\"},\"is_paratext\":false," \
		"\"keywords\":[],\"abstract_inverted_index\":%s}", i, \
		i % 5 ? "\"https://doi.org/10.5555/" year "." i "\"" : "null", json(italic(html_text(title))), year, year, i, i, \
		list, first_page, last_page, openalex_index(abstract) >file
}

# Papers from..to as `key`, "source=S1" or "issn=1234-5678".
function openalex(key, from, to,   url, folder, file, i, page, last, n) {
	url = "https://api.openalex.org/works?filter=primary_location.source." (key ~ /^issn=/ ? "issn:" : "id:") \
		substr(key, index(key, "=") + 1) ",publication_year:" year ",is_paratext:false"
	folder = "api.openalex.org/" year
	system("mkdir -p " folder)
	last = int((to - from) / 100)
	i = from
	for (page = 0; page <= last; page++) {
		file = folder "/works-" page ".json"
		printf "{\"meta\":{\"count\":%d,\"page\":null,\"per_page\":100,\"next_cursor\":\"Ils%d==\"},\"results\":[", to - from + 1, page + 1 >file
		for (n = 0; n < 100 && i <= to; n++) {
			make_paper(i)
			if (n)
				printf "," >file
			openalex_work(file, i)
			i++
		}
		printf "],\"group_by\":[]}" >file
		close(file)
		emit(file, url "&per_page=100&select=id,doi,title,display_name,publication_year,publication_date,ids,primary_location," \
			"best_oa_location,locations,open_access,authorships,biblio,is_paratext,keywords,abstract_inverted_index&cursor=" \
			(page ? "Ils" page "%3D%3D" : "%2A"), "application/json")
	}
	file = folder "/count.json"
	printf "{\"meta\":{\"count\":%d,\"per_page\":1},\"results\":[{\"id\":\"https://openalex.org/W1\"}],\"group_by\":[]}", to - from + 1 >file
	close(file)
	emit(file, url "&per_page=1&select=id", "application/json")
}
