# openreview.awk - the accepted papers of an OpenReview v2 group: the listing by
# thousands and the smallest answer that has the count.

# The queries that are answered, exactly as a client must write them.
function listing_query(group, offset) {
	return "content.venueid=" group "&limit=1000&offset=" offset "&sort=number%3Aasc"
}

function count_query(group) {
	return "content.venueid=" group "&limit=1&offset=0&select=id"
}

function note(file, group, i,   j, tier, ids, list) {
	tier = i % 20 == 4 ? "Oral" : i % 20 == 8 ? "Spotlight" : "Poster"
	ids = list = ""
	for (j = 1; j <= authors; j++) {
		list = list (j > 1 ? "," : "") json(full[j])
		ids = ids (j > 1 ? "," : "") json("~Person_" i "_" j)
	}
	printf "{\"content\":{%s%s\"authorids\":{\"value\":[%s]},\"keywords\":{\"value\":[\"learning\",\"theory & practice\"]}," \
		"\"pdf\":{\"value\":\"/pdf/%s.pdf\"},\"title\":{\"value\":%s},\"venue\":{\"value\":\"%s %d %s\"},\"venueid\":{\"value\":\"%s\"}}," \
		"\"forum\":\"%s\",\"id\":\"%s\",\"invitations\":[\"%s/-/Submission\"],\"number\":%d,\"readers\":[\"everyone\"]}", \
		(abstract == "" ? "" : "\"abstract\":{\"value\":" json(abstract) "},"), \
		authors ? "\"authors\":{\"value\":[" list "]}," : "", ids, uid, json(bare(title)), \
		toupper(venue), year, tier, group, forum, forum, group, i * 3 >file
}

# Papers from..to as the group `key`.
function openreview(key, from, to,   base_url, folder, file, offset, i, total) {
	total = to - from + 1
	base_url = "https://api2.openreview.net/notes?"
	folder = "api2.openreview.net/" key
	system("mkdir -p " folder)
	for (offset = 0; offset <= total; offset += 1000) {
		file = folder "/notes-" offset ".json"
		printf "{\"count\":%d,\"notes\":[", total >file
		for (i = from + offset; i < from + offset + 1000 && i <= to; i++) {
			make_paper(i)
			if (i > from + offset)
				printf "," >file
			note(file, key, i)
		}
		printf "]}" >file
		close(file)
		emit(file, base_url listing_query(key, offset), "application/json; charset=utf-8")
	}
	make_paper(from)
	file = folder "/count.json"
	printf "{\"notes\":[{\"id\":\"%s\"}],\"count\":%d}", forum, total >file
	close(file)
	emit(file, base_url count_query(key), "application/json; charset=utf-8")
}
