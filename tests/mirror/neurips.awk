# neurips.awk - a year of proceedings.neurips.cc, and of the hosts that run the
# same software: the list page and a page per paper, as seen in autumn 2026.

# The track of paper i as slug (which is also the suffix of its file), label.
function choose_track(i) {
	slug = "conference"
	label = "Main Conference Track"
	suffix = "-Conference"
	if (host ~ /^datasets-benchmarks/) {
		slug = i % 2 ? "round1" : "round2"
		suffix = "-" slug
	} else if (host !~ /neurips/) {
		return
	} else if (year < 2022) {
		slug = suffix = label = ""
	} else if (i % 10 == 6) {
		slug = "datasets_and_benchmarks" (year < 2024 ? "" : "_track")
		suffix = "-Datasets_and_Benchmarks" (year < 2024 ? "" : "_Track")
		label = "Datasets and Benchmarks Track"
	} else if (year >= 2025 && i % 100 == 33) {
		slug = "position_paper_track"
		suffix = "-Position_Paper_Track"
		label = "Position Paper Track"
	}
}

function page_head(file, caption) {
	printf "\n\n\n<!doctype html>\n<html lang=\"en\">\n<head>\n\n" \
		"    <meta charset=\"utf-8\">\n" \
		"    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, shrink-to-fit=no\">\n" \
		"    <title>%s</title>\n" \
		"    <link rel=\"stylesheet\" href=\"/static/papers/css/papers.css\">\n" \
		"    <script type=\"text/x-mathjax-config\">\n        MathJax.Hub.Config({\n" \
		"      \"tex2jax\": { \"inlineMath\": [[\"$\",\"$\"], [\"\\\\(\",\"\\\\)\"]] }\n    });\n" \
		"    </script>\n    <style>\n        .paper-count > a { color: #eee; }\n    </style>\n", caption >file
}

function page_body(file) {
	printf "</head>\n\n<body class=\"modern-theme\">\n<nav class=\"navbar navbar-expand-md bg-body-tertiary\">\n" \
		"    <a class=\"navbar-brand\" href=\"/\">%s Proceedings</a>\n" \
		"    <ul class=\"navbar-nav me-auto mb-2 mb-lg-0\">\n" \
		"        <li class=\"nav-item\">\n            <a class=\"nav-link\" href=\"/admin/login/?next=/admin/\">" \
		"<i class=\"fas fa-sign-in-alt\" title=\"Login\"></i></a>\n        </li>\n    </ul>\n</nav>\n\n", \
		brand >file
}

function page_foot(file) {
	printf "\n<script>\nconst filters = document.querySelectorAll('.paper-list li');\n" \
		"if (filters.length < 2 && filters.length > 0) { console.log(\"<li class='x'>\"); }\n</script>\n" \
		"<div class=\"modal-body\">\n  <p>Requests for name changes will be accepted with no questions asked.</p>\n</div>\n" \
		"<footer class=\"footer\">\n    <a href=\"https://%s/Help/Contact\">Report an Issue</a> &nbsp;|&nbsp;\n</footer>\n" \
		"<div class='hidden'>Do not remove: This comment is monitored</div>\n\n</body>\n</html>", host >file
}

function list_head(file, count, part,   i) {
	page_head(file, "Book")
	page_body(file)
	printf "    <div class=\"container-fluid\">\n        <div class=\"col book-page\">\n" \
		"            <header class=\"book-header\">\n                <h1 class=\"book-title\">%s </h1>\n" \
		"                <p class=\"book-meta\">%s %d</p>\n" \
		"                    <p class=\"book-editors\">Edited by A. Example and B. Sample</p>\n%s" \
		"            </header>\n\n            <div class=\"paper-list-header\">\n" \
		"                <span class=\"paper-count\">%d papers</span>\n" \
		"                <div class=\"track-filters\">\n" \
		"                    <button class=\"track-filter active\" data-track=\"all\">All</button>\n" \
		"                    <button class=\"track-filter track-1\" data-track=\"conference\">" \
		"<span class=\"track-dot\"></span>Main Conference Track</button>\n                </div>\n            </div>\n\n" \
		"            <ul class=\"paper-list\">\n                \n                    ", \
		book part, brand, year, see_also[part], count >file
}

function old_head(file) {
	page_head(file, "Book")
	page_body(file)
	printf "    <div class=\"container-fluid\">\n        <div class=\"col\">\n            <h4>%s</h4>\n" \
		"            <ul class=\" paper-list\">\n                \n                    ", book >file
}

function list_entry(file,   href) {
	href = "/paper_files/paper/" year "/hash/" hash32 "-Abstract" suffix ".html"
	if (slug ~ /^round/) {
		printf "<li class=\"%s\">\n                        <a title=\"paper title\" href=\"%s\">%s</a> <i>%s</i></li>\n", \
			slug, href, italic(html(title)), names(", ", 1) >file
		return
	}
	printf "<li class=\"%s\" data-track=\"%s\">\n                        <div class=\"paper-content\">\n" \
		"                            <a title=\"paper title\" href=\"%s\">%s</a>\n" \
		"                            <span class=\"paper-authors\">%s</span>\n                        </div>\n" \
		"                        \n%s                        \n                    </li>\n", \
		slug, (slug == "" ? "none" : slug), href, italic(html(title)), names(", ", 1), \
		(label == "" ? "" : "                        <span class=\"paper-track-badge\">" label "</span>\n") >file
}

function list_foot(file) {
	printf "                \n            </ul>\n        </div>\n    </div>\n" >file
	page_foot(file)
	close(file)
}

function paper_metas(file, pdf,   j) {
	printf "    <meta name=\"citation_title\" content=\"%s\">\n", html(bare(title)) >file
	for (j = 1; j <= authors; j++)
		printf "        <meta name=\"citation_author\" content=\"%s\">\n", html(full[j]) >file
	printf "    <meta name=\"citation_journal_title\" content=\"%s\">\n" \
		"    <meta name=\"citation_volume\" content=\"%d\">\n", journal, volume >file
	if (year >= 2024)
		printf "    <meta name=\"citation_doi\" content=\"10.52202/%06d-%04d\">\n" \
			"        <meta name=\"citation_firstpage\" content=\"%d\">\n" \
			"        <meta name=\"citation_lastpage\" content=\"%d\">\n", \
			year * 39, number, first_page, last_page >file
	printf "    <meta name=\"citation_pdf_url\" content=\"https://%s%s\">\n" \
		"    <meta name=\"citation_publication_date\" content=\"%d-12-16\">\n", host, pdf, year >file
}

function paper_page(   file, pdf) {
	file = host "/paper_files/paper/" year "/hash/" hash32 "-Abstract" suffix ".html"
	pdf = "/paper_files/paper/" year "/file/" hash32 "-Paper" suffix ".pdf"
	page_head(file, html(bare(title)))
	paper_metas(file, pdf)
	page_body(file)
	printf "<div class=\"container-fluid\">\n    <div class=\"col p-3 paper-detail\">\n\n" \
		"        <header class=\"paper-header\">\n            <h1 class=\"paper-title\">%s</h1>\n" \
		"            <p class=\"paper-authors\">%s</p>\n            <p class=\"paper-meta\">\n" \
		"                <a href=\"/paper_files/paper/%d\">%s  (%s %d)</a>\n%s            </p>\n        </header>\n\n" \
		"        <div class=\"paper-actions\"><a href=\"/paper_files/paper/%d-/bibtex\" class=\"btn btn-light btn-spacer\">Bibtex</a> " \
		"<a class='btn btn-primary btn-spacer' href='%s'>Paper</a></div>\n\n" \
		"        <section class=\"paper-section\">\n            <h2 class=\"section-label\">Abstract</h2>\n" \
		"            <p class=\"paper-abstract\">", \
		italic(html(title)), names(", ", 1), year, book, brand, year, \
		(label == "" ? "" : "                <span class=\"paper-track\">" label "</span>\n"), 20000 + number, pdf >file
	print loose(abstract) "</section>\n" >file
	if (year >= 2024)
		printf "        <section class=\"paper-section paper-doi-section\">\n            <h2 class=\"section-label\">DOI</h2>\n" \
			"            <p><a href=\"https://doi.org/10.52202/%06d-%04d\" class=\"paper-doi\">10.52202/%06d-%04d</a></p>\n        </section>\n", \
			year * 39, number, year * 39, number >file
	printf "    </div>\n</div>\n" >file
	page_foot(file)
	close(file)
	emit(file, "https://" file, "text/html; charset=utf-8")
}

# Papers from..to as the year behind `key` ("host/path of the year").
function neurips(key, from, to,   path, main, file, i, split_at) {
	host = path = key
	sub(/\/.*/, "", host)
	brand = host ~ /neurips/ ? "NeurIPS" : toupper(venue)
	volume = brand == "NeurIPS" ? year - 1987 : year
	journal = brand == "NeurIPS" ? "Advances in Neural Information Processing Systems" : \
		brand " Proceedings"
	book = journal " " volume
	system("mkdir -p " path " " host "/paper_files/paper/" year "/hash")
	file = path "/index.html"
	split_at = from - 1
	if (host == "proceedings.neurips.cc" && year == 2025) {
		# the base page holds Creative AI alone and names the other volume
		split_at = from + int((to - from) / 90)
		main = path "/vol38-main-conference"
		system("mkdir -p " main)
		creative_page(file, from, split_at, main)
		file = main "/index.html"
		see_also[" Main Conference"] = "                    <p class=\"book-see-also\">See also: <a href=\"/" \
			substr(path, length(host) + 2) "\">" book " Creative AI </a></p>\n"
		path = main
	}
	if (host ~ /^datasets-benchmarks/)
		old_head(file)
	else
		list_head(file, to - split_at, main == "" ? "" : " Main Conference")
	for (i = split_at + 1; i <= to; i++) {
		number = i
		make_paper(i)
		choose_track(i)
		list_entry(file)
		paper_page()
	}
	list_foot(file)
	emit(file, "https://" path, "text/html; charset=utf-8")
}

function creative_page(file, from, to, main,   i, path) {
	see_also[" Creative AI"] = "                    <p class=\"book-see-also\">See also: <a href=\"/" \
		substr(main, length(host) + 2) "\">" book " Main Conference </a></p>\n"
	list_head(file, to - from + 1, " Creative AI")
	for (i = from; i <= to; i++) {
		number = i
		make_paper(i)
		slug = "creative_ai_track"
		suffix = "-Creative_AI_Track"
		label = "Creative AI"
		list_entry(file)
		paper_page()
	}
	list_foot(file)
	path = file
	sub(/\/index.html$/, "", path)
	emit(file, "https://" path, "text/html; charset=utf-8")
}
