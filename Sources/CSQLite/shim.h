#ifndef AALO_CSQLITE_SHIM_H
#define AALO_CSQLITE_SHIM_H

#include <sqlite3.h>

// sqlite3_config(3) is variadic, which Swift cannot call.
static inline int aalo_sqlite3_config_memstatus(int on) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, on); }

#endif
