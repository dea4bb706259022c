#ifndef AALO_CLINUX_SHIM_H
#define AALO_CLINUX_SHIM_H

// Linux calls that Swift's Glibc module does not show. Declarations and numbers only; the C library has the code.
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#ifndef _GNU_SOURCE
// accept4(2) is hidden without _GNU_SOURCE, and defining that here would change structures Glibc's module already has.
extern int accept4(int descriptor, struct sockaddr *address, socklen_t *length, int flags);
// So is pthread_setname_np(3).
extern int pthread_setname_np(pthread_t thread, const char *name);
#endif

// O_TMPFILE(2) is hidden in the same way; what it stands for is not.
static const int aalo_O_TMPFILE = __O_TMPFILE;

#endif
