// How the program proves to a service who it is, and where the service is reached. A service's row says where
// both are looked for (service.h, service_access):
//
//   token   the variable (TX_TOKEN), else the section of the rc file (~/.transifexrc) for this host
//   host    the variable (TX_HOSTNAME), else what the project says, else the section of the rc file that the
//           project names ([main] host of .tx/config), else where the service usually is. What is the name of
//           a section of the rc file, or its rest_hostname, stands for that section
//   roots   the variable (TX_CACERT)
//
// A token is for one host: that of a section goes nowhere else. Texts of diagnostics never hold it, and no
// line of the rc file is shown.
#ifndef SYNC_CREDENTIALS_H
#define SYNC_CREDENTIALS_H

#include "sync/service.h"

// Variables of the environment; tests have their own.
struct environment {
    const char *(*get)(const void *context, const char *name); // NULL: it is not set
    const void *context;
};

struct environment environment_of_process(void);

// Fills the credentials of the remote and completes the host of its address; needs its service, address,
// arena and diags. `site` is what .tx/config says (setup.h), or empty. False with a diagnostic when there is
// no token (token-missing) or none that can be one, when the rc file cannot be read, and when the host is
// none, or would get the token over a connection that others can listen to (host-insecure).
bool credentials_find(struct remote *remote, struct str site, const struct environment *environment);

#endif
