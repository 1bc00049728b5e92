# table.awk - the rows of run as tables in Markdown: a line for each list page
# with a truth, one for all other pages of a source together, the sums, and the
# whole venue-years.

function share(n) {
	return n == "" || n == "-" ? "" : n
}

FILENAME ~ /years$/ {
	years = years sprintf("| %s | %s | %s | %s | %s |\n", $1, $2, $3, $4, $5)
	next
}

{
	source = $1
	if (!(source in pages))
		order[++nsources] = source
	pages[source]++
	expected[source] += $4
	got[source] += $5
	if ($5 ~ /\*\*/ || $3 != "-" && $3 != "none") {
		rows[source] = rows[source] sprintf("| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", $2, \
			$3 == "-" ? "" : $3, $4, $5, share($6), share($7), share($8), share($9), share($10), share($11))
	} else {
		others[source]++
		oexpected[source] += $4
		ogot[source] += $5
	}
}

END {
	print "# Fidelity"
	print ""
	print "What the sources read on real pages, against independent lists of the same papers: the"
	print "last state that `make fidelity CORPUS=DIR` measured. Shares are per cent of the truth's"
	print "papers, equal after NFC and folding of white space (where the truth is of another"
	print "origin: titles without case and punctuation, authors by family name, as it says)."
	print "\"Simple\" is what a simple parser reached on the same page; what is missing to 100 is"
	print "mostly in the truth: later titles, initials, other spellings. `**` marks a failure."
	print ""
	print "| source | pages | papers expected | papers read |"
	print "|---|---|---|---|"
	for (i = 1; i <= nsources; i++)
		printf "| %s | %d | %d | %d |\n", order[i], pages[order[i]], expected[order[i]], got[order[i]]
	print ""
	print "## Whole venue-years, through cf-scrape"
	print ""
	print "| venue-year | source | key | expected | read |"
	print "|---|---|---|---|---|"
	printf "%s", years
	for (i = 1; i <= nsources; i++) {
		s = order[i]
		print ""
		print "## " s
		print ""
		if (rows[s] != "") {
			print "| page | truth | expected | read | titles | authors | PDF | abstracts | simple: titles | authors |"
			print "|---|---|---|---|---|---|---|---|---|---|"
			printf "%s", rows[s]
		}
		if (others[s])
			printf("%s%d %s without a truth beside %s: %d papers expected, %d read.\n", \
				(rows[s] != "" ? "\n" : ""), others[s], (rows[s] != "" ? "other " : "") "page" (others[s] > 1 ? "s" : ""), \
				(others[s] > 1 ? "them" : "it"), oexpected[s], ogot[s])
	}
}
