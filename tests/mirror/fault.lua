-- fault.lua - answers one request badly, as the faults given to serve say.
--
-- Called for each request in nginx's rewrite phase with the list of faults.
-- The first that matches and is not used up decides; a request that none
-- matches, or whose fault changes only time and headers, goes on to its file.

local function matching(faults)
	local url = ngx.var.host .. ngx.var.request_uri
	local robots = ngx.var.request_uri == "/robots.txt"
	for i, f in ipairs(faults) do
		local named = f.url and (not robots or f.url:find("robots", 1, true))
		if named and url:find(f.url) or not f.url and not robots then
			local n = ngx.shared.counts:incr(i, 1, 0)
			if not f.count or n <= f.count then
				return f
			end
		end
	end
end

local function read(path)
	local file = path ~= "" and io.open(path, "rb")
	if not file then
		return nil
	end
	local body = file:read("*a")
	file:close()
	return body
end

-- The whole answer is made here: another status, another body, a cut body.
local function answer(f)
	local body = f.body and read(f.body) or not f.status and read(ngx.var.file)
	body = body or "<html><body><h1>" .. (f.status or 404) .. "</h1></body></html>\n"
	ngx.status = f.status or 200
	ngx.header["Content-Type"] = f.type or (f.body or f.status) and "text/html" or ngx.var.type
	ngx.header["Content-Length"] = #body
	if not f.truncate then
		ngx.print(body)
		return ngx.exit(ngx.HTTP_OK)
	end
	ngx.print(body:sub(1, f.truncate))
	ngx.flush(true)
	return ngx.exit(ngx.ERROR)
end

return function(faults)
	local f = matching(faults)
	if f then
		if f.delay then
			ngx.sleep(f.delay)
		end
		if f.close then
			return ngx.exit(444)
		end
		for _, h in ipairs(f.headers) do
			local name, value = h:match("^([^:]+): *(.*)$")
			ngx.header[name] = value
		end
		if f.status or f.body or f.truncate then
			return answer(f)
		end
	end
	return ngx.exec("/.mirror/" .. ngx.var.class)
end
