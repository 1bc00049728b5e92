/*
 * banned.h - functions that cannot be used safely become compile errors.
 * The idea is git's banned.h.
 */
#ifndef CF_BANNED_H
#define CF_BANNED_H

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CF_BANNED(f) sorry_##f##_is_banned
#undef strcpy
#define strcpy(d, s) CF_BANNED(strcpy)
#undef strcat
#define strcat(d, s) CF_BANNED(strcat)
#undef sprintf
#define sprintf(...) CF_BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) CF_BANNED(vsprintf)
#undef strtok
#define strtok(s, d) CF_BANNED(strtok)
#undef atoi
#define atoi(s) CF_BANNED(atoi)
#undef atol
#define atol(s) CF_BANNED(atol)
#undef gmtime
#define gmtime(t) CF_BANNED(gmtime)
#undef localtime
#define localtime(t) CF_BANNED(localtime)
#undef mktemp
#define mktemp(s) CF_BANNED(mktemp)
#undef system
#define system(s) CF_BANNED(system)

#endif
