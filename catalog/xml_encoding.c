#include "catalog/xml_encoding.h"

#include "base/utf.h"

bool xml_encoding_declared(struct str text, size_t *start, size_t *end)
{
    bool had_bom;
    struct str body = utf_skip_bom(text, &had_bom);
    size_t offset = text.len - body.len, close = str_find(body, STR("?>"), 0);
    if (!str_starts(body, STR("<?xml")) || close == STR_NONE)
        return false;
    struct str declaration = str_slice(body, 0, close);
    size_t at = str_find(declaration, STR("encoding"), 0);
    while (at < declaration.len && declaration.at[at] != '"' && declaration.at[at] != '\'')
        at++;
    if (at >= declaration.len)
        return false;
    size_t behind = str_find_byte(declaration, declaration.at[at], at + 1);
    *start = offset + at + 1;
    *end = offset + (behind == STR_NONE ? declaration.len : behind);
    return true;
}

static bool find_name(struct str text, size_t *start, size_t *end)
{
    return xml_encoding_declared(text, start, end) && text.at[*end] == text.at[*start - 1];
}

static bool is_text_of_xml(struct str text)
{
    bool had_bom;
    return str_starts(str_trim(utf_skip_bom(text, &had_bom)), STR("<"));
}

// ---- coming in

static enum encoding by_mark(struct str bytes)
{
    bool is_utf32 = str_starts(bytes, (struct str){"\xff\xfe\0\0", 4});
    return str_starts(bytes, STR("\xff\xfe")) && !is_utf32 ? ENCODING_UTF16_LITTLE
           : str_starts(bytes, STR("\xfe\xff"))            ? ENCODING_UTF16_BIG
                                                           : ENCODING_UTF8;
}

static bool refuse(struct diags *diags, struct str path, size_t bad)
{
    struct diag *diag = diag_add(diags, KIND_XML_ENCODING, span_file(path),
                                 "byte %zu is not well-formed in the encoding of the file", bad + 1);
    diag_hint(diags, diag, "Save the file as UTF-8.");
    return false;
}

// The declaration of the decoded text: its name becomes UTF-8, and spaces take up what the old one was
// longer.
static struct str with_utf8_declared(struct str text, struct str *name, struct arena *arena)
{
    size_t start, end;
    if (!find_name(text, &start, &end) || start == end) // an empty name is for the parser to refuse
        return text;
    *name = arena_copy(arena, str_slice(text, start, end));
    size_t more = name->len > 5 ? name->len - 5 : 0;
    struct buf out = {0};
    buf_add(&out, str_slice(text, 0, start));
    buf_text(&out, "UTF-8");
    buf_byte(&out, text.at[end]);
    buf_repeat(&out, ' ', more);
    buf_add(&out, str_from(text, end + 1));
    return buf_finish(&out, arena);
}

static bool decode(struct str bytes, struct str path, struct arena *arena, struct diags *diags,
                   struct xml_encoding *encoding, struct str *text)
{
    struct buf out = {0};
    size_t bad = 0;
    bool is_good = encoding_decode(bytes, encoding->encoding, &out, &bad);
    if (!is_text_of_xml(buf_str(&out))) { // another reader's concern
        buf_free(&out);
        *encoding = (struct xml_encoding){0};
        return true;
    }
    if (is_good)
        *text = with_utf8_declared(buf_finish(&out, arena), &encoding->name, arena);
    else
        buf_free(&out);
    return is_good || refuse(diags, path, bad);
}

bool xml_encoding_read(struct str bytes, struct str path, struct arena *arena, struct diags *diags,
                       struct xml_encoding *encoding, struct str *text)
{
    *encoding = (struct xml_encoding){.encoding = by_mark(bytes)};
    *text = bytes;
    if (encoding->encoding != ENCODING_UTF8)
        return decode(bytes, path, arena, diags, encoding, text);
    size_t start, end;
    bool had_bom;
    utf_skip_bom(bytes, &had_bom);
    if (had_bom || !find_name(bytes, &start, &end))
        return true;
    enum encoding named;
    // What is unknown, and UTF-16 without a mark, is for the parser to refuse, which shows the place.
    if (!encoding_of_name(str_slice(bytes, start, end), &named) || named == ENCODING_UTF8 ||
        named == ENCODING_UTF16_LITTLE || named == ENCODING_UTF16_BIG)
        return true;
    encoding->encoding = named;
    return decode(bytes, path, arena, diags, encoding, text);
}

// ---- going out

static struct str with_name_restored(struct str text, struct str name, struct buf *out)
{
    size_t start, end;
    if (!name.len || !find_name(text, &start, &end) || !str_is(str_slice(text, start, end), "UTF-8"))
        return text;
    size_t behind = end + 1, more = name.len > 5 ? name.len - 5 : 0;
    buf_add(out, str_slice(text, 0, start));
    buf_add(out, name);
    buf_byte(out, text.at[end]);
    while (more > 0 && behind < text.len && text.at[behind] == ' ')
        behind++, more--;
    buf_add(out, str_from(text, behind));
    return buf_str(out);
}

void xml_encoding_restore(const struct xml_encoding *encoding, struct buf *text)
{
    if (encoding->encoding == ENCODING_UTF8)
        return;
    struct buf named = {0}, out = {0};
    encoding_encode(with_name_restored(buf_str(text), encoding->name, &named), encoding->encoding, &out);
    buf_free(&named);
    buf_free(text);
    *text = out;
}
