// The neutral form of texts, and the way back.
#include "tests/unit/any_catalog.h"

#include "sync/neutral.h"

static struct pattern one_code(const char *code, const char *name, struct arena *arena)
{
    struct pattern pattern = {0};
    pattern_add_text(&pattern, STR("a "), arena);
    pattern_add_code(&pattern, PART_PLACEHOLDER, str_of(code), str_of(name), arena);
    return pattern;
}

static void code_is_replaced(void **state)
{
    (void)state;
    static const struct {
        const char *code, *name, *wanted;
    } cases[] = {
        {"${name}", "0", "{0}"},
        {"${v.user?.name ?? `${x}`}", "12", "{12}"},
        {"<b>", "0", "<b>"},
        {"</b>", "0", "</b>"},
        {"<a href=\"${url}\" @click=${() => a > b}>", "1", "<a>"},
        {"<br>", "0", "<br>"},
        {"<br class='x' />", "0", "<br>"},
        {"<my-icon name=${n}></my-icon>", "0", "<my-icon></my-icon>"},
        {"<my-icon/>", "0", "<my-icon/>"},
        {"<b class='x'>${n}</b>", "0", "<b>{0}</b>"},
        {"<b> </b>", "0", "<b></b>"},
        {"</b>${x} ${y}<i>", "2", "</b>{2}<i>"},
        {"<!-- note -->", "0", "{0}"},
        {"{count, number}", "count", "{count}"},
        {"#", "count", "#"},
        {"<0/>", "0", "<0/>"},
        {"", "0", "{0}"},
        {"${x}", "", "{}"},
        {"${x}", "a<b>", "{}"},
        {"${unfinished", "0", "{0}"},
        {"a < b", "0", "{0}"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pattern pattern = one_code(cases[i].code, cases[i].name, &arena);
        struct pattern once = neutral_pattern(&pattern, &arena);
        struct pattern twice = neutral_pattern(&once, &arena);
        expect_str(once.parts.at[1].text, cases[i].wanted);
        expect_str(part_name(&once.parts.at[1]), cases[i].name);
        assert_true(pattern_equal(&once, &twice));
        assert_true(neutral_fingerprint(&once) == neutral_fingerprint(&pattern));
    }
    arena_free(&arena);
}

// ---- the way back

// "t:text", else "[/o/c/s]NAME=CODE" with a letter for the sort in front: p, o, c, s.
static struct pattern pattern_of(const char *const *pieces, struct arena *arena)
{
    static const char sorts[] = "pocs";
    struct pattern pattern = {0};
    for (; *pieces; pieces++) {
        struct str piece = str_from(str_of(*pieces), 2);
        if (**pieces == 't') {
            pattern_add_text(&pattern, piece, arena);
            continue;
        }
        size_t equal = str_find_byte(piece, '=', 0);
        enum part_kind kind = (enum part_kind)(PART_PLACEHOLDER + (strchr(sorts, **pieces) - sorts));
        pattern_add_code(&pattern, kind, str_from(piece, equal + 1), str_slice(piece, 0, equal), arena);
    }
    return pattern;
}

static void code_is_put_back_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *source[6], *target[6], *wanted[6];
        const char *faults; // a letter each: m, r, u
    } cases[] = {
        {{"p:0=${a}", "t: ", "p:1=${b}"}, {"p:1={1}", "t:-", "p:0={0}"}, {"p:1=${b}", "t:-", "p:0=${a}"}, ""},
        // Old code is of no account.
        {{"p:0=${new.name}"}, {"p:0=${old.name}"}, {"p:0=${new.name}"}, ""},
        {{"p:0=${a}"}, {"p: 00=x"}, {"p:0=${a}"}, ""},
        {{"p:0=${a}", "p:1=${b}"}, {"p:0={0}"}, {"p:0=${a}"}, "m"},
        {{"p:0=${a}"}, {"p:0={0}", "p:0={0}"}, {"p:0=${a}", "p:0=${a}"}, "r"},
        {{"p:0=${a}"}, {"p:0={0}", "p:7={7}"}, {"p:0=${a}", "p:7={7}"}, "u"},
        {{"t:x"}, {"p:7={7}"}, {"p:7={7}"}, "u"},
        // Halves of a pair may have one name; a service may have lost the sort of a code.
        {{"o:1=<g id='1'>", "t:x", "c:1=</g>"}, {"c:1=</g>", "o:1=<g>"}, {"c:1=</g>", "o:1=<g id='1'>"}, ""},
        {{"o:1=<b class='x'>", "t:x", "c:1=</b>"},
         {"p:1=<b>", "p:1=</b>"},
         {"o:1=<b class='x'>", "c:1=</b>"},
         ""},
        {{"o:0=<b>", "t:x"}, {"p:0=?", "t:y"}, {"o:0=<b>", "t:y"}, ""},
        // One name for different codes: in their order.
        {{"p:n=${a}", "p:n=${b}"}, {"p:n={n}", "p:n={n}"}, {"p:n=${a}", "p:n=${b}"}, ""},
        {{"p:n=#", "p:n={n, number}"}, {"p:n={n}", "p:n=#"}, {"p:n={n, number}", "p:n=#"}, ""},
    };
    static const char letters[] = "mru";
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pattern source = pattern_of(cases[i].source, &arena);
        struct pattern target = pattern_of(cases[i].target, &arena);
        struct pattern wanted = pattern_of(cases[i].wanted, &arena), got;
        struct neutral_fault_list faults = {0};
        bool is_fine = neutral_restore(&target, &source, &arena, &faults, &got);
        assert_true(pattern_equal(&got, &wanted));
        assert_int_equal(is_fine, !*cases[i].faults);
        assert_int_equal(faults.count, strlen(cases[i].faults));
        for (size_t j = 0; j < faults.count; j++)
            assert_int_equal(letters[faults.at[j].kind], cases[i].faults[j]);
    }
    arena_free(&arena);
}

static struct pattern plural_of(const char *const *one, const char *const *other, struct arena *arena)
{
    struct pattern pattern = {0};
    pattern_add_selector(&pattern, (struct selector){.argument = STR("n")}, arena);
    struct variant *variant = pattern_add_variant(&pattern, arena);
    *list_push(&variant->keys, arena) = STR("one");
    variant->value = pattern_of(one, arena);
    variant = pattern_add_variant(&pattern, arena);
    *list_push(&variant->keys, arena) = STR("other");
    variant->value = pattern_of(other, arena);
    return pattern;
}

static void a_placeholder_need_not_stand_in_each_text_of_a_choice(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *const one[] = {"t:one ", "p:n=${n}", NULL}, *const other[] = {"p:n=${n}", "t: all", NULL};
    const char *const without[] = {"t:ein", NULL}, *const with[] = {"p:n={n}", "t: alle", NULL};
    const char *const strange[] = {"p:m={m}", NULL};
    struct pattern source = plural_of(one, other, &arena), got;
    struct pattern target = plural_of(without, with, &arena);
    struct neutral_fault_list faults = {0};
    assert_true(neutral_restore(&target, &source, &arena, &faults, &got));
    expect_str(got.variants->at[1].value.parts.at[0].text, "${n}");
    target = plural_of(without, without, &arena);
    assert_false(neutral_restore(&target, &source, &arena, &faults, &got));
    assert_int_equal(faults.at[0].kind, NEUTRAL_MISSING);
    target = plural_of(with, strange, &arena);
    assert_false(neutral_restore(&target, &source, &arena, &faults, &got));
    assert_int_equal(faults.at[1].kind, NEUTRAL_UNKNOWN);
    expect_str(neutral_fault_message(&faults.at[1], &arena),
               "the placeholder m (`{m}`) is not in the source");
    arena_free(&arena);
}

static void choices_have_an_end(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct pattern pattern = one_code("${x}", "0", &arena), got;
    for (size_t i = 0; i < 2000; i++) {
        struct pattern outer = {0};
        pattern_add_selector(&outer, (struct selector){.argument = STR("n")}, &arena);
        struct variant *variant = pattern_add_variant(&outer, &arena);
        *list_push(&variant->keys, &arena) = STR("other");
        variant->value = pattern;
        pattern = outer;
    }
    struct neutral_fault_list faults = {0};
    neutral_pattern(&pattern, &arena);
    neutral_fingerprint(&pattern);
    assert_false(neutral_restore(&pattern, &pattern, &arena, &faults, &got));
    assert_int_equal(faults.at[faults.count - 1].kind, NEUTRAL_DEPTH);
    arena_free(&arena);
}

// ---- fingerprints and catalogs

static void fingerprints_tell_texts_and_names_apart(void **state)
{
    (void)state;
    static const char *const patterns[][5] = {
        {"t:a"},
        {"t:b"},
        {"t:a "},
        {NULL},
        {"t:a", "p:0=x"},
        {"t:a", "p:1=x"},
        {"p:0=x", "t:a"},
        {"p:0=x", "p:0=x"},
        {"t:ab", "p:0=x"},
        {"t:a", "p:b0=x"},
        {"t:a", "p:0=x", "t:b"},
        {"t:a{0}"},
    };
    enum { count = sizeof patterns / sizeof *patterns };
    struct arena arena = {0};
    uint64_t seen[count];
    for (size_t i = 0; i < count; i++) {
        struct pattern pattern = pattern_of(patterns[i], &arena);
        seen[i] = neutral_fingerprint(&pattern);
        for (size_t j = 0; j < i; j++)
            assert_true(seen[i] != seen[j]);
    }
    arena_free(&arena);
}

static void the_form_of_a_neutral_catalog_is_that_catalog(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct arena arena = {0};
        struct chance chance = {seed, ~0u, true};
        struct catalog catalog = any_catalog(&chance, &arena);
        struct catalog once = neutral_catalog(&catalog, true, &arena);
        struct catalog twice = neutral_catalog(&once, true, &arena);
        assert_int_equal(once.units.count, twice.units.count);
        for (size_t i = 0; i < once.units.count; i++) {
            const struct unit *a = &once.units.at[i], *b = &twice.units.at[i];
            const struct unit *local = catalog_find(&catalog, a->id);
            assert_true(pattern_equal(&a->source, &b->source) && pattern_equal(&a->target, &b->target));
            assert_true(neutral_fingerprint(&a->source) == neutral_fingerprint(&local->source));
            assert_false(local->is_obsolete);
            struct neutral_fault_list faults = {0};
            struct pattern back;
            assert_true(neutral_restore(&a->source, &local->source, &arena, &faults, &back));
            assert_true(pattern_equal(&back, &local->source));
        }
        arena_free(&arena);
    }
}

static void xliff_shows_names(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct catalog catalog = {.source_locale = STR("en")};
    struct unit *unit = catalog_add(&catalog, STR("u"), &arena);
    unit->source = one_code("${user.name}", "0", &arena);
    struct catalog neutral = neutral_catalog(&catalog, false, &arena);
    struct buf out = {0};
    const struct format_options options = {.original = STR("sources")};
    assert_true(format_write(format_find(STR("xliff")), &neutral, &options, &arena, &diags, &out));
    assert_true(str_find(buf_str(&out), STR("<source>a <x id=\"0\" equiv-text=\"{0}\"/></source>"), 0) !=
                STR_NONE);
    buf_free(&out);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(code_is_replaced),
        cmocka_unit_test(code_is_put_back_by_name),
        cmocka_unit_test(a_placeholder_need_not_stand_in_each_text_of_a_choice),
        cmocka_unit_test(choices_have_an_end),
        cmocka_unit_test(fingerprints_tell_texts_and_names_apart),
        cmocka_unit_test(the_form_of_a_neutral_catalog_is_that_catalog),
        cmocka_unit_test(xliff_shows_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
