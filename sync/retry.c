#include "sync/retry.h"

#include <math.h>
#include <stdio.h>

// ---- what a status means for one who thinks of sending the request again

// Those that may go away by themselves. All others are the service's last word.
static const struct {
    long status;
    enum http_outcome outcome; // of a write
} passing[] = {
    {408, HTTP_NOT_DONE}, // the request did not arrive whole
    {425, HTTP_NOT_DONE}, // too early
    {429, HTTP_NOT_DONE}, // refused by a throttle
    {500, HTTP_UNKNOWN},  // failed somewhere on the way
    {502, HTTP_UNKNOWN},  // a gateway lost the service behind it
    {503, HTTP_NOT_DONE}, // refused for load or maintenance
    {504, HTTP_UNKNOWN},  // a gateway waited in vain
    {520, HTTP_UNKNOWN},  // Cloudflare: as 502
    {521, HTTP_NOT_DONE}, // … the service's host refused the connection
    {522, HTTP_UNKNOWN},  // … no connection in time
    {523, HTTP_NOT_DONE}, // … no way there
    {524, HTTP_UNKNOWN},  // … as 504
};

enum { passing_count = sizeof passing / sizeof *passing };

static size_t find_passing(long status)
{
    size_t i = 0;
    while (i < passing_count && passing[i].status != status)
        i++;
    return i;
}

// ---- the same for a try without an answer

static const bool is_trouble_passing[HTTP_TROUBLE_COUNT] = {
    [HTTP_NO_NAME] = true,  [HTTP_NO_CONNECTION] = true, [HTTP_NO_PROXY] = true, [HTTP_NO_TIME] = true,
    [HTTP_TOO_SLOW] = true, [HTTP_CUT_OFF] = true,       [HTTP_GARBLED] = true,  [HTTP_PAGE] = true,
};

static enum http_outcome outcome_of_write(const struct retry_try *tried)
{
    if (tried->trouble)
        return tried->is_sent ? HTTP_UNKNOWN : HTTP_NOT_DONE;
    size_t row = find_passing(tried->status);
    return row < passing_count ? passing[row].outcome : HTTP_DONE;
}

// A GET changes nothing, so what did not answer well is not done.
static enum http_outcome outcome_of(const struct retry_try *tried)
{
    enum http_outcome outcome = outcome_of_write(tried);
    return outcome == HTTP_UNKNOWN && tried->method == HTTP_GET ? HTTP_NOT_DONE : outcome;
}

static bool is_passing(const struct retry_try *tried)
{
    return tried->trouble ? is_trouble_passing[tried->trouble] : find_passing(tried->status) < passing_count;
}

// ---- the wait

static double wait_of(const struct retry_policy *policy, unsigned tries, double asked, double random)
{
    double most = fmin(policy->longest, ldexp(policy->first, (int)fmin(tries - 1, 64)));
    // What all wait for ends for all at the same time: so jitter comes on top of what was asked for.
    return asked >= 0 ? asked + random * fmin(most, 1) : random * most;
}

struct retry_verdict retry_judge(const struct retry_policy *policy, struct retry_state *state,
                                 const struct retry_try *tried, double left, double random)
{
    struct retry_verdict verdict = {.outcome = outcome_of(tried)};
    state->tries++;
    state->is_unknown |= verdict.outcome == HTTP_UNKNOWN;
    if (state->is_unknown && verdict.outcome == HTTP_NOT_DONE)
        verdict.outcome = HTTP_UNKNOWN; // an earlier try may have been the one
    bool may_repeat = tried->method == HTTP_GET || tried->is_repeatable || verdict.outcome == HTTP_NOT_DONE;
    if (!is_passing(tried) || !may_repeat || state->tries >= policy->tries)
        return verdict;
    verdict.seconds = wait_of(policy, state->tries, tried->asked, random);
    verdict.is_again = state->waited + verdict.seconds <= policy->budget && verdict.seconds < left;
    if (verdict.is_again)
        state->waited += verdict.seconds;
    return verdict;
}

// ---- what services say of waiting

enum { most_seconds = 100000000 }; // three years: more is no number that means anything

// Digits at *at, which moves behind them; negative when there are none.
static double read_number(struct str text, size_t *at)
{
    double number = -1;
    for (; *at < text.len && byte_is_digit(text.at[*at]); ++*at)
        number = fmin(most_seconds, fmax(number, 0) * 10 + (text.at[*at] - '0'));
    return number;
}

static int month_of(const char *name)
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    for (int month = 0; month < 12; month++)
        if (memcmp(names + (ptrdiff_t)3 * month, name, 3) == 0)
            return month;
    return -1;
}

struct date {
    int year, month, day, hour, minute, second; // month from 0
};

// Days from 1970-01-01 in the Gregorian calendar (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
static long days_of(long year, long month, long day)
{
    year -= month <= 2;
    long era = year / 400, of_era = year - era * 400;
    long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static bool is_within(int number, int least, int most)
{
    return number >= least && number <= most;
}

// Seconds since 1970; negative when there is no such date.
static double seconds_of(const struct date *date)
{
    bool is_date = is_within(date->year, 1970, 9999) && is_within(date->month, 0, 11) &&
                   is_within(date->day, 1, 31) && is_within(date->hour, 0, 23) &&
                   is_within(date->minute, 0, 59) && is_within(date->second, 0, 60);
    long minutes = (days_of(date->year, date->month + 1, date->day) * 24 + date->hour) * 60 + date->minute;
    return is_date ? (double)(minutes * 60 + date->second) : -1;
}

// "Sun, 06 Nov 1994 08:49:37 GMT", which all should send
static bool read_plain(const char *text, struct date *date, char month[4], int *end)
{
    return sscanf(text, "%*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d GMT%n", &date->day, month, &date->year,
                  &date->hour, &date->minute, &date->second, end) == 6;
}

// "Sunday, 06-Nov-94 08:49:37 GMT", of RFC 850
static bool read_old(const char *text, struct date *date, char month[4], int *end)
{
    bool is_read = sscanf(text, "%*9[A-Za-z], %2d-%3[A-Za-z]-%2d %2d:%2d:%2d GMT%n", &date->day, month,
                          &date->year, &date->hour, &date->minute, &date->second, end) == 6;
    date->year += date->year < 70 ? 2000 : 1900;
    return is_read;
}

// "Sun Nov  6 08:49:37 1994", of C's asctime
static bool read_c(const char *text, struct date *date, char month[4], int *end)
{
    return sscanf(text, "%*3[A-Za-z] %3[A-Za-z] %2d %2d:%2d:%2d %4d%n", month, &date->day, &date->hour,
                  &date->minute, &date->second, &date->year, end) == 6;
}

// Negative when the text is no date.
static double read_date(const char *text)
{
    static bool (*const forms[])(const char *, struct date *, char[4], int *) = {read_plain, read_old,
                                                                                 read_c};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct date date = {0};
        char month[4] = "";
        int end = 0; // stays so where the text ends too soon
        if (!forms[i](text, &date, month, &end) || end == 0 || text[end])
            continue;
        date.month = strlen(month) == 3 ? month_of(month) : -1;
        return seconds_of(&date);
    }
    return -1;
}

double retry_after(struct str header, double date)
{
    header = str_trim(header);
    size_t at = 0;
    double seconds = read_number(header, &at);
    if (seconds >= 0)
        return at == header.len ? seconds : -1;
    char text[40];
    if (header.len >= sizeof text)
        return -1;
    memcpy(text, header.at ? header.at : "", header.len);
    text[header.len] = 0;
    double until = read_date(text);
    return until < 0 ? -1 : fmin(most_seconds, fmax(0, until - date));
}

double retry_expected(struct str body)
{
    enum { reach = 4096 };
    const struct str words = STR("xpected available in ");
    struct str front = str_slice(body, 0, reach);
    size_t at = str_find(front, words, 0);
    if (at == STR_NONE)
        return -1;
    at += words.len;
    return read_number(front, &at);
}
