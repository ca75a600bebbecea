// The rules of catalog/check.h: what each finds, where, and what it leaves alone.
#include "unit.h"

#include "catalog/check.h"
#include "catalog/format.h"
#include "catalog/glossary.h"

// A unit of XLIFF 1.2 and what a rule makes of it.
struct row {
    const char *kind;
    const char *locale, *source, *target;
    const char *found; // the bytes of the target that are pointed at; NULL: nothing is found
};

struct found {
    struct arena arena;
    struct diags diags;
    struct catalog catalog;
    struct check_options options;
};

static void read_catalog(struct found *found, struct str text)
{
    static const struct format_options own = {.tool = STR_INIT("glot")};
    found->diags.arena = &found->arena;
    text = arena_copy(&found->arena, text);
    if (!format_read(format_find(STR("xliff")), text, STR("x.xlf"), &own, &found->arena, &found->diags,
                     &found->catalog))
        fail_msg("cannot be read: %.*s", STR_ARG(text));
    found->diags.count = 0;
}

static struct str document(struct arena *arena, const char *locale, const char *units)
{
    return arena_print(arena,
                       "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file "
                       "source-language=\"en\" target-language=\"%s\" datatype=\"plaintext\" "
                       "original=\"o\"><body>%s</body></file></xliff>",
                       locale, units);
}

static void check_found(struct found *found)
{
    struct arena scratch = {0};
    catalog_check(&found->catalog, &found->options, &scratch, &found->diags);
    arena_free(&scratch);
}

static const struct diag *find_kind(const struct diags *diags, const char *kind)
{
    for (size_t i = 0; i < diags->count; i++)
        if (strcmp(kind_rows[diags->at[i].kind].name, kind) == 0)
            return &diags->at[i];
    return NULL;
}

static void check_row(const struct row *row)
{
    struct found found = {0};
    struct str unit =
        arena_print(&found.arena, "<trans-unit id=\"a\"><source>%s</source><target>%s</target></trans-unit>",
                    row->source, row->target);
    size_t index = check_rule_find(str_of(row->kind));
    assert_true(index != STR_NONE);
    found.options.levels.of[check_rule_at(index).kind] = CHECK_WARNING;
    read_catalog(&found, document(&found.arena, row->locale, arena_cstr(&found.arena, unit)));
    check_found(&found);
    const struct diag *diag = find_kind(&found.diags, row->kind);
    if (!diag && row->found)
        fail_msg("%s does not find it in [%s] %s → %s", row->kind, row->locale, row->source, row->target);
    if (diag && !row->found)
        fail_msg("%s: %.*s in [%s] %s → %s", row->kind, STR_ARG(diag->message), row->locale, row->source,
                 row->target);
    if (diag)
        expect_str(str_slice(diag->span.text, diag->span.start, diag->span.end), row->found);
    arena_free(&found.arena);
}

static void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_row(&rows[i]);
}
#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof *(rows))

#define X(id, code) "<x id=\"" id "\" equiv-text=\"" code "\"/>"

static void placeholders_are_compared(void **state)
{
    static const struct row rows[] = {
        {"placeholder-missing", "de", "Hi " X("0", "${a}"), "Hallo", "Hallo"},
        {"placeholder-missing", "de", "Hi " X("0", "${a}"), "Hallo " X("0", "${a}"), NULL},
        {"placeholder-unexpected", "de", "Hi", "Hallo " X("0", "${a}"), X("0", "${a}")},
        {"placeholder-repeated", "de", "Hi " X("0", "${a}"), X("0", "${a}") " und " X("0", "${a}"),
         X("0", "${a}")},
        {"placeholder-outdated", "de", "Hi " X("0", "${a}"), "Hallo " X("0", "${b}"), X("0", "${b}")},
        {"placeholder-outdated", "de", "Hi " X("0", "${a}"), "Hallo " X("0", "${ a }"), NULL},
        {"placeholder-altered", "de", X("0", "&lt;b&gt;") "Hi" X("1", "&lt;/b&gt;"),
         X("0", "&lt;i&gt;") "Hallo" X("1", "&lt;/b&gt;"), X("0", "&lt;i&gt;")},
        {"placeholder-altered", "de", "Hi " X("0", "${a}"), "Hallo " X("0", "${b}"), NULL},
        {"placeholder-missing", "de", "%d files", "Dateien", "Dateien"},
        {"placeholder-missing", "de", "%1$s in %2$s", "In %2$s: %1$s", NULL},
        {"placeholder-missing", "fr", "{name} left", "{nom} est parti", "{nom} est parti"},
        {"placeholder-unexpected", "fr", "{name} left", "{nom} est parti", "{nom}"},
        {"placeholder-missing", "fr", "Hi {{name}}", "Salut {{ name }}", "Salut {{ name }}"},
        {"placeholder-missing", "fr", "Hi %{name}, %(n)s", "Salut %{name}, %(n)s", NULL},
        {"placeholder-missing", "fr", "See $t(help)", "Voir aide", "Voir aide"},
        {"placeholder-missing", "de", "100% sure", "100 % sicher", NULL},
        {"placeholder-unexpected", "de", "5% off", "5%igen Rabatt", NULL},
        {"placeholder-order", "de", "%s has %d files", "%d Dateien von %s", "%d"},
        {"placeholder-order", "de", "%s has %d files", "%2$d Dateien von %1$s", NULL},
        {"placeholder-order", "de", "%s and %s", "%s und %s", NULL},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void markup_is_compared(void **state)
{
    static const struct row rows[] = {
        {"markup-unbalanced", "de", X("0", "&lt;b&gt;") "a" X("1", "&lt;/b&gt;"),
         X("1", "&lt;/b&gt;") "a" X("0", "&lt;b&gt;"), X("1", "&lt;/b&gt;")},
        {"markup-unbalanced", "de", X("0", "&lt;b&gt;") "a" X("1", "&lt;/b&gt;"),
         "b" X("0", "&lt;b&gt;") "a" X("1", "&lt;/b&gt;"), NULL},
        {"markup-unbalanced", "de", "&lt;b&gt;a&lt;/b&gt; &lt;i&gt;b&lt;/i&gt;",
         "&lt;b&gt;a&lt;i&gt;b&lt;/b&gt;&lt;/i&gt;", "&lt;/b&gt;"},
        {"markup-unbalanced", "de", "a&lt;br&gt;b", "a&lt;br&gt;b", NULL},
        {"markup-tags", "de", "&lt;b&gt;Save&lt;/b&gt;", "Speichern", "Speichern"},
        {"markup-tags", "de", "&lt;b&gt;Save&lt;/b&gt;", "&lt;B&gt;Speichern&lt;/B&gt;", NULL},
        {"markup-tags", "de", "if a &lt; b", "wenn a &lt; b", NULL},
        {"markup-tags", "de", "Enter &lt;domain&gt; here", "Hier &lt;Domäne&gt; eingeben", NULL},
        {"markup-attribute", "de", "&lt;a id=\"x\"&gt;a&lt;/a&gt;", "&lt;a id=\"y\"&gt;b&lt;/a&gt;",
         "&lt;a id=\"y\"&gt;"},
        {"markup-attribute", "de", "&lt;a title=\"x\"&gt;a&lt;/a&gt;", "&lt;a title=\"y\"&gt;b&lt;/a&gt;",
         NULL},
        {"markup-unsafe", "de", "&lt;a&gt;a&lt;/a&gt;", "&lt;a onclick=\"f()\"&gt;b&lt;/a&gt;",
         "&lt;a onclick=\"f()\"&gt;"},
        {"markup-unsafe", "de", "&lt;a href=\"/x\"&gt;a&lt;/a&gt;",
         "&lt;a href=\"javascript:f()\"&gt;b&lt;/a&gt;", "&lt;a href=\"javascript:f()\"&gt;"},
        {"markup-broken", "de", "&lt;b&gt;a&lt;/b&gt;", "&lt;b&gt;a&lt;/b", "&lt;"},
        {"escapes", "de", "a\\nb", "a b", "a b"},
        {"escaped-twice", "de", "a \"b\"", "a &amp;quot;b", "&amp;quot;"},
        {"escaped-twice", "de", "a &amp;amp; b", "a &amp;amp; b", NULL},
        {"escapes", "de", "a\\nb", "b\\na", NULL},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void icu_messages_are_read(void **state)
{
    static const struct row rows[] = {
        {"icu-syntax", "de", "{n, plural, one {# file} other {# files}}",
         "{n, plural, one {# Datei} other {# Dateien}", "}"},
        {"icu-syntax", "de", "{n, plural, one {# file} other {# files}}",
         "{n, plural, one {# Datei} other {# Dateien}}", NULL},
        {"icu-argument", "de", "{n, plural, one {{x} file} other {{x} files}}",
         "{n, plural, one {Datei} other {Dateien}}", "{n, plural, one {Datei} other {Dateien}}"},
        {"icu-argument", "de", "{n, plural, one {a} other {b}}", "{m, plural, one {a} other {b}}",
         "{m, plural, one {a} other {b}}"},
        {"icu-other", "de", "{n, plural, one {a} other {b}}", "{n, plural, one {a}}", "{n, plural, one {a}}"},
        {"icu-keys", "de", "{g, select, male {he} other {they}}", "{g, select, mann {er} other {sie}}",
         "{g, select, mann {er} other {sie}}"},
        {"icu-keys", "de", "{g, select, male {he} other {they}}", "{g, select, male {er} other {sie}}", NULL},
        {"icu-apostrophe", "fr", "{n, plural, one {of {x}} other {of {x}}}",
         "{n, plural, one {d'{x}} other {de {x}} many {de {x}}}", "'"},
        {"icu-apostrophe", "fr", "{n, plural, one {of {x}} other {of {x}}}",
         "{n, plural, one {d'{x}' un} other {de {x}} many {de {x}}}", "'"},
        {"plural-missing", "ru", "{n, plural, one {a} other {b}}", "{n, plural, one {a} few {b} other {c}}",
         "{n, plural, one {a} few {b} other {c}}"},
        {"plural-missing", "de", "{n, plural, one {a} other {b}}", "{n, plural, =1 {a} other {b}}", NULL},
        {"plural-missing", "ja", "{n, plural, one {a} other {b}}", "{n, plural, other {b}}", NULL},
        {"plural-superfluous", "ja", "{n, plural, one {a} other {b}}", "{n, plural, one {a} other {b}}",
         "one"},
        {"plural-alike", "ru", "{n, plural, one {a} other {b}}",
         "{n, plural, one {a} few {a} many {a} other {a}}",
         "{n, plural, one {a} few {a} many {a} other {a}}"},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void characters_are_looked_at(void **state)
{
    static const struct row rows[] = {
        {"control-character", "de", "a b", "a&#x85;b", "&#x85;"},
        {"character-lost", "de", "Size",
         "Gr\xef\xbf\xbd\xc3\x9f"
         "e",
         "\xef\xbf\xbd"},
        {"character-lost", "fr", "Summer", "\xc3\x83\xc2\xa9t\xc3\x83\xc2\xa9", "\xc3\x83\xc2\xa9"},
        {"character-lost", "pt", "No", "N\xc3\x83O", NULL},
        {"invisible-character", "de", "Login", "An\xe2\x80\x8bmelden", "\xe2\x80\x8b"},
        {"invisible-character", "km", "Login", "\xe1\x9e\x80\xe2\x80\x8b\xe1\x9e\x81", NULL},
        {"invisible-character", "fa", "I want", "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae", NULL},
        {"bidi-controls", "ar", "a b",
         "\xe2\x81\xa6"
         "a b",
         "\xe2\x81\xa6"},
        {"bidi-controls", "ar", "a b",
         "\xe2\x81\xa6"
         "a\xe2\x81\xa9 b",
         NULL},
        {"mixed-scripts", "ru", "Server",
         "\xd0\xa1"
         "ep\xd0\xb2\xd0\xb5\xd1\x80",
         "\xd0\xa1"
         "ep\xd0\xb2\xd0\xb5\xd1\x80"},
        {"mixed-scripts", "ru", "Server", "\xd0\xa1\xd0\xb5\xd1\x80\xd0\xb2\xd0\xb5\xd1\x80", NULL},
        {"mixed-scripts", "ru", "IP address", "IP-\xd0\xb0\xd0\xb4\xd1\x80\xd0\xb5\xd1\x81", NULL},
        {"script-missing", "ja", "Log in to your account", "Anmelden bei Ihrem Konto",
         "Anmelden bei Ihrem Konto"},
        {"script-missing", "ja", "OAuth", "OAuth2", NULL},
        {"invisible-character", "ar", "For Cap", "\xd9\x84\xd9\x80 Cap", NULL},
        {"script-missing", "zh", "Nginx (Proxy Manager)", "Nginx Proxy Manager", NULL},
        {"script-missing", "de", "Log in to your account", "Anmelden bei Ihrem Konto", NULL},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void words_are_looked_at(void **state)
{
    static const struct row rows[] = {
        {"unchanged", "de", "Send it to all users", "Send it to all users", "Send it to all users"},
        {"unchanged", "de", "OAuth2", "OAuth2", NULL},
        {"unchanged", "ar", "Log in again", "Log in again", "Log in again"},
        {"unchanged", "ar", "Nginx (standalone)", "Nginx (standalone)", NULL},
        {"unchanged", "en-GB", "Send it to all users", "Send it to all users", NULL},
        {"repeated-word", "de", "Save the file", "Die Datei Datei speichern", "Datei"},
        {"repeated-word", "fr", "We are going", "Nous nous en allons", NULL},
        {"repeated-word", "de", "bla bla", "bla bla", NULL},
        {"numbers", "de", "Up to 30 days", "Bis zu 20 Tage", "Bis zu 20 Tage"},
        {"numbers", "de", "1,000.5 items", "1.000,5 Artikel", NULL},
        {"numbers", "ar", "30 days", "\xd9\xa3\xd9\xa0 \xd9\x8a\xd9\x88\xd9\x85", NULL},
        {"numbers", "fr", "10,000 items",
         "10\xe2\x80\xaf"
         "000 articles",
         NULL},
        {"numbers", "de", "SHA256 hash", "Hash", NULL},
        {"links", "de", "See https://goauthentik.io/a.", "Siehe hier.", "Siehe hier."},
        {"links", "de", "See https://example.com/en/a.", "Siehe https://example.com/de/a.", NULL},
        {"links", "de", "Write to a@goauthentik.io", "Schreiben Sie an b@goauthentik.io",
         "Schreiben Sie an b@goauthentik.io"},
        {"paths", "de", "Edit /etc/hosts now", "/etc/host bearbeiten", "/etc/host bearbeiten"},
        {"paths", "de", "Edit /etc/hosts now", "/etc/hosts bearbeiten", NULL},
        {"acronyms", "de", "Use the API", "Schnittstelle verwenden", "Schnittstelle verwenden"},
        {"capitals", "de", "save", "Speichern", "S"},
        {"all-capitals", "de", "SAVE NOW", "Jetzt speichern", "Jetzt speichern"},
        {"sentences", "de", "One. Two.", "Eins und zwei.", "Eins und zwei."},
        {"length-ratio", "de", "Save", "Speichern Sie jetzt bitte alles, was Sie haben",
         "Speichern Sie jetzt bitte alles, was Sie haben"},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void punctuation_is_each_languages_own(void **state)
{
    static const struct row rows[] = {
        {"punctuation", "de", "Are you sure?", "Sind Sie sicher.", "."},
        {"punctuation", "de", "Are you sure?", "Sind Sie sicher?", NULL},
        {"punctuation", "ko", "Enter your code",
         "\xec\xbd\x94\xeb\x93\x9c\xeb\xa5\xbc \xec\x9e\x85\xeb\xa0\xa5\xed\x95\x98\xec\x84\xb8\xec\x9a\x94.",
         NULL},
        {"punctuation", "el", "Are you sure?", "\xce\x95\xce\xaf\xce\xbd\xce\xb1\xce\xb9;", NULL},
        {"punctuation", "ar", "Are you sure?", "\xd9\x87\xd9\x84 \xd8\xa3\xd9\x86\xd8\xaa\xd8\x9f", NULL},
        {"punctuation", "zh", "It is done.", "\xe5\xae\x8c\xe6\x88\x90\xe3\x80\x82", NULL},
        {"punctuation", "hi", "It is done.",
         "\xe0\xa4\xb9\xe0\xa5\x8b \xe0\xa4\x97\xe0\xa4\xaf\xe0\xa4\xbe\xe0\xa5\xa4", NULL},
        {"punctuation", "th", "It is done.", "\xe0\xb9\x80\xe0\xb8\xaa\xe0\xb8\xa3\xe0\xb9\x87\xe0\xb8\x88",
         NULL},
        {"punctuation", "fr", "Name:", "Nom\xc2\xa0:", NULL},
        {"punctuation", "pl", "Not available", "nie dot.", NULL},
        {"punctuation", "de", "It is done", "Es ist erledigt.", "."},
        {"punctuation", "de", "One thing. And the other one", "Eins. Und das andere.", NULL},
        {"punctuation", "de", "Go " X("0", "&lt;b&gt;") "now!" X("1", "&lt;/b&gt;"),
         "Geh " X("0", "&lt;b&gt;") "jetzt" X("1", "&lt;/b&gt;"), "t"},
        {"punctuation", "de", "Loading...",
         "L\xc3\xa4"
         "dt\xe2\x80\xa6",
         NULL},
        {"ellipsis", "de", "Loading\xe2\x80\xa6",
         "L\xc3\xa4"
         "dt...",
         "..."},
        {"punctuation-spacing", "fr", "Really?", "Vraiment?", "?"},
        {"punctuation-spacing", "fr", "Really?", "Vraiment\xc2\xa0?", NULL},
        {"brackets", "de", "a (b)", "a (b", "("},
        {"brackets", "zh", "a (b)",
         "a\xef\xbc\x88"
         "b)",
         NULL},
        {"brackets", "de", "a) one", "a) eins", NULL},
        {"quotes", "de", "Say \"a\"",
         "Sag \xe2\x80\x9e"
         "a\"",
         "\""},
        {"quotes", "de", "Say \"a\"",
         "Sag \xe2\x80\x9e"
         "a\xe2\x80\x9c",
         NULL},
        {"spaces", "de", "a b", "a  b", "  "},
        {"spaces-at-ends", "de", "a ", "a", "a"},
        {"spaces-at-ends", "de", "a", " a", " "},
        {"spaces-at-ends", "de", "Done. ", "Fertig.", NULL},
        {"spaces-at-ends", "de", " and", "und", "u"},
        {"spaces-at-ends", "de", "\n    a", "a", NULL},
        {"spaces-at-ends", "zh", "Name: ", "\xe5\x90\x8d\xef\xbc\x9a", NULL},
        {"line-breaks", "de", "a\n\nb", "a b", "a b"},
        {"line-breaks", "de", "a\nb", "a b", NULL},
        {"line-breaks", "de", "a\n   b", "a b", NULL},
    };
    (void)state;
    CHECK_ROWS(rows);
}

static void sources_are_looked_at_on_request(void **state)
{
    static const struct row rows[] = {
        {"source-placeholders", "de", "%s of %s", "x", "%s"},
        {"source-placeholders", "de", "%1$s of %2$s", "x", NULL},
        {"source-plural", "de", "%d file(s)", "x", "(s)"},
        {"source-note", "de", "Open", "x", "Open"},
        {"source-note", "de", "Open it", "x", NULL},
        {"source-fragment", "de", "of the", "x", "of the"},
        {"source-fragment", "de", "All of it", "x", NULL},
    };
    (void)state;
    CHECK_ROWS(rows);
}

// ---- across units, and what a unit says of itself

static void check_units(struct found *found, const char *units)
{
    read_catalog(found, document(&found->arena, "de", units));
    check_found(found);
}

#define UNIT(id, source, target, more)                                                                       \
    "<trans-unit id=\"" id "\"><source>" source "</source><target>" target "</target>" more "</trans-unit>"

static void units_are_held_against_each_other(void **state)
{
    struct found found = {0};
    (void)state;
    found.options.levels.of[KIND_REUSED] = CHECK_NOTE;
    check_units(&found,
                UNIT("a", "Open", "Offen", "") UNIT("b", "Open", "Öffnen", "") UNIT("c", "Close", "Zu", "")
                    UNIT("d", "Shut down", "Zu", "") UNIT("e", "Open", "Auf", "<note>a verb</note>"));
    assert_int_equal(found.diags.count, 2);
    assert_int_equal(found.diags.at[0].kind, KIND_INCONSISTENT);
    assert_int_equal(found.diags.at[1].kind, KIND_REUSED);
    assert_int_equal(found.diags.at[0].related.count, 1);
    struct span other = found.diags.at[0].related.at[0].span;
    expect_str(str_slice(other.text, other.start, other.end), "Offen");
    arena_free(&found.arena);
}

static void notes_say_what_to_ignore(void **state)
{
    static const char *const notes[] = {
        "<note from=\"glot-ignore\">repeated-word</note>",
        "<note>Looks good.\nglot-ignore: numbers, repeated-word</note>",
        "<note from=\"glot-ignore\">all</note>",
    };
    (void)state;
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        struct found found = {0};
        struct str unit = arena_print(&found.arena, UNIT("a", "A file", "Eine Datei Datei", "%s"), notes[i]);
        check_units(&found, arena_cstr(&found.arena, unit));
        assert_int_equal(found.diags.count, 0);
        found.options.tells_unused = true;
        check_found(&found);
        assert_int_equal(found.diags.count, i == 1);
        arena_free(&found.arena);
    }
}

static void unknown_names_in_notes_are_told(void **state)
{
    struct found found = {0};
    (void)state;
    check_units(&found,
                UNIT("a", "A file", "Eine Datei", "<note from=\"glot-ignore\">repeated-words</note>"));
    const struct diag *diag = find_kind(&found.diags, "ignore-unknown");
    assert_non_null(diag);
    expect_str(str_slice(diag->span.text, diag->span.start, diag->span.end), "repeated-words");
    expect_str(diag->hint, "Did you mean `repeated-word`?");
    arena_free(&found.arena);
}

static void levels_are_the_projects(void **state)
{
    static const struct {
        enum check_level level;
        size_t count;
        enum severity severity;
    } rows[] = {{CHECK_DEFAULT, 1, SEVERITY_WARNING},
                {CHECK_OFF, 0, SEVERITY_WARNING},
                {CHECK_NOTE, 1, SEVERITY_NOTE},
                {CHECK_ERROR, 1, SEVERITY_ERROR}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct found found = {0};
        found.options.levels.of[KIND_REPEATED_WORD] = (unsigned char)rows[i].level;
        check_units(&found, UNIT("a", "A file", "Eine Datei Datei", ""));
        assert_int_equal(found.diags.count, rows[i].count);
        if (rows[i].count)
            assert_int_equal(found.diags.at[0].severity, rows[i].severity);
        arena_free(&found.arena);
    }
}

static void what_waits_for_review_is_a_warning_at_most(void **state)
{
    struct found found = {0};
    (void)state;
    check_units(&found, "<trans-unit id=\"a\"><source>Hi " X(
                            "0", "${a}") "</source><target "
                                         "state=\"needs-review-translation\">Hallo</target></trans-unit>");
    assert_int_equal(found.diags.count, 1);
    assert_int_equal(found.diags.at[0].kind, KIND_PLACEHOLDER_MISSING);
    assert_int_equal(found.diags.at[0].severity, SEVERITY_WARNING);
    arena_free(&found.arena);
}

static void what_nobody_uses_is_not_checked(void **state)
{
    struct found found = {0};
    (void)state;
    read_catalog(&found,
                 document(&found.arena, "de",
                          UNIT("a", "A file", "Datei Datei", "") UNIT("b", "A file", "Datei Datei", "")
                              UNIT("c", "A file", "Datei Datei", "")));
    found.catalog.units.at[0].is_obsolete = true;
    found.catalog.units.at[1].is_locked = true;
    found.catalog.units.at[2].removed = true;
    check_found(&found);
    assert_int_equal(found.diags.count, 0);
    arena_free(&found.arena);
}

static void names_are_what_translators_keep(void **state)
{
    struct found found = {0};
    (void)state;
    read_catalog(&found, document(&found.arena, "ar",
                                  UNIT("a", "Run kadmin now", "\xd8\xb4 kadmin", "")
                                      UNIT("b", "Heimdal kadmin", "Heimdal kadmin", "")
                                          UNIT("c", "Heimdal server", "Heimdal server", "")));
    check_found(&found);
    assert_int_equal(found.diags.count, 1);
    assert_string_equal(kind_rows[found.diags.at[0].kind].name, "unchanged");
    assert_true(found.diags.at[0].span.start > found.catalog.units.at[2].bytes.start);
    arena_free(&found.arena);
}

static void limits_count_what_they_say(void **state)
{
    static const struct {
        struct length_limit limit;
        size_t count;
    } rows[] = {
        {{4, LIMIT_CODE_POINTS}, 0}, {{3, LIMIT_CODE_POINTS}, 1}, {{5, LIMIT_UTF8}, 1}, {{6, LIMIT_UTF8}, 0}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct found found = {0};
        read_catalog(&found,
                     document(&found.arena, "de",
                              UNIT("a", "Size " X("0", "${a}"), "Gr\xc3\xb6\xc3\x9f" X("0", "${a}"), "")));
        unit_change_rare(&found.catalog.units.at[0], &found.arena)->limit = rows[i].limit;
        check_found(&found);
        assert_int_equal(find_kind(&found.diags, "too-long") != NULL, rows[i].count);
        arena_free(&found.arena);
    }
}

static void terms_are_those_of_the_glossary(void **state)
{
    static const char csv[] = "term,de,zh,translate,note\nuser,Benutzer|Nutzer,\xe7\x94\xa8\xe6\x88\xb7,,\n"
                              "authentik,,,no,\"a \"\"name\"\"\"\naccess token,Zugriffstoken,,,\n";
    static const struct {
        const char *locale, *source, *target;
        bool is_found;
    } rows[] = {
        {"de-AT", "All users", "Alle Benutzern", false},
        {"de", "All users", "Alle Nutzer", false},
        {"de", "All users", "Alle Anwender", true},
        {"fr", "All users", "Tous les comptes", false},
        {"zh-Hans", "User", "\xe7\x94\xa8\xe6\x88\xb7\xe5\x90\x8d", false},
        {"de", "Welcome to authentik", "Willkommen", true},
        {"de", "The access token", "Der Token", true},
        {"de", "The access token", "Des Zugriffstokens", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct found found = {0};
        struct glossary glossary;
        struct str unit =
            arena_print(&found.arena, UNIT("a", "%s", "%s", ""), rows[i].source, rows[i].target);
        read_catalog(&found, document(&found.arena, rows[i].locale, arena_cstr(&found.arena, unit)));
        assert_true(glossary_read(str_of(csv), STR("g.csv"), &found.arena, &found.diags, &glossary));
        found.options.glossary = &glossary;
        check_found(&found);
        if ((find_kind(&found.diags, "glossary") != NULL) != rows[i].is_found)
            fail_msg("[%s] %s → %s", rows[i].locale, rows[i].source, rows[i].target);
        arena_free(&found.arena);
    }
}

static void a_table_without_terms_is_no_glossary(void **state)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct glossary glossary;
    (void)state;
    assert_false(glossary_read(STR("word,de\na,b\n"), STR("g.csv"), &arena, &diags, &glossary));
    assert_int_equal(diags.at[0].kind, KIND_GLOSSARY_INVALID);
    arena_free(&arena);
}

// Places are found again through references, CDATA, comments and annotations.
static void places_are_exact(void **state)
{
    static const struct row rows[] = {
        {"repeated-word", "de", "a", "&lt;&#228;&gt; x <![CDATA[Datei]]> Datei", "Datei"},
        {"repeated-word", "de", "a", "<!-- Datei Datei -->Datei <mrk mtype=\"seg\">Datei</mrk>", "Datei"},
        {"repeated-word", "de", "a" X("0", "&lt;b&gt;"), "Datei " X("0", "&lt;b&gt;") "Datei Datei", "Datei"},
        {"spaces", "de", "<g id=\"1\">a</g>", "<g id=\"1\">b&#32; a</g>", "&#32; "},
        {"brackets", "de", "<ph id=\"1\">{x}</ph>", "<ph id=\"1\">{x}</ph> (", "("},
    };
    (void)state;
    CHECK_ROWS(rows);
}

// What keeps a translation out of a bundle: errors only, whoever has to look at it, and nothing about
// sources.
static void a_gate_lets_through_what_has_no_error(void **state)
{
    static const struct {
        const char *target, *attributes;
        bool passes;
    } rows[] = {
        {"Hallo {name}", "", true},        {"Hallo", "", false},
        {"Hallo  {name}", "", true},       {"Hallo", " state=\"needs-review-translation\"", false},
        {"Hallo {name} {name}", "", true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct found found = {.options.is_gate = true};
        struct arena scratch = {0};
        found.options.levels.of[KIND_SOURCE_NOTE] = CHECK_ERROR;
        struct str unit = arena_print(&found.arena,
                                      "<trans-unit id=\"a\"><source>Hello {name}</source>"
                                      "<target%s>%s</target></trans-unit>",
                                      rows[i].attributes, rows[i].target);
        read_catalog(&found, document(&found.arena, "de", arena_cstr(&found.arena, unit)));
        struct checker *checker =
            checker_open(&found.catalog, &found.options, &found.arena, &scratch, &found.diags);
        assert_int_equal(checker_passes(checker, 0), rows[i].passes);
        assert_int_equal(found.diags.count, rows[i].passes ? 0 : 1);
        assert_true(rows[i].passes || found.diags.at[0].severity == SEVERITY_ERROR);
        arena_free(&scratch);
        arena_free(&found.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(placeholders_are_compared),
        cmocka_unit_test(markup_is_compared),
        cmocka_unit_test(icu_messages_are_read),
        cmocka_unit_test(characters_are_looked_at),
        cmocka_unit_test(words_are_looked_at),
        cmocka_unit_test(punctuation_is_each_languages_own),
        cmocka_unit_test(sources_are_looked_at_on_request),
        cmocka_unit_test(units_are_held_against_each_other),
        cmocka_unit_test(notes_say_what_to_ignore),
        cmocka_unit_test(unknown_names_in_notes_are_told),
        cmocka_unit_test(levels_are_the_projects),
        cmocka_unit_test(what_waits_for_review_is_a_warning_at_most),
        cmocka_unit_test(what_nobody_uses_is_not_checked),
        cmocka_unit_test(names_are_what_translators_keep),
        cmocka_unit_test(limits_count_what_they_say),
        cmocka_unit_test(terms_are_those_of_the_glossary),
        cmocka_unit_test(a_table_without_terms_is_no_glossary),
        cmocka_unit_test(places_are_exact),
        cmocka_unit_test(a_gate_lets_through_what_has_no_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
