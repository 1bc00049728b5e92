# isca.awk - a conference of www.isca-archive.org: its index and a page per
# paper.

function isca_page(   file, j) {
	file = isca_folder "/" isca_name ".html"
	printf "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n<meta name=\"citation_title\" content=\"%s\">\n", html(bare(title)) >file
	for (j = 1; j <= authors; j++)
		printf "<meta name=\"citation_author\" content=\"%s\">\n", html(full[j]) >file
	printf "</head><body><div id=\"global-info\"><h3>%s</h3><h5>%s</h5></div>\n<div id=\"abstract\"><p>%s</p></div>\n" \
		"<pre>@inproceedings{%s,\n  title={{Others}},\n  year=%d,\n  pages={%d--%d},\n  doi={10.21437/Interspeech.%d-%s}\n}\n</pre></body></html>\n", \
		italic(html(title)), names(", ", 0), loose(abstract), isca_name, year, first_page, last_page, year, substr(isca_name, 7, 5) >file
	close(file)
	emit(file, "https://" file, "text/html; charset=utf-8")
}

function isca(key, from, to,   file, i) {
	isca_folder = "www.isca-archive.org/" key
	system("mkdir -p " isca_folder)
	file = isca_folder "/index.html"
	printf "<!DOCTYPE html>\n<html><head><title>ISCA Archive</title></head><body><a href=\"../index.html\">Home</a>\n" >file
	for (i = from; i <= to; i++) {
		make_paper(i)
		isca_name = sprintf("author%05d_interspeech", i)
		if (i % 6 == 1)
			printf "<h4 class=\"w3-center\">Session %d</h4>\n", i >file
		printf "<a class=\"w3-text\" href=\"%s.html\"><p>\n%s\n<br>\n<span class=\"w3-text w3-text-theme\">%s</span>\n</p></a>\n", \
			isca_name, italic(html(title)), names(", ", 0) >file
		isca_page()
	}
	printf "</body></html>\n" >file
	close(file)
	emit(file, "https://" file, "text/html; charset=utf-8")
}
