/* Loads what `glot build` made: ./show */
#include <libintl.h>
#include <locale.h>
#include <stdio.h>

int main(void)
{
    setlocale(LC_ALL, "");
    bindtextdomain("mailbox", "locale");
    textdomain("mailbox");
    puts(gettext("button\004Open")); /* pgettext("button", "Open") with gettext.h */
    for (unsigned long count = 1; count <= 5; count += 2) {
        printf(ngettext("%lu new letter", "%lu new letters", count), count);
        putchar('\n');
    }
    return 0;
}
