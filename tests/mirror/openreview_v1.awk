# openreview_v1.awk - the submissions of an ICLR year on OpenReview's first API:
# accepted and rejected in one listing, told apart as that year does it.

# What the year says of a paper: in v1_venue, or in a reply to it.
function v1_status(number, good, i) {
	v1_venue = v1_reply = v1_field = v1_value = ""
	if (year == 2017)
		v1_venue = good ? "ICLR 2017 " (i % 9 ? "Poster" : "Oral") : "Submitted to ICLR 2017"
	else if (year == 2022)
		v1_venue = "ICLR 2022 " (good ? (i % 9 ? "Poster" : "Oral") : "Submitted")
	else if (year == 2023)
		v1_venue = good ? "ICLR 2023 " (i % 9 ? "poster" : "notable top 5%") : "Submitted to ICLR 2023"
	else {
		v1_field = year == 2019 ? "recommendation" : "decision"
		v1_value = good ? "Accept (Poster)" : "Reject"
		v1_reply = v1_root (year == 2018 ? "/-/Acceptance_Decision" : \
			year == 2019 ? "/-/Paper" number "/Meta_Review" : "/Paper" number "/-/Decision")
		if (year == 2021 && good)
			v1_venue = "ICLR 2021 Poster"
	}
}

function v1_note(file, number, good, i,   j, list) {
	make_paper(i)
	v1_status(number, good, i)
	list = ""
	for (j = 1; j <= authors; j++)
		list = list (j > 1 ? "," : "") json(full[j])
	printf "{\"id\":\"%s\",\"forum\":\"%s\",\"number\":%d,\"ddate\":null,\"replyto\":null,\"invitation\":\"%s\",\"content\":{\"title\":%s,", \
		forum, forum, number, v1_root v1_invitation, json(bare(title)) >file
	if (authors)
		printf "\"authors\":[%s],", list >file
	if (abstract != "")
		printf "\"abstract\":%s,", json(abstract) >file
	if (v1_venue != "")
		printf "\"venue\":\"%s\",\"venueid\":\"%s\",", v1_venue, v1_root >file
	printf "\"pdf\":\"/pdf/%s.pdf\",\"one-sentence_summary\":\"\"},\"readers\":[\"everyone\"],\"nonreaders\":null", uid >file
	if (v1_reply != "")
		printf ",\"details\":{\"directReplies\":[{\"id\":\"d%s\",\"forum\":\"%s\",\"replyto\":\"%s\",\"invitation\":\"%s\",\"content\":{\"%s\":\"%s\"},\"readers\":[\"everyone\"]}]}", \
			forum, forum, forum, v1_reply, v1_field, v1_value >file
	printf "}" >file
}

# Papers from..to were accepted; after every two of them one was not.
function openreview_v1(key, from, to,   total, folder, file, offset, k, n) {
	v1_root = substr(key, 4)
	v1_invitation = year == 2017 ? "/-/submission" : "/-/Blind_Submission"
	folder = "api.openreview.net/" v1_root
	system("mkdir -p " folder)
	n = to - from + 1
	total = n + int(n / 2)
	for (offset = 0; offset == 0 || offset < total; offset += 1000) {
		file = folder "/notes-" offset ".json"
		printf "{\"notes\":[" >file
		for (k = offset + 1; k <= offset + 1000 && k <= total; k++) {
			if (k > offset + 1)
				printf "," >file
			v1_note(file, k, k % 3 != 0, k % 3 ? from + k - int(k / 3) - 1 : 500000 + k)
		}
		printf "],\"count\":%d}", total >file
		close(file)
		emit(file, "https://api.openreview.net/notes?invitation=" v1_root v1_invitation "&limit=1000&offset=" offset \
			(year >= 2018 && year <= 2021 ? "&details=directReplies" : ""), "application/json; charset=utf-8")
	}
}
