#include "cli/options.h"

#include "base/nearest.h"
#include "cli/commands.h"

#include <stdint.h>

enum { greatest_number = 1024 }; // no option counts further

struct parse {
    char *const *strings;
    size_t count, next;            // strings[next] is read next
    size_t command_at;             // index of the command's name, count when there is none
    const struct command *command; // NULL: not named, or unknown
    bool is_ended;                 // `--` was read
    struct settings *settings;
    struct diags *diags;
};

static bool is_option(const char *string)
{
    return string[0] == '-' && string[1] != '\0';
}

#define COMPLAIN(parse, ...) diag_add((parse)->diags, KIND_USAGE, (struct span){0}, __VA_ARGS__)

// ---- looking up

typedef const struct option *find_in(const struct option *options, struct str name);

static const struct option *find_by_letter(const struct option *options, struct str letter)
{
    return letter.len ? option_of_letter(options, letter.at[0]) : NULL;
}

// Among the options of all commands, and those of `command`, or of any command when it is NULL.
static const struct option *find(find_in *in, const struct command *command, struct str name)
{
    const struct option *found = in(common_options, name);
    for (size_t i = 0; !found && i < command_count; i++)
        if (!command || command == commands[i])
            found = in(commands[i]->options, name);
    return found;
}

// The name in "--name=value", without dashes.
static struct str long_name(const char *string)
{
    struct str text = str_of(string + 2);
    return str_slice(text, 0, str_find_byte(text, '=', 0));
}

// Whether the option takes the next string as its value. Options of one name have the same form in all
// commands, so this can be told before the command is known.
static bool takes_next(const char *string)
{
    if (string[1] == '-') {
        const struct option *option = find(option_find, NULL, long_name(string));
        return option && option_has_value(option) && !strchr(string, '=');
    }
    for (const char *letter = string + 1; *letter; letter++) {
        const struct option *option = find(find_by_letter, NULL, (struct str){letter, 1});
        if (option && option_has_value(option))
            return letter[1] == '\0';
    }
    return false;
}

static size_t find_command_at(size_t count, char *const *strings)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(strings[i], "--") == 0)
            return i + 1 < count ? i + 1 : count;
        if (!is_option(strings[i]))
            return i;
        if (i + 1 < count && !is_option(strings[i + 1]))
            i += takes_next(strings[i]);
    }
    return count;
}

// ---- complaints

static void hint_at_help(struct parse *parse, struct diag *diag)
{
    if (parse->command)
        diag_hint(parse->diags, diag, "`glot help %s` lists its options.", parse->command->name);
}

static void complain_of_value(struct parse *parse, const struct option *option, const char *follows)
{
    struct diag *diag =
        COMPLAIN(parse, "option --%s needs a value: --%s %s", option->name, option->name, option->value);
    if (follows && strcmp(follows, "--") != 0)
        diag_hint(parse->diags, diag, "If \"%s\" is meant to be the value, write --%s=%s.", follows,
                  option->name, follows);
    else
        hint_at_help(parse, diag);
}

// An option that another command has is no misspelling. The name comes with its dashes.
static bool complain_of_place(struct parse *parse, find_in *in, struct str name, struct str dashed)
{
    for (size_t i = 0; parse->command && i < command_count; i++) {
        if (!in(commands[i]->options, name))
            continue;
        struct diag *diag =
            COMPLAIN(parse, "`glot %s` has no option " STR_FORMAT, parse->command->name, STR_ARG(dashed));
        diag_hint(parse->diags, diag, "`glot %s` has it.", commands[i]->name);
        return true;
    }
    return false;
}

static void offer_options(struct nearest *nearest, const struct option *options)
{
    for (const struct option *option = options; option->name; option++)
        nearest_offer(nearest, str_of(option->name));
}

static void suggest_option(struct parse *parse, struct diag *diag, struct str name)
{
    struct nearest nearest = nearest_to(name);
    offer_options(&nearest, common_options);
    if (parse->command)
        offer_options(&nearest, parse->command->options);
    if (nearest.found.len)
        diag_hint(parse->diags, diag, "Did you mean --" STR_FORMAT "?", STR_ARG(nearest.found));
    else
        hint_at_help(parse, diag);
}

// Where the command is unknown (which has been said), its options cannot be told from mistakes.
static bool is_command_unknown(const struct parse *parse)
{
    return !parse->command && parse->command_at < parse->count;
}

static void complain_of_name(struct parse *parse, struct str name)
{
    struct str dashed = arena_join(parse->diags->arena, (struct str[]){STR("--"), name}, 2);
    if (is_command_unknown(parse) || complain_of_place(parse, option_find, name, dashed))
        return;
    struct diag *diag = COMPLAIN(parse, "unknown option " STR_FORMAT, STR_ARG(dashed));
    suggest_option(parse, diag, name);
}

static void complain_of_letter(struct parse *parse, char letter)
{
    struct str dashed = arena_print(parse->diags->arena, "-%c", letter);
    if (is_command_unknown(parse) || complain_of_place(parse, find_by_letter, str_from(dashed, 1), dashed))
        return;
    struct diag *diag = COMPLAIN(parse, "unknown option " STR_FORMAT, STR_ARG(dashed));
    hint_at_help(parse, diag);
}

// "human, json or github"
static struct str list_choices(struct str choices, struct arena *arena)
{
    struct buf text = {0};
    struct str choice;
    size_t at = 0;
    while (choice_next(choices, &at, &choice)) {
        if (text.len)
            buf_text(&text, at > choices.len ? " or " : ", ");
        buf_add(&text, choice);
    }
    return buf_finish(&text, arena);
}

static void complain_of_choice(struct parse *parse, struct str subject, struct str choices, struct str value)
{
    struct str listed = list_choices(choices, parse->diags->arena), choice;
    struct diag *diag = COMPLAIN(parse, STR_FORMAT " is " STR_FORMAT ", not \"" STR_FORMAT "\"",
                                 STR_ARG(subject), STR_ARG(listed), STR_ARG(value));
    struct nearest nearest = nearest_to(value);
    for (size_t at = 0; choice_next(choices, &at, &choice);)
        nearest_offer(&nearest, choice);
    if (!nearest_hint(nearest.found, parse->diags, diag))
        hint_at_help(parse, diag);
}

// ---- setting

// The index of the value among the choices, or STR_NONE.
static size_t choice_index(struct str choices, struct str value)
{
    struct str choice;
    size_t at = 0;
    for (size_t i = 0; choice_next(choices, &at, &choice); i++)
        if (str_equal(choice, value))
            return i;
    return STR_NONE;
}

static void set_value(struct parse *parse, const struct option *option, const char *value)
{
    char *member = (char *)parse->settings + option->offset;
    if (option->type == OPTION_TEXT) {
        *(struct str *)(void *)member = str_of(value);
    } else if (option->type == OPTION_TEXTS) {
        *list_push((struct str_list *)(void *)member, parse->diags->arena) = str_of(value);
    } else if (option->type == OPTION_NUMBER) {
        if (!str_number(str_of(value), greatest_number, (size_t *)(void *)member))
            COMPLAIN(parse, "option --%s takes a whole number from 0 to %d, not \"%s\"", option->name,
                     greatest_number, value);
    } else {
        size_t index = choice_index(str_of(option->value), str_of(value));
        if (index != STR_NONE)
            *(unsigned *)(void *)member = (unsigned)index + (option->type == OPTION_WISH);
        else
            complain_of_choice(parse, arena_print(parse->diags->arena, "--%s", option->name),
                               str_of(option->value), str_of(value));
    }
}

static void set_flag(struct parse *parse, const struct option *option)
{
    char *member = (char *)parse->settings + option->offset;
    if (option->type == OPTION_COUNT)
        ++*(size_t *)(void *)member;
    else
        *(bool *)(void *)member = true;
}

// The value is the next string, unless that is an option, the command's name or not there.
static void set_from_next(struct parse *parse, const struct option *option)
{
    bool has_next = parse->next < parse->count && parse->next != parse->command_at;
    const char *value = has_next ? parse->strings[parse->next] : NULL;
    if (!value || is_option(value))
        complain_of_value(parse, option, value);
    else
        set_value(parse, option, parse->strings[parse->next++]);
}

static void read_long(struct parse *parse, const char *string)
{
    struct str name = long_name(string);
    const char *value = strchr(string, '=');
    const struct option *option = find(option_find, parse->command, name);
    if (!option)
        complain_of_name(parse, name);
    else if (!option_has_value(option) && value)
        COMPLAIN(parse, "option --%s takes no value", option->name);
    else if (!option_has_value(option))
        set_flag(parse, option);
    else if (value)
        set_value(parse, option, value + 1);
    else
        set_from_next(parse, option);
}

static void read_letters(struct parse *parse, const char *string)
{
    for (const char *letter = string + 1; *letter; letter++) {
        const struct option *option = find(find_by_letter, parse->command, (struct str){letter, 1});
        if (!option) {
            complain_of_letter(parse, *letter);
            return;
        }
        if (!option_has_value(option)) {
            set_flag(parse, option);
            continue;
        }
        if (letter[1])
            set_value(parse, option, letter + 1);
        else
            set_from_next(parse, option);
        return;
    }
}

static void read_string(struct parse *parse)
{
    size_t index = parse->next++;
    const char *string = parse->strings[index];
    if (index == parse->command_at)
        return;
    if (!parse->is_ended && strcmp(string, "--") == 0)
        parse->is_ended = true;
    else if (parse->is_ended || !is_option(string))
        *list_push(&parse->settings->arguments, parse->diags->arena) = str_of(string);
    else if (string[1] == '-')
        read_long(parse, string);
    else
        read_letters(parse, string);
}

// ---- the command and its arguments

static void find_command(struct parse *parse)
{
    parse->command_at = find_command_at(parse->count, parse->strings);
    if (parse->command_at == parse->count)
        return;
    const char *string = parse->strings[parse->command_at];
    struct str name = {string, strlen(string)};
    parse->command = command_find(name);
    if (parse->command)
        return;
    struct diag *diag = COMPLAIN(parse, "unknown command \"" STR_FORMAT "\"", STR_ARG(name));
    struct str nearest = command_nearest(name);
    if (nearest.len)
        diag_hint(parse->diags, diag, "Did you mean `glot " STR_FORMAT "`?", STR_ARG(nearest));
    else
        diag_hint(parse->diags, diag, "`glot help` lists the commands.");
}

static void check_arguments(struct parse *parse)
{
    const struct str_list *arguments = &parse->settings->arguments;
    const struct command *command = parse->command;
    struct str choices = str_of(command->arguments);
    bool is_repeated = str_ends(choices, STR("..."));
    size_t most = is_repeated ? SIZE_MAX : choices.len > 0;
    if (arguments->count > most) {
        struct diag *diag =
            COMPLAIN(parse, "unexpected argument \"" STR_FORMAT "\"", STR_ARG(arguments->at[most]));
        diag_hint(parse->diags, diag, "The command is written `glot %s [OPTION]...%s" STR_FORMAT "`.",
                  command->name, most ? " " : "", STR_ARG(choices));
    }
    if (!most || choices.at[0] == '[')
        return;
    if (arguments->count == 0) {
        struct str one = str_slice(choices, 0, choices.len - (is_repeated ? 3 : 0));
        struct str listed = list_choices(one, parse->diags->arena);
        struct diag *diag =
            COMPLAIN(parse, "`glot %s` needs an argument: " STR_FORMAT, command->name, STR_ARG(listed));
        hint_at_help(parse, diag);
    } else if (str_find_byte(choices, '|', 0) != STR_NONE &&
               choice_index(choices, arguments->at[0]) == STR_NONE) {
        complain_of_choice(parse, STR("the argument"), choices, arguments->at[0]);
    }
}

// Standard output cannot hold differences and findings of a machine's form.
static void check_forms(struct parse *parse)
{
    static const char *const form_options[] = {[OUTPUT_JSON] = "--format json",
                                               [OUTPUT_GITHUB] = "--format github",
                                               [OUTPUT_SARIF] = "--format sarif"};
    const struct settings *settings = parse->settings;
    if (!settings->dry_run || settings->form == OUTPUT_HUMAN)
        return;
    struct diag *diag = COMPLAIN(parse, "--dry-run shows differences to people, so it does not go with %s",
                                 form_options[settings->form]);
    diag_hint(parse->diags, diag, "Use --check: it names what would change in every format.");
}

// What stays has no end at which it could compare, or close a document.
static void check_watching(struct parse *parse)
{
    const struct settings *settings = parse->settings;
    bool is_watching = settings->watch || (parse->command == &command_dev);
    if (settings->poll && !is_watching)
        COMPLAIN(parse, "--poll goes with --watch");
    if (is_watching && (settings->check || settings->dry_run))
        COMPLAIN(parse, "%s does not go with --watch", settings->check ? "--check" : "--dry-run");
    if (is_watching && (settings->form == OUTPUT_SARIF || settings->form == OUTPUT_GITHUB))
        COMPLAIN(parse, "runs that are repeated are printed for people or as --format json, not as %s",
                 settings->form == OUTPUT_SARIF ? "sarif" : "github");
}

bool option_percent(struct context *context, const char *option, struct str value, unsigned *out)
{
    size_t percent;
    if (!value.at)
        return true;
    if (value.len <= 3 && str_number(value, 100, &percent)) {
        *out = (unsigned)percent;
        return true;
    }
    diag_add(context->diags, KIND_USAGE, (struct span){0},
             "option --%s takes a whole number from 0 to 100, not \"" STR_FORMAT "\"", option,
             STR_ARG(value));
    return false;
}

bool options_parse(size_t count, char *const *strings, struct diags *diags, const struct command **command,
                   struct settings *settings)
{
    *settings = (struct settings){0};
    struct parse parse = {.strings = strings, .count = count, .settings = settings, .diags = diags};
    size_t before = diags->count;
    find_command(&parse);
    while (parse.next < count)
        read_string(&parse);
    *command = parse.command;
    if (settings->help || settings->version)
        return diags->count == before;
    check_forms(&parse);
    check_watching(&parse);
    if (parse.command)
        check_arguments(&parse);
    else if (parse.command_at == count) {
        struct diag *diag = COMPLAIN(&parse, "no command is given");
        diag_hint(diags, diag, "`glot help` lists the commands.");
    }
    return diags->count == before;
}
