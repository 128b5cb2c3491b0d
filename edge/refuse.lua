-- Answers what the edge refuses, as problems (RFC 9457), and then receives what the client still
-- sends of a body that nobody reads: to close while it sends would lose it the answer.
--
-- What is refused, and with which status, is haproxy.cfg's to say, in txn.refused.

local REFUSALS = {
    ["404"] = { "not-found", "Not Found", "There is nothing at this address." },
    ["411"] = { "length-required", "Length Required", "Say how long the body is, in Content-Length." },
    ["413"] = { "request-entity-too-large", "Request Entity Too Large", "The body is larger than 16 kB." },
    ["429"] = { "too-many-requests", "Too Many Requests", "That was faster than anybody can listen. Please go on in a few seconds.", "10" },
}

local MOST_BYTES = 64000000
local MOST_SECONDS = 60
-- Received at a time. One that sends a byte a second is noticed after so many seconds.
local STEP_BYTES = 128

local function drain(applet)
    local until_time = core.now().sec + MOST_SECONDS
    local received = 0
    while received < MOST_BYTES and core.now().sec < until_time do
        local came = applet:receive(STEP_BYTES)
        if came == nil or #came == 0 then return end
        received = received + #came
    end
end

core.register_service("refuse", "http", function(applet)
    local status = applet:get_var("txn.refused")
    local slug, title, detail, retry_after = table.unpack(REFUSALS[status])
    local id = applet:get_var("txn.request_id")
    local body = string.format(
        '{"type":"/problems/%s","title":"%s","status":%s,"detail":"%s","request_id":"%s","errors":[]}',
        slug, title, status, detail, id
    )
    applet:set_status(tonumber(status), title)
    applet:add_header("Content-Type", "application/problem+json")
    applet:add_header("Content-Length", tostring(#body))
    applet:add_header("X-Request-ID", id)
    if retry_after then applet:add_header("Retry-After", retry_after) end
    applet:start_response()
    applet:send(body)
    drain(applet)
end)
