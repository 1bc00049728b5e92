# facct.awk - facctconference.org: the page of 2022, the CSV files of 2025 (CR
# LF, names as BibTeX has them) and later.

function csv(s) {
	gsub(/"/, "\"\"", s)
	return "\"" s "\""
}

function facct_row(file, i,   j, list) {
	list = ""
	if (year > 2025) {
		for (j = 1; j <= authors; j++)
			list = list (j > 1 ? "; " : "") full[j]
		printf "%d,%s,%s,%s\n", i, csv(bare(title)), csv(list), csv(abstract) >file
		return
	}
	for (j = 1; j <= authors; j++)
		list = list (j > 1 ? " and " : "") (given[j] == "" ? family[j] : family[j] ", " given[j])
	printf "archival,%d,%s,%s,%s,https://doi.org/10.1145/3715275.%d,\r\n", i, \
		csv(abstract == "" ? "" : abstract "\nMore."), csv(list), csv(bare(title)), 3732000 + i >file
}

function facct_entry(file, i) {
	printf "<h4 id%s\"%d\"><b>%s</b></h4>\n<p><i>%s</i></p> <br>\n<p>%s</p>\n<p><span class=\"label label-primary\">" \
		"<a href=\"https://doi.org/10.1145/3531146.%d\">Paper</a></span>\n</p>\n", i % 13 ? "=" : " = ", i, \
		italic(html(title)), names(", ", 0), loose(abstract), 3533000 + i >file
}

# Papers from..to as what the site has of the year.
function facct(from, to,   file, i, html_page) {
	html_page = year == 2022
	system("mkdir -p facctconference.org")
	file = "facctconference.org/" year (html_page ? ".html" : ".csv")
	if (html_page)
		print "<div class=\"page-header\"><h1>ACM FAccT 2022 Accepted Papers</h1></div>\n<div class=\"col-lg-12\">" >file
	else
		printf "%s", (year > 2025 ? "Paper ID,Title,Authors,Abstract\n" : "TYPE,ID,ABSTRACT,AUTHOR,TITLE,URL,URL-OLD\r\n") >file
	for (i = from; i <= to; i++) {
		make_paper(i)
		if (html_page)
			facct_entry(file, i)
		else
			facct_row(file, i)
	}
	if (html_page)
		print "</div><footer><p>x</p></footer>" >file
	close(file)
	emit(file, "https://facctconference.org/" (html_page ? "2022/acceptedpapers.html" : \
		"static/docs/facct" year "-final.csv"), html_page ? "text/html" : "application/octet-stream")
}
