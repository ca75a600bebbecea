#include "cli/manual.h"

static bool takes_files(const struct command *command)
{
    struct str arguments = str_of(command->arguments);
    return str_find(arguments, STR("FILE"), 0) != STR_NONE;
}

// The words that can stand as a command's argument, each with a space in front.
static void print_argument_words(const struct command *command, struct buf *out)
{
    struct str arguments = str_of(command->arguments), choice;
    if (str_is(arguments, "[KIND]")) {
        for (enum kind kind = 0; kind < KIND_COUNT; kind++)
            buf_print(out, " %s", kind_rows[kind].name);
    } else if (str_is(arguments, "[COMMAND]")) {
        for (size_t i = 0; i < command_count; i++)
            buf_print(out, " %s", commands[i]->name);
    } else if (!takes_files(command)) {
        for (size_t at = 0; command->arguments && choice_next(arguments, &at, &choice);)
            buf_print(out, " " STR_FORMAT, STR_ARG(choice));
    }
}

static bool has_choices(const struct option *option)
{
    return option->type == OPTION_CHOICE || option->type == OPTION_WISH;
}

static bool is_file(const struct option *option)
{
    return option->type == OPTION_TEXT && strcmp(option->value, "FILE") == 0;
}

static void print_choice_words(const struct option *option, struct buf *out)
{
    struct str choice;
    for (size_t at = 0; choice_next(str_of(option->value), &at, &choice);)
        buf_print(out, " " STR_FORMAT, STR_ARG(choice));
}

typedef void print_option(const struct option *option, struct buf *out);

// Each option of any command once, by name.
static void for_each_option(print_option *print, struct buf *out)
{
    for (const struct option *option = common_options; option->name; option++)
        print(option, out);
    for (size_t i = 0; i < command_count; i++)
        for (const struct option *option = commands[i]->options; option->name; option++) {
            bool is_known = false;
            for (size_t k = 0; k < i && !is_known; k++)
                is_known = option_find(commands[k]->options, str_of(option->name)) != NULL;
            if (!is_known)
                print(option, out);
        }
}

// ---- bash

static void print_patterns(const struct option *option, struct buf *out)
{
    if (option->letter)
        buf_print(out, "-%c|", option->letter);
    buf_print(out, "--%s", option->name);
}

static void print_bash_value(const struct option *option, struct buf *out)
{
    if (!option_has_value(option))
        return;
    buf_text(out, "    ");
    print_patterns(option, out);
    if (has_choices(option)) {
        buf_text(out, ") COMPREPLY=($(compgen -W '");
        print_choice_words(option, out);
        buf_text(out, "' -- \"$current\")); return ;;\n");
    } else if (is_file(option)) {
        buf_text(out, ") local IFS=$'\\n'; COMPREPLY=($(compgen -f -- \"$current\")); compopt -o filenames "
                      "2>/dev/null; return ;;\n");
    } else {
        buf_text(out, ") return ;;\n");
    }
}

static void print_value_pattern(const struct option *option, struct buf *out)
{
    if (!option_has_value(option))
        return;
    print_patterns(option, out);
    buf_byte(out, '|');
}

static void print_names(const struct option *options, struct buf *out)
{
    for (const struct option *option = options; option->name; option++)
        buf_print(out, " --%s", option->name);
}

static void print_bash_command(const struct command *command, struct buf *out)
{
    buf_print(out, "    %s) options=\"$options", command->name);
    print_names(command->options, out);
    buf_text(out, "\" words='");
    print_argument_words(command, out);
    buf_print(out, "'%s ;;\n", takes_files(command) ? " files=1" : "");
}

// `=` is among the characters at which bash splits words: "--format=js" comes as three words.
void completions_print_bash(struct buf *out)
{
    buf_text(out, "# Completion of glot for bash: source this file, or put it into\n"
                  "# ~/.local/share/bash-completion/completions/glot\n"
                  "_glot() {\n"
                  "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
                  "    local command='' word i options words='' files=''\n"
                  "    if [[ $current == '=' ]]; then\n"
                  "        current=''\n"
                  "    elif [[ $previous == '=' ]]; then\n"
                  "        previous=${COMP_WORDS[COMP_CWORD-2]}\n"
                  "    fi\n"
                  "    COMPREPLY=()\n"
                  "    case $previous in\n");
    for_each_option(print_bash_value, out);
    buf_text(out, "    esac\n"
                  "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                  "        word=${COMP_WORDS[i]}\n"
                  "        case $word in\n"
                  "        ");
    for_each_option(print_value_pattern, out);
    buf_text(out, "=) [[ ${COMP_WORDS[i+1]} == '=' ]] || ((i++)) ;;\n"
                  "        -*) ;;\n"
                  "        *) command=$word; break ;;\n"
                  "        esac\n"
                  "    done\n"
                  "    options='");
    print_names(common_options, out);
    buf_text(out, "'\n    case $command in\n    '') words='");
    for (size_t i = 0; i < command_count; i++)
        buf_print(out, " %s", commands[i]->name);
    buf_text(out, "' ;;\n");
    for (size_t i = 0; i < command_count; i++)
        print_bash_command(commands[i], out);
    buf_text(out, "    esac\n"
                  "    [[ $current == -* ]] && words=$options files=''\n"
                  "    if [[ $files ]]; then\n"
                  "        local IFS=$'\\n'\n"
                  "        COMPREPLY=($(compgen -f -- \"$current\"))\n"
                  "        compopt -o filenames 2>/dev/null\n"
                  "        return\n"
                  "    fi\n"
                  "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
                  "}\n"
                  "complete -F _glot glot\n");
}

// ---- zsh

// Text between single quotes; `[`, `]` and `:` mean something to _arguments.
static void print_zsh_text(const char *text, struct buf *out)
{
    for (const char *at = text; *at; at++) {
        if (*at == '\'')
            buf_text(out, "'\\''");
        else if (strchr("[]:\\", *at))
            buf_print(out, "\\%c", *at);
        else
            buf_byte(out, *at);
    }
}

static void print_zsh_spec(const struct option *option, struct buf *out)
{
    buf_text(out, "[");
    print_zsh_text(option->meaning, out);
    buf_byte(out, ']');
    if (!option_has_value(option))
        return;
    buf_print(out, ":%s:", has_choices(option) ? "choice" : option->value);
    if (has_choices(option)) {
        buf_byte(out, '(');
        print_choice_words(option, out);
        buf_byte(out, ')');
    } else if (is_file(option)) {
        buf_text(out, "_files");
    }
}

static void print_zsh_options(const struct option *options, struct buf *out)
{
    for (const struct option *option = options; option->name; option++) {
        const char *many = option->type == OPTION_COUNT || option->type == OPTION_TEXTS ? "*" : "";
        buf_print(out, "        '%s--%s%s", many, option->name, option_has_value(option) ? "=" : "");
        print_zsh_spec(option, out);
        buf_text(out, "'\n");
        if (!option->letter)
            continue;
        buf_print(out, "        '%s-%c%s", many, option->letter, option_has_value(option) ? "+" : "");
        print_zsh_spec(option, out);
        buf_text(out, "'\n");
    }
}

static void print_zsh_command(const struct command *command, struct buf *out)
{
    buf_print(out, "    %s)\n      options+=(\n", command->name);
    print_zsh_options(command->options, out);
    if (command->arguments && takes_files(command)) {
        buf_text(out, "        '*:file:_files'\n");
    } else if (command->arguments) {
        buf_text(out, "        '2:argument:(");
        print_argument_words(command, out);
        buf_text(out, ")'\n");
    }
    buf_text(out, "      ) ;;\n");
}

void completions_print_zsh(struct buf *out)
{
    buf_text(
        out,
        "#compdef glot\n"
        "# Completion of glot for zsh: put this file as _glot into a folder of $fpath, or source it behind "
        "compinit.\n"
        "_glot() {\n"
        "  local -a commands options\n"
        "  local word command=''\n"
        "  commands=(\n");
    for (size_t i = 0; i < command_count; i++) {
        buf_print(out, "    '%s:", commands[i]->name);
        print_zsh_text(commands[i]->summary, out);
        buf_text(out, "'\n");
    }
    buf_text(out, "  )\n  options=(\n");
    print_zsh_options(common_options, out);
    buf_text(out, "        '1:command:->command'\n  )\n"
                  "  for word in ${words[2,CURRENT-1]}; do\n"
                  "    if (( ${commands[(I)$word:*]} )); then command=$word; break; fi\n"
                  "  done\n"
                  "  case $command in\n");
    for (size_t i = 0; i < command_count; i++)
        print_zsh_command(commands[i], out);
    buf_text(out, "  esac\n"
                  "  local context state state_descr line\n"
                  "  typeset -A opt_args\n"
                  "  _arguments -s -S $options && return\n"
                  "  [[ $state == command ]] && _describe command commands\n"
                  "}\n"
                  "if [[ $funcstack[1] == _glot ]]; then _glot \"$@\"; else compdef _glot glot; fi\n");
}

// ---- fish

static void print_fish_text(const char *text, struct buf *out)
{
    buf_byte(out, '\'');
    for (const char *at = text; *at; at++) {
        if (*at == '\'' || *at == '\\')
            buf_byte(out, '\\');
        buf_byte(out, *at);
    }
    buf_byte(out, '\'');
}

static void print_fish_options(const struct command *command, const struct option *options, struct buf *out)
{
    for (const struct option *option = options; option->name; option++) {
        buf_text(out, "complete -c glot");
        if (command)
            buf_print(out, " -n '__fish_seen_subcommand_from %s'", command->name);
        if (option->letter)
            buf_print(out, " -s %c", option->letter);
        buf_print(out, " -l %s", option->name);
        if (option_has_value(option))
            buf_text(out, is_file(option) ? " -r -F" : " -x");
        if (has_choices(option)) {
            buf_text(out, " -a '");
            print_choice_words(option, out);
            buf_byte(out, '\'');
        }
        buf_text(out, " -d ");
        print_fish_text(option->meaning, out);
        buf_byte(out, '\n');
    }
}

static void print_fish_command(const struct command *command, struct buf *out)
{
    buf_print(out, "complete -c glot -n __fish_use_subcommand -a %s -d ", command->name);
    print_fish_text(command->summary, out);
    buf_byte(out, '\n');
    print_fish_options(command, command->options, out);
    if (!command->arguments)
        return;
    buf_print(out, "complete -c glot -n '__fish_seen_subcommand_from %s'", command->name);
    if (takes_files(command)) {
        buf_text(out, " -F\n");
        return;
    }
    buf_text(out, " -a '");
    print_argument_words(command, out);
    buf_text(out, "'\n");
}

void completions_print_fish(struct buf *out)
{
    buf_text(out, "# Completion of glot for fish: put this file into ~/.config/fish/completions/glot.fish\n"
                  "complete -c glot -f\n");
    print_fish_options(NULL, common_options, out);
    for (size_t i = 0; i < command_count; i++)
        print_fish_command(commands[i], out);
}
