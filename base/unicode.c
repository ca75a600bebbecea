#include "base/unicode.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

static bool is_in(uint32_t point, uint32_t categories)
{
    return (U_MASK(u_charType((UChar32)point)) & categories) != 0;
}

bool unicode_is_letter(uint32_t point)
{
    if (point < 0x80) // most are, and a call is dear
        return (point | 0x20) >= 'a' && (point | 0x20) <= 'z';
    return is_in(point, U_GC_L_MASK);
}

bool unicode_is_mark(uint32_t point)
{
    return point >= 0x300 && is_in(point, U_GC_M_MASK);
}

bool unicode_is_upper(uint32_t point)
{
    if (point < 0x80)
        return point >= 'A' && point <= 'Z';
    return is_in(point, U_GC_LU_MASK);
}

bool unicode_is_lower(uint32_t point)
{
    if (point < 0x80)
        return point >= 'a' && point <= 'z';
    return is_in(point, U_GC_LL_MASK);
}

bool unicode_is_punctuation(uint32_t point)
{
    return is_in(point, U_GC_P_MASK);
}

bool unicode_is_symbol(uint32_t point)
{
    return point >= 0x80 && is_in(point, U_GC_SO_MASK);
}

bool unicode_is_space(uint32_t point)
{
    if (point < 0x80)
        return point == ' ' || (point >= '\t' && point <= '\r');
    return u_isUWhiteSpace((UChar32)point);
}

bool unicode_is_control(uint32_t point)
{
    return is_in(point, U_GC_CC_MASK);
}

bool unicode_is_ignorable(uint32_t point)
{
    return u_hasBinaryProperty((UChar32)point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

int unicode_digit(uint32_t point)
{
    if (point < 0x80)
        return point >= '0' && point <= '9' ? (int)(point - '0') : -1;
    return u_charDigitValue((UChar32)point);
}

uint32_t unicode_fold(uint32_t point)
{
    return (uint32_t)u_foldCase((UChar32)point, U_FOLD_CASE_DEFAULT);
}

// ICU normalises UTF-16. No character of three bytes grows to more than four units there, and none to more
// than three times its UTF-8 on the way back.
struct str unicode_decomposed(struct str text, struct arena *arena)
{
    UErrorCode error = U_ZERO_ERROR;
    enum { longest = 1 << 24 };
    if (text.len > longest || str_is_ascii(text))
        return text;
    int32_t len = 0, room = (int32_t)text.len * 4;
    UChar *wide = arena_space(arena, sizeof *wide, text.len);
    UChar *normal = arena_space(arena, sizeof *normal, (size_t)room);
    u_strFromUTF8WithSub(wide, (int32_t)text.len, &len, text.at, (int32_t)text.len, 0xfffd, NULL, &error);
    const UNormalizer2 *form = unorm2_getNFDInstance(&error);
    len = unorm2_normalize(form, wide, len, normal, room, &error);
    char *out = arena_space(arena, 1, (size_t)(U_SUCCESS(error) ? len : 0) * 3 + 1);
    int32_t out_len = 0;
    u_strToUTF8WithSub(out, len * 3, &out_len, normal, len, 0xfffd, NULL, &error);
    return U_SUCCESS(error) ? (struct str){out, (size_t)out_len} : text;
}

enum unicode_bracket unicode_bracket(uint32_t point)
{
    int32_t type = u_getIntPropertyValue((UChar32)point, UCHAR_BIDI_PAIRED_BRACKET_TYPE);
    return type == U_BPT_OPEN ? BRACKET_OPEN : type == U_BPT_CLOSE ? BRACKET_CLOSE : BRACKET_NONE;
}

uint32_t unicode_bracket_partner(uint32_t point)
{
    return (uint32_t)u_getBidiPairedBracket((UChar32)point);
}

int unicode_script_find(struct str code)
{
    UScriptCode scripts[4];
    char name[8];
    UErrorCode error = U_ZERO_ERROR;
    if (code.len != 4)
        return SCRIPT_NONE;
    memcpy(name, code.at, 4);
    name[4] = 0;
    int32_t count = uscript_getCode(name, scripts, 4, &error);
    return U_SUCCESS(error) && count == 1 ? (int)scripts[0] : SCRIPT_NONE;
}

int unicode_script(uint32_t point)
{
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript((UChar32)point, &error);
    bool is_shared = script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN;
    return U_FAILURE(error) || is_shared ? SCRIPT_NONE : (int)script;
}

bool unicode_is_of_script(uint32_t point, int script)
{
    static const struct {
        int set;
        UScriptCode members[4];
    } sets[] = {
        {USCRIPT_JAPANESE, {USCRIPT_HIRAGANA, USCRIPT_KATAKANA, USCRIPT_HAN, USCRIPT_HAN}},
        {USCRIPT_KOREAN, {USCRIPT_HANGUL, USCRIPT_HAN, USCRIPT_HAN, USCRIPT_HAN}},
        {USCRIPT_SIMPLIFIED_HAN, {USCRIPT_HAN, USCRIPT_BOPOMOFO, USCRIPT_HAN, USCRIPT_HAN}},
        {USCRIPT_TRADITIONAL_HAN, {USCRIPT_HAN, USCRIPT_BOPOMOFO, USCRIPT_HAN, USCRIPT_HAN}},
    };
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        for (size_t j = 0; sets[i].set == script && j < 4; j++)
            if (uscript_hasScript((UChar32)point, sets[i].members[j]))
                return true;
    return script >= 0 && uscript_hasScript((UChar32)point, (UScriptCode)script);
}
