// The rules of catalog/check.h: what each finds in one unit, where, and what it leaves alone.
#include "tests/unit/check_fixture.h"

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
        {"placeholder-missing", "de", "%s by %s", "%2$s: %1$s", NULL},
        {"placeholder-unexpected", "de", "%s by %s", "%2$s: %1$s", NULL},
        {"placeholder-missing", "de", "%s by %s", "von %2$s", "von %2$s"},
        {"placeholder-unexpected", "de", "%s by %d", "%2$s: %1$s", "%2$s"},
        {"placeholder-missing", "de", "%*d of %d", "%3$d: %*d", NULL},
        {"placeholder-missing", "fi", "%s:%s h, %5.2f m", "%s:%02s t, %.1f m", NULL},
        {"placeholder-missing", "ar", "Workspace %d", "a %Id", NULL},
        {"placeholder-missing", "fi", "%s-%s", "%s \xe2\x80\x93 %s", NULL},
        {"placeholder-missing", "nl", "Floor %s of %d", "%se van %d", NULL},
        {"placeholder-unexpected", "de", "%d of %s", "%d 50 %igen %s", NULL},
        {"placeholder-unexpected", "cs", "%b %e", "%-d. %B", NULL},
        {"placeholder-missing", "de", "%Y-%m-%d", "%d.%m.%Y", NULL},
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
        {"punctuation", "km", "Names of all:", "\xe1\x9e\x88\xe1\x9f\x96", NULL},
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
        {"quotes", "ko", "As a \"server\"", "\"\xec\x84\x9c\"\xeb\xa1\x9c", NULL},
        {"quotes", "he", "Say", "\xd7\x90\"\xd7\x91", NULL},
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
