// Groups of a robots.txt, line by line: a group is user-agent lines and the rules behind them.
#include "read/robots.h"

typedef struct rules {
    stm_view robots, agent;
    bool own;      // are there groups of that name
    stm_view rest; // lines still to be read
    bool in_group, after_rule, heads_fit;
} rules;

typedef enum line { LINE_END, LINE_OTHER, LINE_ALLOW, LINE_DISALLOW, LINE_DELAY } line;

static bool is_token_byte(char c)
{
    return stm_is_letter(c) || c == '-' || c == '_';
}

// Does a user-agent line name the agent: its product token, whatever stands behind.
static bool names_agent(stm_view value, stm_view agent)
{
    size_t n = 0;
    while (n < value.size && is_token_byte(value.at[n]))
        n++;
    return n > 0 && stm_view_equal_nocase(stm_view_upto(value, n), agent);
}

static bool cut_field(stm_view text, stm_view *name, stm_view *value)
{
    ptrdiff_t remark = stm_view_find_byte(text, '#');
    text = stm_view_upto(text, remark == STM_NOWHERE ? text.size : (size_t)remark);
    ptrdiff_t colon = stm_view_find_byte(text, ':');
    if (colon == STM_NOWHERE)
        return false;
    *name = stm_view_trim(stm_view_upto(text, (size_t)colon));
    *value = stm_view_trim(stm_view_from(text, (size_t)colon + 1));
    return true;
}

// Lines end with LF, CR LF or CR.
static bool next_text(stm_view *rest, stm_view *text)
{
    size_t n = 0;
    if (rest->size == 0)
        return false;
    while (n < rest->size && rest->at[n] != '\n' && rest->at[n] != '\r')
        n++;
    *text = stm_view_upto(*rest, n);
    *rest = stm_view_from(*rest, n + 1);
    return true;
}

// The next line that is a rule for the agent.
static line next_rule(rules *r, stm_view *value)
{
    stm_view text, name;
    while (next_text(&r->rest, &text)) {
        if (!cut_field(text, &name, value))
            continue;
        if (stm_view_equal_nocase(name, STM_VIEW("user-agent"))) {
            if (r->after_rule)
                r->in_group = false; // a new group
            r->after_rule = false;
            bool fits = r->own ? names_agent(*value, r->agent) : stm_view_is(*value, "*");
            r->in_group = r->in_group || fits;
            r->heads_fit = r->heads_fit || fits;
            continue;
        }
        bool allow = stm_view_equal_nocase(name, STM_VIEW("allow")), disallow = stm_view_equal_nocase(name, STM_VIEW("disallow"));
        bool delay = stm_view_equal_nocase(name, STM_VIEW("crawl-delay"));
        r->after_rule = r->after_rule || allow || disallow || delay;
        if (r->in_group && (allow || disallow || delay))
            return allow ? LINE_ALLOW : disallow ? LINE_DISALLOW : LINE_DELAY;
    }
    return LINE_END;
}

static rules begin(stm_view robots, stm_view agent)
{
    robots = stm_view_upto(robots, STM_ROBOTS_MOST);
    if (stm_view_begins(robots, STM_VIEW("\xEF\xBB\xBF")))
        robots = stm_view_from(robots, 3);
    rules own = {.robots = robots, .agent = agent, .own = true, .rest = robots},
          any = {.robots = robots, .agent = agent, .rest = robots};
    stm_view value;
    rules looking = own;
    while (next_rule(&looking, &value) != LINE_END)
        ;
    return looking.heads_fit ? own : any;
}

static int hex_of(char c)
{
    char lower = stm_lower(c);
    return stm_is_digit(c) ? c - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// One character of a path: its byte, and whether it stands as %XX. Moves on. Escapes of letters and digits mean the same as
// these.
static unsigned next_byte(stm_view text, size_t *at)
{
    unsigned char c = (unsigned char)text.at[*at];
    if (c == '%' && *at + 2 < text.size && hex_of(text.at[*at + 1]) >= 0 && hex_of(text.at[*at + 2]) >= 0) {
        unsigned byte = (unsigned)(hex_of(text.at[*at + 1]) * 16 + hex_of(text.at[*at + 2]));
        *at += 3;
        bool plain = byte < 0x80 && (stm_is_letter((char)byte) || stm_is_digit((char)byte) || strchr("-._~", (int)byte) != NULL);
        return plain && byte != 0 ? byte : byte | (byte < 0x80 ? 0x100u : 0);
    }
    ++*at;
    return c;
}

// Does `pattern` ("*" any bytes, "$" the end) fit the beginning of `path`.
static bool fits(stm_view pattern, stm_view path)
{
    size_t p = 0, at = 0, star = SIZE_MAX, star_at = 0;
    while (p < pattern.size) {
        if (pattern.at[p] == '*') {
            star = ++p;
            star_at = at;
            continue;
        }
        if (pattern.at[p] == '$' && p + 1 == pattern.size) {
            if (at == path.size)
                return true;
        } else if (at < path.size) {
            size_t p_next = p, at_next = at;
            if (next_byte(pattern, &p_next) == next_byte(path, &at_next)) {
                p = p_next;
                at = at_next;
                continue;
            }
        }
        if (star == SIZE_MAX || star_at >= path.size)
            return false;
        next_byte(path, &star_at);
        at = star_at;
        p = star;
    }
    return true;
}

bool stm_robots_allow(stm_view robots, stm_view agent, stm_view path)
{
    rules r = begin(robots, agent);
    stm_view value;
    size_t longest = 0;
    bool allowed = true;
    if (stm_view_is(path, "/robots.txt"))
        return true;
    for (line kind; (kind = next_rule(&r, &value)) != LINE_END;) {
        if (kind == LINE_DELAY || value.size == 0 || value.size < longest || !fits(value, path))
            continue;
        allowed = kind == LINE_ALLOW || (value.size == longest && allowed);
        longest = value.size;
    }
    return allowed;
}

double stm_robots_delay(stm_view robots, stm_view agent)
{
    rules r = begin(robots, agent);
    stm_view value;
    double delay = 0;
    for (line kind; (kind = next_rule(&r, &value)) != LINE_END;) {
        double seconds = 0, unit = 1;
        bool behind = false;
        for (size_t i = 0; kind == LINE_DELAY && i < value.size && i < 8 && (stm_is_digit(value.at[i]) || value.at[i] == '.');
             i++) {
            behind = behind || value.at[i] == '.';
            if (value.at[i] == '.')
                continue;
            unit = behind ? unit / 10 : unit;
            seconds = behind ? seconds + unit * (value.at[i] - '0') : seconds * 10 + (value.at[i] - '0');
        }
        delay = seconds > delay ? seconds : delay;
    }
    return delay;
}
