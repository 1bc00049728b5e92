# ecva.awk - www.ecva.net: the one page with a section per ECCV, the year's own
# among others, and a page per paper. Attributes are quoted in every way there
# is, abstracts and some titles stand in quotation marks, authors have footnote
# marks, and in 2018 they are "Last, First and Last, First".

function ecva_names(marks,   j, s, inverted) {
	inverted = year == 2018 && authors > 1
	for (j = 1; j <= authors; j++) {
		s = s (j == 1 ? "" : inverted ? " and " : ", ")
		s = s html(inverted && given[j] != "" ? family[j] ", " given[j] : full[j])
		if (marks && j % 4 == 1) s = s "*"
		if (marks && j % 4 == 2) s = s "¹²"
		if (marks && j % 7 == 3) s = s "<sup>1,2</sup>"
	}
	return s
}

# A doubled mark, as the tables that these texts come from write it.
function ecva_quoted(s) {
	gsub(/"/, "\"\"", s)
	return "\"" s "\""
}

function ecva_file() {
	return "papers/eccv_" year "/papers_ECCV/html/" id "_ECCV_" year "_paper.php"
}

function ecva_entry(file, i,   href, pdf) {
	href = ecva_file()
	if (i % 3) href = i % 3 == 1 ? "\"" href "\"" : "'" href "'"
	pdf = "papers/eccv_" year "/papers_ECCV/papers/" sprintf("%05d", i)
	printf "<dt class=\"ptitle\"><br>\n<a href=%s>\n%s</a>\n</dt><dd>\n%s%s\n<dd>[<a href='%s.pdf'>pdf</a>]\n", href, \
		i % 10 == 4 && title !~ /"/ ? "\"" html(bare(title)) "\"" : html(bare(title)), ecva_names(1), \
		i % 6 ? "</dd>" : "", pdf >file
	if (i % 4 == 1)
		printf "<div class=\"link2\">\n[<a href='%s-supp.pdf'>supplementary material</a>]\n</div>\n", pdf >file
	if (year >= 2020)
		printf "<div class=\"link2\">[<a href=\"https://link.springer.com/chapter/10.1007/978-3-030-%05d-9_%d\">DOI</a>]</div>\n", \
			50000 + int(i / 40), i % 40 + 1 >file
	print "</dd>" >file
}

function ecva_paper(i,   file) {
	file = "www.ecva.net/" ecva_file()
	printf "<!DOCTYPE html>\n<html>\n<head><title>ECVA | European Computer Vision Association</title></head>\n<body>\n" \
		"<nav><a href=/papers.php>Papers</a></nav>\n<div id=\"content\">\n<dl>\n<dd>\n<div id=\"papertitle\">\n%s</div>\n" \
		"<div id=\"authors\"><br><b><i>%s</i></b> ;\n</div>\n<font size=\"5\"><br><b>Abstract</b></font><br><br>\n<div id=\"abstract\">\n", \
		html(bare(title)), ecva_names(1) >file
	printf "%s\n", abstract == "" ? "" : ecva_quoted(loose(abstract)) >file
	printf "</div>\n<font size=\"5\"><br><b>Related Material</b></font><br><br>\n[<a href='/papers/eccv_%d/papers_ECCV/papers/%05d.pdf'>pdf</a>]\n" \
		"</dd>\n</dl>\n</div>\n</body>\n</html>\n", year, i >file
	close(file)
	emit(file, "https://www.ecva.net/" ecva_file(), "text/html; charset=utf-8")
}

# A section of another year, with one paper.
function ecva_other(file, y) {
	printf "<button class=\"accordion\">ECCV %d Papers</button>\n<div class=\"accordion-content\">\n<div id=\"content\"> <dl>\n" \
		"<dt class=\"ptitle\"><br>\n<a href=papers/eccv_%d/papers_ECCV/html/1_ECCV_%d_paper.php>\nA Paper of Another Year</a></dt>\n" \
		"<dd>\nNo One\n</dd>\n<dd>\n[<a href='papers/eccv_%d/papers_ECCV/papers/00001.pdf'>pdf</a>]\n</dd>\n</dl></div></div>\n", \
		y, y, y, y >file
}

function ecva(from, to,   list, i) {
	list = "www.ecva.net/papers.html"
	system("mkdir -p www.ecva.net/papers/eccv_" year "/papers_ECCV/html")
	printf "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>ECVA | European Computer Vision Association</title></head>\n<body>\n" \
		"<nav><a href=papers.php>Papers</a></nav>\n<h2>ECCV Conference Papers</h2>\n" >list
	ecva_other(list, year + 2)
	printf "<button class=\"accordion\">ECCV %d Papers</button>\n<div class=\"accordion-content\">\n<div id=\"content\"> <dl>\n", year >list
	for (i = from; i <= to; i++) {
		make_paper(i)
		id = year == 2018 ? "Name_" i "_Of_a_Paper" : i
		ecva_entry(list, i)
		ecva_paper(i)
	}
	print "</dl></div></div>" >list
	ecva_other(list, year - 2)
	print "</body>\n</html>" >list
	close(list)
	emit(list, "https://www.ecva.net/papers.php", "text/html; charset=utf-8")
}
