"""Redis scripts: each is one atomic step, so numbers have no gaps and a history is whole.

A topic is a hash (epoch, seq), a stream of its last frames whose ids are `<seq>-0`, and a hash of the latest `may`
frames. Every stored frame reads `<epoch> <seq> <weight> <type>\\n<text>`, as it is published.
"""

_EPOCH = """
local epoch = redis.call('HGET', KEYS[1], 'epoch')
if not epoch then
  epoch = ARGV[1]
  redis.call('DEL', KEYS[2], KEYS[3])
  redis.call('HSET', KEYS[1], 'epoch', epoch, 'seq', '0')
end
for i = 1, 3 do redis.call('EXPIRE', KEYS[i], ARGV[2]) end
"""

# ARGV: new epoch, seconds a topic lives, weight, type, body, frames kept, channel
PUBLISH = (
    _EPOCH
    + """
local may = ARGV[3] == 'may'
local seq = may and redis.call('HGET', KEYS[1], 'seq') or redis.call('HINCRBY', KEYS[1], 'seq', 1)
seq = string.format('%.0f', seq)
local text = epoch .. ' ' .. seq .. ' ' .. ARGV[3] .. ' ' .. ARGV[4] .. '\\n{"seq":' .. seq .. ARGV[5]
if may then
  redis.call('HSET', KEYS[3], ARGV[4], text)
  redis.call('EXPIRE', KEYS[3], ARGV[2])
else
  redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[6], seq .. '-0', 'at', redis.call('TIME')[1], 'text', text)
  redis.call('EXPIRE', KEYS[2], ARGV[2])
end
redis.call('PUBLISH', ARGV[7], text)
return {epoch, seq}
"""
)

# ARGV: new epoch, seconds a topic lives
POSITION = _EPOCH + "return {epoch, redis.call('HGET', KEYS[1], 'seq')}"

# ARGV: new epoch, seconds a topic lives, epoch asked for, number asked for, seconds a frame is kept
HISTORY = (
    _EPOCH
    + """
local seq = tonumber(redis.call('HGET', KEYS[1], 'seq'))
local latest = redis.call('HVALS', KEYS[3])
local since = tonumber(ARGV[4])
if since < 0 then return {epoch, seq, 1, latest} end
if ARGV[3] ~= epoch or since > seq then return {epoch, seq, 0} end
local missed = {}
if since < seq then
  local found = redis.call('XRANGE', KEYS[2], string.format('%.0f-0', since + 1), '+')
  local oldest = tonumber(redis.call('TIME')[1]) - tonumber(ARGV[5])
  if #found ~= seq - since or tonumber(found[1][2][2]) < oldest then return {epoch, seq, 0} end
  for i, entry in ipairs(found) do missed[i] = entry[2][4] end
end
for _, text in ipairs(latest) do missed[#missed + 1] = text end
return {epoch, seq, 1, missed}
"""
)
