#ifndef AALO_CZLIB_SHIM_H
#define AALO_CZLIB_SHIM_H

#include <zlib.h>

#endif
