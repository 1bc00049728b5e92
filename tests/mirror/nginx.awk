# nginx.awk - the part of nginx.conf that comes from the manifests.
#
# nginx's maps ignore case, URLs do not: the map's value begins with the URL as
# it is written, and a second look compares it with what was asked for. URLs
# that differ in case alone become regular expressions. One internal location
# per distinct answer (status, type, recorded headers) serves any number of
# files.
#
# In: the manifests. Environment: TMP, where hosts (one per line) and
# locations.conf go, and servers.conf is looked for; FAULTY, the number of
# faults. Out: the configuration from inside http {}.

function fail(text) {
	print "serve: " text >"/dev/stderr"
	failed = 1
	exit 1
}

# A string as nginx reads it between double quotes.
function quote(s) {
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	return "\"" s "\""
}

# The same where nginx looks for variables: it has no escape for a dollar.
function value(s) {
	s = quote(s)
	gsub(/[$]/, "${dollar}", s)
	return s
}

function sniff(path,   line) {
	line = ""
	while ((getline line < path) > 0 && line ~ /^[ \t\r]*$/)
		;
	close(path)
	line = tolower(substr(line, 1, 200))
	if (line ~ /^[^ -~]*[ \t]*[\[{]/)
		return "application/json"
	if (line ~ /<\?xml/)
		return "text/xml"
	if (line ~ /^[ \t]*</)
		return "text/html"
	if (line ~ /^(---|- [a-z]+:)/)
		return "text/yaml"
	return "text/plain"
}

function type_of(path,   end) {
	end = path
	sub(/.*\//, "", end)
	end = end ~ /\./ ? tolower(end) : ""
	sub(/.*\./, "", end)
	return end in types ? types[end] : sniff(path)
}

# Recorded headers of a body, into status, type and headers (configuration).
function recorded(path,   line, name, content, part) {
	headers = ""
	while ((getline line < (path ".hdr")) > 0) {
		sub(/\r$/, "", line)
		if (line ~ /^HTTP\//) {
			split(line, part, " ")
			recorded_status = part[2]
			headers = recorded_type = ""
		}
		if (!match(line, /^[A-Za-z0-9-]+:/))
			continue
		name = tolower(substr(line, 1, RLENGTH - 1))
		content = substr(line, RLENGTH + 1)
		gsub(/^[ \t]+|[ \t]+$/, "", content)
		if (name == "content-type")
			recorded_type = content
		else if (!(name in dropped))
			headers = headers "add_header " name " " value(content) " always; "
	}
	close(path ".hdr")
	# nginx would put its own validators in place of the recorded ones
	headers = headers "etag off; if_modified_since off; "
	if (headers !~ /add_header last-modified/)
		headers = headers "add_header last-modified \"\"; "
}

# The number of the location that answers so.
function location_for(status, type, headers,   k) {
	k = status SUBSEP type SUBSEP headers
	if (!(k in class)) {
		class[k] = ++classes
		class_status[classes] = status
		class_type[classes] = type
		class_headers[classes] = headers
	}
	return class[k]
}

# What each server answers; they differ in their connections alone.
function print_locations(file,   i, reset) {
	# a 444 is a TCP RST; a client that has gone ends the waiting
	reset = "reset_timedout_connection on; lua_check_client_abort on; "
	if (ENVIRON["FAULTY"] > 0) {
		print "location / { gzip off; " reset \
			"rewrite_by_lua_block { fault(faults) } }" >file
		print "location = /.mirror/unframed { internal; gzip off; " \
			"chunked_transfer_encoding off; " reset \
			"content_by_lua_block { fault(faults, tonumber(ngx.var.arg_fault)) } }" >file
	} else {
		print "location / { rewrite ^ /.mirror/$class last; }" >file
	}
	print "location = /.mirror/0 { internal; return 404; }" >file
	for (i = 1; i <= classes; i++)
		print_location(i, file)
}

function print_location(i, file,   serving, status) {
	status = class_status[i]
	serving = "internal; default_type " value(class_type[i]) "; " class_headers[i]
	if (class_type[i] !~ /text|json|xml|yaml|script/)
		serving = serving "gzip off; "
	printf "location = /.mirror/%d { ", i >file
	if (status < 300) {
		print serving "try_files $file =404; error_page 405 =200 /.mirror/" i "; }" >file
	} else {
		printf "internal; error_page %d /.mirror/%db; return %d; }\n", status, i, status >file
		printf "location = /.mirror/%db { %stry_files $file =404; }\n", i, serving >file
	}
}

BEGIN {
	FS = "\t"
	n = split("html text/html htm text/html php text/html json application/json " \
		"xml text/xml yaml text/yaml yml text/yaml txt text/plain " \
		"md text/plain bib text/plain pdf application/pdf", word, " ")
	for (i = 1; i < n; i += 2)
		types[word[i]] = word[i + 1]
	n = split("connection keep-alive proxy-connection te trailer " \
		"transfer-encoding upgrade content-length content-encoding date " \
		"server", word, " ")
	for (i = 1; i <= n; i++)
		dropped[word[i]]
}

FNR == 1 {
	folder = FILENAME
	sub(/[^\/]*$/, "", folder)
	split("", column)
	for (i = 1; i <= NF; i++)
		column[$i] = i
	if (!("file" in column && "url" in column))
		fail("no columns file and url in '" FILENAME "'")
	next
}

{
	url = $column["url"]
	if (url !~ /^https?:\/\/[A-Za-z0-9.-]+([\/?#]|$)/ || url ~ /[ <>()]|[^ -~]/)
		next
	sub(/^https?:\/\//, "", url)
	sub(/#.*/, "", url)
	match(url, /^[^\/?]+/)
	host = tolower(substr(url, 1, RLENGTH))
	url = substr(url, RLENGTH + 1)
	key = host (url ~ /^\// ? "" : "/") url
	if (key in seen)
		next
	seen[key]
	hosts[host]
	path = folder $column["file"]
	recorded_status = recorded_type = headers = ""
	if ((getline line < (path ".hdr")) > 0) {
		close(path ".hdr")
		recorded(path)
	}
	status = "status" in column ? $column["status"] : ""
	status = status ? status : recorded_status
	type = "content_type" in column ? $column["content_type"] : ""
	type = type ? type : recorded_type
	key_at[++keys] = key
	answer[keys] = location_for(status ? status + 0 : 200,
		type ? type : type_of(path), headers) " " path
	alike[tolower(key)]++
	if (length(key) > longest)
		longest = length(key)
}

END {
	if (failed)
		exit 1
	if (!keys)
		fail("the manifests name no URL")
	for (host in hosts)
		print host >(ENVIRON["TMP"] "/hosts")
	for (bucket = 256; bucket < longest + 64; bucket *= 2)
		;
	print "map_hash_bucket_size " bucket ";"
	print "map_hash_max_size " (4 * keys > 2048 ? 4 * keys : 2048) ";"
	print "variables_hash_max_size 2048;"
	print "geo $dollar { default \"$\"; }"
	print "map \"$host$request_uri\" $hit {"
	for (i = 1; i <= keys; i++) {
		key = key_at[i]
		name = alike[tolower(key)] > 1 ? "~^\\Q" key "\\E$" : key
		print (name == key ? quote(key) : "\"" name "\"") " " \
			value(key " " answer[i]) ";"
	}
	print "}"
	print "map \"$host$request_uri $hit\" $class { default 0; " \
		"\"~^(?<asked1>\\S+) \\k<asked1> (?<c>[0-9]+) \" $c; }"
	print "map \"$host$request_uri $hit\" $file { default \"\"; " \
		"\"~^(?<asked2>\\S+) \\k<asked2> [0-9]+ (?<f>.+)$\" $f; }"
	print "map $class $type { default text/html;"
	for (i = 1; i <= classes; i++)
		print i " " value(class_type[i]) ";"
	print "}"
	print "map \"$request_uri $status\" $logged { default 1; \"/robots.txt 404\" 0; }"
	print "sendfile on; tcp_nopush on; keepalive_requests 100000;"
	print "keepalive_timeout 300; http2_max_concurrent_streams 256;"
	print "large_client_header_buffers 8 32k; client_max_body_size 64m;"
	print "gzip on; gzip_types *; gzip_min_length 256; gzip_comp_level 1;"
	print "gzip_vary on; server_tokens off; merge_slashes off;"
	print "ssl_protocols TLSv1.2 TLSv1.3;"
	print "root /; types { }"
	print "include " ENVIRON["TMP"] "/servers.conf;"
	print "}"
	print_locations(ENVIRON["TMP"] "/locations.conf")
}
