#include "catalog/xml_proof.h"

#include "catalog/xml.h"

enum {
    longest_piece = 8 * 1000 * 1000, // a tag, a text, a comment: so that none comes near libxml2's own limit
    longest_names = 8 * 1000 * 1000, // of all that differ, for the same reason
    longest_name = 1000,
    most_attributes = 16, // each is compared with those before it
    remembered_names = 64,
};

// Which bytes end a run of characters that stand for themselves. 0xef leads to U+FFFE and U+FFFF, `]` to the
// `]]>` that no text may hold.
enum { IN_TEXT = 1, IN_DOUBLE_QUOTES = 2, IN_SINGLE_QUOTES = 4, IN_COMMENT = 8, IN_CDATA = 16, EVER = 31 };
#define FOUR(at) [at] = EVER, [(at) + 1] = EVER, [(at) + 2] = EVER, [(at) + 3] = EVER
static const unsigned char stops[256] = {
    FOUR(0),
    FOUR(4),
    ['\b'] = EVER, // but tab and line feed
    ['\v'] = EVER,
    ['\f'] = EVER, // but carriage return
    FOUR(14),
    FOUR(18),
    FOUR(22),
    FOUR(26),
    [30] = EVER,
    [31] = EVER,
    ['<'] = IN_TEXT | IN_DOUBLE_QUOTES | IN_SINGLE_QUOTES,
    ['&'] = IN_TEXT | IN_DOUBLE_QUOTES | IN_SINGLE_QUOTES,
    [']'] = IN_TEXT | IN_CDATA,
    ['"'] = IN_DOUBLE_QUOTES,
    ['\''] = IN_SINGLE_QUOTES,
    ['-'] = IN_COMMENT,
    [0xef] = EVER,
};
#undef FOUR

struct proof {
    struct str text;
    size_t at;
    struct str open[xml_greatest_depth]; // names of the elements around `at`
    size_t depth;
    struct str names[remembered_names]; // some of those that were met, where their last bytes lead to
    size_t names_len;                   // no less than all different names are long
};

// ---- small parts: each moves behind what it accepts, and says no where it is not sure

static bool accept(struct proof *proof, struct str word)
{
    if (!str_starts(str_from(proof->text, proof->at), word))
        return false;
    proof->at += word.len;
    return true;
}

static char byte_here(const struct proof *proof)
{
    return proof->at < proof->text.len ? proof->text.at[proof->at] : 0;
}

static bool skip_space(struct proof *proof)
{
    size_t start = proof->at;
    while (xml_is_space(byte_here(proof)))
        proof->at++;
    return proof->at > start;
}

static bool is_letter(char byte)
{
    return ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte == '_';
}

static struct str read_name(struct proof *proof)
{
    size_t start = proof->at;
    if (is_letter(byte_here(proof)))
        for (char byte = byte_here(proof);
             is_letter(byte) || (byte >= '0' && byte <= '9') || byte == '-' || byte == '.';
             byte = byte_here(proof))
            proof->at++;
    return str_slice(proof->text, start, proof->at);
}

static bool accept_reference(struct proof *proof)
{
    static const struct str references[] = {STR_INIT("&amp;"), STR_INIT("&lt;"), STR_INIT("&gt;"),
                                            STR_INIT("&quot;"), STR_INIT("&apos;")};
    for (size_t i = 0; i < sizeof references / sizeof *references; i++)
        if (accept(proof, references[i]))
            return true;
    return false;
}

// Characters and references up to a byte that ends them.
static bool skip_characters(struct proof *proof, unsigned char where)
{
    const unsigned char *text = (const unsigned char *)proof->text.at;
    size_t at = proof->at, len = proof->text.len;
    for (;;) {
        while (len - at >= 4 &&
               !((stops[text[at]] | stops[text[at + 1]] | stops[text[at + 2]] | stops[text[at + 3]]) & where))
            at += 4;
        while (at < len && !(stops[text[at]] & where))
            at++;
        if (at < len && text[at] == 0xef && (at + 1 == len || text[at + 1] != 0xbf)) {
            at++;
            continue;
        }
        proof->at = at;
        if (byte_here(proof) != '&')
            return at < len;
        if (!accept_reference(proof))
            return false;
        at = proof->at;
    }
}

// ---- tags

// Whether the name may stand there: libxml2 keeps each name once, and not too many.
static bool accept_name(struct proof *proof, struct str name)
{
    if (name.len == 0 || name.len > longest_name)
        return false;
    unsigned last = (unsigned char)name.at[name.len - 1];
    struct str *known = &proof->names[(last + 8 * name.len) % remembered_names];
    if (str_equal(*known, name))
        return true;
    *known = name;
    proof->names_len += name.len;
    return proof->names_len <= longest_names;
}

struct attributes {
    struct str names[most_attributes];
    size_t count;
};

static bool is_repeated(const struct attributes *attributes, struct str name)
{
    for (size_t i = 0; i < attributes->count; i++)
        if (str_equal(attributes->names[i], name))
            return true;
    return false;
}

// A plain name, or one of those with a prefix of which no declaration can make anything else.
static struct str read_attribute_name(struct proof *proof)
{
    size_t start = proof->at;
    struct str name = read_name(proof);
    if (byte_here(proof) != ':')
        return name;
    if (!str_is(name, "xml") || (!accept(proof, STR(":space")) && !accept(proof, STR(":lang"))))
        return (struct str){0};
    return str_slice(proof->text, start, proof->at);
}

// A name of a namespace that nobody can object to.
static bool is_plain_urn(struct str value)
{
    for (size_t i = 0; i < value.len; i++)
        if (!is_letter(value.at[i]) && !strchr(":.-0123456789", value.at[i]))
            return false;
    return str_starts(value, STR("urn:")) && value.len > 4;
}

static bool prove_attribute(struct proof *proof, struct attributes *attributes)
{
    struct str name = read_attribute_name(proof);
    if (!accept_name(proof, name) || attributes->count == most_attributes || is_repeated(attributes, name))
        return false;
    attributes->names[attributes->count++] = name;
    skip_space(proof);
    if (!accept(proof, STR("=")))
        return false;
    skip_space(proof);
    char quote = byte_here(proof);
    if (quote != '"' && quote != '\'')
        return false;
    size_t start = ++proof->at;
    if (!skip_characters(proof, quote == '"' ? IN_DOUBLE_QUOTES : IN_SINGLE_QUOTES) ||
        byte_here(proof) != quote)
        return false;
    struct str value = str_slice(proof->text, start, proof->at++);
    return !str_is(name, "xmlns") || is_plain_urn(value);
}

static bool prove_start_tag(struct proof *proof)
{
    struct attributes attributes; // of which only the counted ones are
    attributes.count = 0;
    if (!accept(proof, STR("<")))
        return false;
    struct str name = read_name(proof);
    if (!accept_name(proof, name) || proof->depth == xml_greatest_depth)
        return false;
    while (skip_space(proof) && byte_here(proof) != '>' && byte_here(proof) != '/')
        if (!prove_attribute(proof, &attributes))
            return false;
    if (accept(proof, STR("/>")))
        return true;
    proof->open[proof->depth++] = name;
    return accept(proof, STR(">"));
}

static bool prove_end_tag(struct proof *proof)
{
    proof->at += 2;
    if (!accept(proof, proof->open[--proof->depth]))
        return false;
    skip_space(proof);
    return accept(proof, STR(">"));
}

// ---- the rest

static bool prove_comment(struct proof *proof)
{
    proof->at += 4;
    while (skip_characters(proof, IN_COMMENT)) {
        if (accept(proof, STR("-->")))
            return true;
        if (!accept(proof, STR("-")) || byte_here(proof) == '-')
            return false;
    }
    return false;
}

static bool prove_cdata(struct proof *proof)
{
    proof->at += 9;
    while (skip_characters(proof, IN_CDATA)) {
        if (accept(proof, STR("]]>")))
            return true;
        if (!accept(proof, STR("]")))
            return false;
    }
    return false;
}

static bool prove_text(struct proof *proof)
{
    while (skip_characters(proof, IN_TEXT)) {
        if (byte_here(proof) == '<')
            return true;
        if (!accept(proof, STR("]")) || byte_here(proof) == ']')
            return false;
    }
    return false;
}

static bool prove_piece(struct proof *proof)
{
    struct str rest = str_from(proof->text, proof->at);
    if (byte_here(proof) != '<')
        return prove_text(proof);
    return str_starts(rest, STR("</"))          ? prove_end_tag(proof)
           : str_starts(rest, STR("<!--"))      ? prove_comment(proof)
           : str_starts(rest, STR("<![CDATA[")) ? prove_cdata(proof)
                                                : prove_start_tag(proof);
}

static bool prove_element(struct proof *proof)
{
    size_t start = proof->at;
    bool is_sure = prove_start_tag(proof);
    while (is_sure && proof->depth > 0 && proof->at - start <= longest_piece) {
        start = proof->at;
        is_sure = prove_piece(proof);
    }
    return is_sure && proof->at - start <= longest_piece;
}

// What may stand before and behind the root element.
static bool prove_misc(struct proof *proof)
{
    for (size_t start = proof->at;;) {
        skip_space(proof);
        if (proof->at - start > longest_piece)
            return false;
        if (!str_starts(str_from(proof->text, proof->at), STR("<!--")))
            return true;
        if (!prove_comment(proof))
            return false;
    }
}

static void skip_declaration(struct proof *proof)
{
    if (!accept(proof, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")) &&
        !accept(proof, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>")))
        accept(proof, STR("<?xml version=\"1.0\"?>"));
}

bool xml_is_surely_sound(struct str text)
{
    struct proof proof = {.text = text};
    accept(&proof, STR("\xef\xbb\xbf"));
    skip_declaration(&proof);
    return prove_misc(&proof) && prove_element(&proof) && prove_misc(&proof) && proof.at == text.len;
}
