// Signals that end the process, held back while something must not be left half done. Those that are ignored
// or handled end nothing and are left alone. Other threads must hold back all signals, or they take them.
#ifndef BASE_SIGNALS_H
#define BASE_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

struct signals {
    sigset_t deadly; // SIGHUP, SIGINT, SIGQUIT, SIGTERM, as far as they end the process
    sigset_t before; // what was held back already
};

void signals_hold(struct signals *signals);
// Whether one came meanwhile.
bool signals_came(const struct signals *signals);
// Those that came take effect.
void signals_release(const struct signals *signals);
// Those that came have had their effect.
void signals_forget(const struct signals *signals);
// A file that poll finds readable when one came; -1 where there can be none: then one has to look again and
// again. To be closed.
int signals_file(const struct signals *signals);

#endif
