# summary.jq - a line for each venue and year of a file of papers:
#     jq -rsf examples/summary.jq papers.ndjson
["venue", "year", "papers", "abstracts", "decisions", "authors"],
(group_by(.venue, .year)[] |
	[.[0].venue, .[0].year, length,
		(map(select(.abstract)) | length),
		(map(select(.decision)) | length),
		([.[].authors // [] | .[].name] | unique | length)]) |
@tsv
