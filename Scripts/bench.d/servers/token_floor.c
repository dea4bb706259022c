/* What SQLite alone takes for a token: the statements of POST /api/tokens in plain C, on one thread, a batch in one
   transaction, without HTTP, JSON, session or Swift. No server that keeps the same record can answer faster.

   usage: token_floor database batch seconds
   Prints tokens, microseconds, and microseconds of CPU. The database is a demo clinic's, which nobody else has open. */
#define _GNU_SOURCE
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { KNOWN, PATIENT, VISIT, LINE, LAST, TOKEN, ENTRY, KEEP, BEGIN, COMMIT, STATEMENTS };

static const char *const sql[STATEMENTS] = {
    [KNOWN] = "SELECT fingerprint, status, content_type, location, body FROM idempotency WHERE actor = ? AND key = ?",
    [PATIENT] = "INSERT INTO patient (id, name_en, name_bn, sex, birth_date, age_value, age_unit, age_on,"
                " phone_sealed, area, search, registered_at, registered_by, phone_tail)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [VISIT] = "INSERT INTO visit (id, day, patient_id, service, complaint, priority, opened_at, opened_by)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    [LINE] = "SELECT waiting FROM line WHERE day = ? AND stage = ?",
    [LAST] = "SELECT max(serial) FROM token WHERE day = ?",
    [TOKEN] = "INSERT INTO token (id, visit_id, day, serial, people_ahead, wait_minutes, issued_at, issued_by)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    [ENTRY] = "INSERT INTO queue_entry (id, token_id, visit_id, day, serial, stage, state, rank_at, entered_at,"
              " entered_by) VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)",
    [KEEP] = "INSERT INTO idempotency (actor, key, fingerprint, status, content_type, location, body, at)"
             " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
};

static sqlite3 *db;
static sqlite3_stmt *statement[STATEMENTS];
static char staff[37];
static char body[700];
static time_t begun;
static const char day[] = "2099-01-01";

static void check(int code) {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    exit(1);
}

static void text(int which, int parameter, const char *value) {
    check(sqlite3_bind_text(statement[which], parameter, value, -1, SQLITE_STATIC));
}

static void integer(int which, int parameter, int64_t value) {
    check(sqlite3_bind_int64(statement[which], parameter, value));
}

/* The first column of the first row, if there is one. */
static int64_t run(int which) {
    int code = sqlite3_step(statement[which]);
    check(code);
    int64_t value = code == SQLITE_ROW ? sqlite3_column_int64(statement[which], 0) : 0;
    sqlite3_reset(statement[which]);
    sqlite3_clear_bindings(statement[which]);
    return value;
}

static double microseconds(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

/* A time-ordered UUID (RFC 9562 section 5.7). */
static void identifier(char into[37], int64_t now) {
    snprintf(into, 37, "%08x-%04x-7%03x-8%03x-%06x%06x", (unsigned)(now >> 16), (unsigned)(now & 0xffff),
             rand() & 0xfff, rand() & 0xfff, rand() & 0xffffff, rand() & 0xffffff);
}

static void issue(int64_t number, int64_t now) {
    char key[40], location[60], patient[37], visit[37], token[37], entry[37];
    snprintf(key, sizeof key, "%llx-1-%lld", (long long)begun, (long long)number);
    identifier(patient, now), identifier(visit, now), identifier(token, now), identifier(entry, now);
    text(KNOWN, 1, staff), text(KNOWN, 2, key), run(KNOWN);
    text(PATIENT, 1, patient), text(PATIENT, 2, "Rahima Begum"), text(PATIENT, 4, "female"), integer(PATIENT, 6, 34);
    text(PATIENT, 7, "years"), text(PATIENT, 8, day),
    // As long as a sealed phone and its index; sealing is the server's own cost.
    check(sqlite3_bind_blob(statement[PATIENT], 9, body, 41, SQLITE_STATIC));
    check(sqlite3_bind_blob(statement[PATIENT], 14, patient + 20, 16, SQLITE_STATIC));
    text(PATIENT, 11, "rahima begum"), integer(PATIENT, 12, now), text(PATIENT, 13, staff), run(PATIENT);
    text(VISIT, 1, visit), text(VISIT, 2, day), text(VISIT, 3, patient), text(VISIT, 4, "general");
    text(VISIT, 5, "fever"), text(VISIT, 6, "ordinary"), integer(VISIT, 7, now), text(VISIT, 8, staff), run(VISIT);
    text(LINE, 1, day), text(LINE, 2, "registration"), run(LINE);
    text(LAST, 1, day);
    int64_t serial = run(LAST) + 1;
    text(TOKEN, 1, token), text(TOKEN, 2, visit), text(TOKEN, 3, day), integer(TOKEN, 4, serial);
    integer(TOKEN, 5, 101), integer(TOKEN, 6, 400), integer(TOKEN, 7, now), text(TOKEN, 8, staff), run(TOKEN);
    text(ENTRY, 1, entry), text(ENTRY, 2, token), text(ENTRY, 3, visit), text(ENTRY, 4, day), integer(ENTRY, 5, serial);
    text(ENTRY, 6, "registration"), integer(ENTRY, 7, now), integer(ENTRY, 8, now), text(ENTRY, 9, staff), run(ENTRY);
    snprintf(location, sizeof location, "/api/tokens/%s", token);
    text(KEEP, 1, staff), text(KEEP, 2, key), text(KEEP, 3, "RXb3u5B8PODmvnZ4GR3Y3w"), integer(KEEP, 4, 201);
    text(KEEP, 5, "application/json"), text(KEEP, 6, location);
    check(sqlite3_bind_blob(statement[KEEP], 7, body, sizeof body, SQLITE_STATIC));
    integer(KEEP, 8, now), run(KEEP);
}

static void open_database(const char *path) {
    check(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0));
    check(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL));
    check(sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                           "PRAGMA recursive_triggers = ON;", NULL, NULL, NULL));
    for (int which = 0; which < STATEMENTS; which++)
        check(sqlite3_prepare_v3(db, sql[which], -1, SQLITE_PREPARE_PERSISTENT, &statement[which], NULL));
    sqlite3_stmt *first;
    check(sqlite3_prepare_v2(db, "SELECT id FROM staff LIMIT 1", -1, &first, NULL));
    check(sqlite3_step(first));
    snprintf(staff, sizeof staff, "%s", (const char *)sqlite3_column_text(first, 0));
    sqlite3_finalize(first);
    memset(body, 'x', sizeof body);
}

int main(int count, char **arguments) {
    if (count != 4) return fprintf(stderr, "usage: token_floor database batch seconds\n"), 2;
    int batch = atoi(arguments[2]);
    double seconds = atof(arguments[3]);
    open_database(arguments[1]);
    begun = time(NULL);
    double start = microseconds(CLOCK_MONOTONIC), spent = microseconds(CLOCK_PROCESS_CPUTIME_ID), took;
    int64_t tokens = 0;
    do {
        int64_t now = (int64_t)time(NULL) * 1000 + tokens / batch;
        run(BEGIN);
        for (int each = 0; each < batch; each++) issue(tokens++, now);
        run(COMMIT);
        took = microseconds(CLOCK_MONOTONIC) - start;
    } while (took < seconds * 1e6);
    printf("%lld %.0f %.0f\n", (long long)tokens, took, microseconds(CLOCK_PROCESS_CPUTIME_ID) - spent);
}
