#ifndef AALO_CQRENCODE_SHIM_H
#define AALO_CQRENCODE_SHIM_H

#include <qrencode.h>

#endif
