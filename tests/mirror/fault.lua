-- fault.lua - answers one request badly, as the faults given to serve say.
--
-- Called for each request in nginx's rewrite phase with the list of faults.
-- The first that matches and is not used up decides; a request that none
-- matches, or whose fault changes only time and headers, goes on to its file.

local PAGE = "<!DOCTYPE html>\n<html><head><title>Maintenance</title></head>" ..
	"<body><h1>We are back soon</h1></body></html>\n"

local function matching(faults)
	local url = ngx.var.host .. ngx.var.request_uri
	local robots = ngx.var.request_uri == "/robots.txt"
	for i, f in ipairs(faults) do
		local named = f.url and (not robots or f.url:find("robots", 1, true))
		if not f.tls and (named and url:find(f.url) or not f.url and not robots) then
			local n = ngx.shared.counts:incr(i, 1, 0)
			if not f.count or n <= f.count then
				return f, i
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

-- Bytes that are nothing, the same each time.
local function noise(n)
	local bytes = {}
	math.randomseed(n)
	for i = 1, n do
		bytes[i] = string.char(math.random(0, 255))
	end
	return table.concat(bytes)
end

-- A body that is not the URL's file, or nil.
local function other_body(f)
	if f.body or f.bomb then
		return read(f.body or f.bomb)
	elseif f.garbage then
		return noise(f.garbage)
	elseif f.html or f.redirect then
		return PAGE
	elseif f.status then
		return "<html><body><h1>" .. f.status .. "</h1></body></html>\n"
	end
end

local function set_head(f, body, made)
	local type = f.type or made and not f.garbage and not f.bomb and "text/html" or ngx.var.type
	if f.charset then
		type = type:gsub(";.*", "") .. "; charset=" .. f.charset
	end
	ngx.status = f.status or f.redirect and 302 or 200
	ngx.header["Content-Type"] = type
	if f.coding then
		ngx.header["Content-Encoding"] = f.coding
	end
	if f.redirect then
		local here = ngx.var.scheme .. "://" .. ngx.var.host .. ngx.var.request_uri
		ngx.header["Location"] = f.redirect == "loop" and here or f.redirect
	end
	if not f.endless and f.length ~= "chunked" and f.length ~= "none" then
		ngx.header["Content-Length"] = f.length or #body
	end
end

-- Sends what comes, in portions with pauses when it shall trickle.
local function send(f, body)
	local portion = f.trickle or math.max(#body, 1)
	for at = 1, #body, portion do
		if not ngx.print(body:sub(at, at + portion - 1)) or not ngx.flush(true) then
			return false -- nobody reads it
		end
		if f.trickle then
			ngx.sleep(f.pause)
		end
	end
	return true
end

-- The whole answer is made here: another status, another body, a cut body.
local function answer(f)
	local made = other_body(f)
	local body = made or read(ngx.var.file) or PAGE
	local cut = f.truncate or f.stall or f.reset
	set_head(f, body, made)
	ngx.send_headers()
	ngx.flush(true)
	while send(f, cut and body:sub(1, cut) or body) and f.endless do
		-- once more
	end
	if f.stall then
		ngx.sleep(3600)
	end
	if f.reset then
		return ngx.exit(444)
	end
	local short = type(f.length) == "number" and f.length > #body
	return ngx.exit((cut or short) and ngx.ERROR or ngx.HTTP_OK)
end

local function add_headers(f)
	for _, h in ipairs(f.add) do
		local name, value = h:match("^([^:]+): *(.*)$")
		ngx.header[name] = value
	end
	for i = 1, f.headers or 0 do
		ngx.header["X-Flood-" .. i] = ("x"):rep(1000)
	end
end

-- Without INDEX: the rewrite phase of any request. With it: the answer to one
-- whose fault was found there.
return function(faults, index)
	if index then
		return answer(faults[index])
	end
	local f, i = matching(faults)
	if not f then
		return ngx.exec("/.mirror/" .. ngx.var.class)
	end
	if f.delay then
		ngx.sleep(f.delay)
	end
	if f.freeze then -- this process answers nobody any more
		os.execute("kill -STOP " .. ngx.worker.pid())
	elseif f.close then
		return ngx.exit(ngx.ERROR)
	elseif f.reset == 0 then
		return ngx.exit(444)
	end
	add_headers(f)
	if f.length == "none" then
		return ngx.exec("/.mirror/unframed", "fault=" .. i)
	elseif f.whole then
		return answer(f)
	end
	return ngx.exec("/.mirror/" .. ngx.var.class)
end
