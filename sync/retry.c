#include "sync/retry.h"

#include <math.h>
#include <stdio.h>

// ---- what a status means for one who thinks of sending the request again

struct status_row {
    long status;
    bool is_passing;           // may go away by itself
    enum http_outcome outcome; // of a write
};

static const struct status_row status_rows[] = {
    {408, true, HTTP_NOT_DONE}, // the request did not arrive whole
    {425, true, HTTP_NOT_DONE}, // too early
    {429, true, HTTP_NOT_DONE}, // refused by a throttle
    {500, true, HTTP_UNKNOWN},  // failed somewhere on the way
    {502, true, HTTP_UNKNOWN},  // a gateway lost the service behind it
    {503, true, HTTP_NOT_DONE}, // refused for load or maintenance
    {504, true, HTTP_UNKNOWN},  // a gateway waited in vain
    {520, true, HTTP_UNKNOWN},  // Cloudflare: as 502
    {521, true, HTTP_NOT_DONE}, // … the service's host refused the connection
    {522, true, HTTP_UNKNOWN},  // … no connection in time
    {523, true, HTTP_NOT_DONE}, // … no way there
    {524, true, HTTP_UNKNOWN},  // … as 504
};

static struct status_row row_of_status(long status)
{
    for (size_t i = 0; i < sizeof status_rows / sizeof *status_rows; i++)
        if (status_rows[i].status == status)
            return status_rows[i];
    return (struct status_row){status, false, HTTP_DONE};
}

// ---- the same for a try without an answer

static const struct trouble_row {
    bool is_passing;
    bool is_before; // nothing can have been sent
} trouble_rows[HTTP_TROUBLE_COUNT] = {
    [HTTP_NO_NAME] = {true, true},   [HTTP_NO_CONNECTION] = {true, true},
    [HTTP_NO_PROXY] = {true, true},  [HTTP_NO_TRUST] = {false, false},
    [HTTP_NO_TIME] = {true, false},  [HTTP_TOO_SLOW] = {true, false},
    [HTTP_CUT_OFF] = {true, false},  [HTTP_TOO_LARGE] = {false, false},
    [HTTP_GARBLED] = {true, false},  [HTTP_PAGE] = {true, false},
    [HTTP_BAD_URL] = {false, true},  [HTTP_OTHER_ORIGIN] = {false, true},
    [HTTP_OVERDUE] = {false, false}, [HTTP_INTERRUPTED] = {false, false},
};

static enum http_outcome outcome_of_trouble(const struct retry_try *tried)
{
    return tried->is_sent && !trouble_rows[tried->trouble].is_before ? HTTP_UNKNOWN : HTTP_NOT_DONE;
}

static enum http_outcome outcome_of_write(const struct retry_try *tried)
{
    return tried->trouble ? outcome_of_trouble(tried) : row_of_status(tried->status).outcome;
}

// A GET changes nothing, so what did not answer well is not done.
static enum http_outcome outcome_of(const struct retry_try *tried)
{
    enum http_outcome outcome = outcome_of_write(tried);
    return outcome == HTTP_UNKNOWN && tried->method == HTTP_GET ? HTTP_NOT_DONE : outcome;
}

static bool is_passing(const struct retry_try *tried)
{
    return tried->trouble ? trouble_rows[tried->trouble].is_passing : row_of_status(tried->status).is_passing;
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
    for (; *at < text.len && text.at[*at] >= '0' && text.at[*at] <= '9'; ++*at)
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
static double days_of(int year, int month, int day)
{
    year -= month <= 2;
    int era = year / 400, of_era = year - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097.0 + (of_era * 365 + of_era / 4 - of_era / 100 + of_year) - 719468;
}

static double seconds_of(const struct date *date)
{
    bool is_date = date->month >= 0 && date->day >= 1 && date->day <= 31 && date->hour <= 23 &&
                   date->minute <= 59 && date->second <= 60;
    return is_date ? days_of(date->year, date->month + 1, date->day) * 86400 + date->hour * 3600.0 +
                         date->minute * 60.0 + date->second
                   : -1;
}

// The three forms: that of RFC 1123, that of RFC 850 (with two digits of the year), that of C's asctime.
static bool read_date(const char *text, struct date *date)
{
    char month[4] = "";
    int end = 0;
    *date = (struct date){0};
    if (sscanf(text, "%*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d GMT%n", &date->day, month, &date->year,
               &date->hour, &date->minute, &date->second, &end) < 6 ||
        !end) {
        if (sscanf(text, "%*9[A-Za-z], %2d-%3[A-Za-z]-%2d %2d:%2d:%2d GMT%n", &date->day, month, &date->year,
                   &date->hour, &date->minute, &date->second, &end) == 6 &&
            end)
            date->year += date->year < 70 ? 2000 : 1900;
        else if (sscanf(text, "%*3[A-Za-z] %3[A-Za-z] %2d %2d:%2d:%2d %4d%n", month, &date->day, &date->hour,
                        &date->minute, &date->second, &date->year, &end) < 6 ||
                 !end)
            return false;
    }
    date->month = strlen(month) == 3 ? month_of(month) : -1;
    return date->year >= 1970;
}

double retry_after(struct str header, double date)
{
    header = str_trim(header);
    size_t at = 0;
    double seconds = read_number(header, &at);
    if (seconds >= 0)
        return at == header.len ? seconds : -1;
    char text[40];
    struct date read;
    if (header.len >= sizeof text)
        return -1;
    memcpy(text, header.at ? header.at : "", header.len);
    text[header.len] = 0;
    double until = read_date(text, &read) ? seconds_of(&read) : -1;
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
