// Addresses and paths, which work only as they are.
#include "catalog/checks/checking.h"

#include "base/utf.h"

struct address {
    size_t start, end;
};

static bool ends_address(unsigned char byte)
{
    return byte <= ' ' || byte >= 0x80 || byte == '<' || byte == '>' || byte == '"' || byte == '\'' ||
           byte == '`' || byte == '(' || byte == ')' || byte == '[' || byte == ']' || byte == '{' ||
           byte == '}';
}

static size_t address_end(struct str text, size_t at)
{
    while (at < text.len && !ends_address((unsigned char)text.at[at]))
        at++;
    while (at > 0 && strchr(".,;:!?*", text.at[at - 1]))
        at--;
    return at;
}

static bool is_mail_byte(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           strchr(".-_+", byte);
}

// The next address with a scheme, from *at on.
static bool next_link(struct str text, size_t *at, struct address *out)
{
    for (size_t found; (found = str_find(text, STR("://"), *at)) != STR_NONE; *at = found + 3) {
        size_t start = found;
        while (start > *at && ((text.at[start - 1] >= 'a' && text.at[start - 1] <= 'z') ||
                               (text.at[start - 1] >= 'A' && text.at[start - 1] <= 'Z')))
            start--;
        *out = (struct address){start, address_end(text, found + 3)};
        if (start < found && out->end > found + 3) {
            *at = out->end;
            return true;
        }
    }
    return false;
}

static bool next_mail(struct str text, size_t *at, struct address *out)
{
    for (size_t found; (found = str_find_byte(text, '@', *at)) != STR_NONE; *at = found + 1) {
        size_t start = found, end = found + 1;
        while (start > *at && is_mail_byte((unsigned char)text.at[start - 1]))
            start--;
        while (end < text.len && is_mail_byte((unsigned char)text.at[end]))
            end++;
        while (end > found && strchr(".-_+", text.at[end - 1]))
            end--;
        *out = (struct address){start, end};
        bool has_dot = str_find_byte(str_slice(text, found + 1, end), '.', 0) != STR_NONE;
        if (start < found && end > found + 3 && has_dot) {
            *at = end;
            return true;
        }
    }
    return false;
}

// A path of a file: "/etc/hosts", "C:\Windows", "~/.ssh".
static bool next_path(struct str text, size_t *at, struct address *out)
{
    while (*at < text.len) {
        size_t start = *at, slashes = 0;
        bool is_start =
            start == 0 || (unsigned char)text.at[start - 1] <= ' ' || strchr("\"'`(", text.at[start - 1]);
        struct str rest = str_from(text, start);
        bool is_path = is_start && (str_starts(rest, STR("/")) || str_starts(rest, STR("~/")) ||
                                    str_starts(rest, STR("./")) || str_starts(str_from(rest, 1), STR(":\\")));
        *at = start + 1;
        if (!is_path)
            continue;
        *out = (struct address){start, address_end(text, start)};
        for (size_t i = start; i < out->end; i++)
            slashes += text.at[i] == '/' || text.at[i] == '\\';
        if (out->end > start)
            *at = out->end;
        if (slashes >= 2 && out->end > start + 3)
            return true;
    }
    return false;
}

typedef bool address_reader(struct str text, size_t *at, struct address *out);

static bool is_in(struct str address, struct str text)
{
    return str_find(text, address, 0) != STR_NONE;
}

// Names of sites that stand for any other are translated, too.
static bool is_example(struct str link)
{
    static const char *const words[] = {"example", ".tld", "@email.", "domain.", "company"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_find(link, str_of(words[i]), 0) != STR_NONE)
            return true;
    return false;
}

// The site alone: the page may be another one in the language.
static struct str host_of(struct str link)
{
    size_t start = str_find(link, STR("://"), 0);
    if (start == STR_NONE)
        return link;
    size_t end = str_find_byte(link, '/', start + 3);
    return str_slice(link, start + 3, end);
}

static void check_addresses(struct checking *checking, enum kind kind, address_reader *read, const char *noun)
{
    struct str source = checking->source.flat, target = checking->target.flat;
    enum { most = 100 }; // more of them are a list
    struct address address;
    size_t count = 0;
    for (size_t at = 0; count++ < most && read(source, &at, &address);) {
        struct str text = str_slice(source, address.start, address.end);
        if (is_in(text, target) || (kind == KIND_LINKS && (is_in(host_of(text), target) || is_example(text))))
            continue;
        struct diag *diag = check_report_text(checking, kind, &checking->target,
                                              "the %s `" STR_FORMAT "` of the source is missing", noun,
                                              STR_ARG(str_slice(text, 0, 160)));
        check_relate(checking, diag, &checking->source, address.start, address.end, "in the source");
        if (diag && checking->found[kind] >= check_greatest_of_a_kind)
            return;
    }
}

void check_links(struct checking *checking)
{
    if (str_trim(checking->target.flat).len == 0)
        return;
    if (checking->source.marks & HAS_SLASH)
        check_addresses(checking, KIND_LINKS, next_link, "address");
    if (checking->source.marks & HAS_AT)
        check_addresses(checking, KIND_LINKS, next_mail, "address");
}

void check_paths(struct checking *checking)
{
    if ((checking->source.marks & (HAS_SLASH | HAS_BACKSLASH)) && str_trim(checking->target.flat).len)
        check_addresses(checking, KIND_PATHS, next_path, "path");
}
