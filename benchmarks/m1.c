/* Models M1 and M2 of the benchmark, in C: the program that the others are measured against.
 *
 *     cc -O3 -march=native -o m1 m1.c -lm && ./m1 m1|m2 DAYS SEED
 *
 * Prints one line of JSON (see report.py). The seconds are those of the simulation loop alone, on
 * pages already touched. The visit log is one array per field; a visit that never started keeps
 * NaN, one that was still running at the horizon has its planned end beyond it. Levels, places,
 * stays, arrivals and routing repeat m1.py. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "ziggurat.h"
enum { MAX = 6, RING = 1 << 13, SLOTS = 200 };

typedef struct { /* stay: lognormal of (mu, sigma), from mean and sd; exponential if sd is 0 */
    int levels, places[MAX];
    const char *names[MAX];
    double rate, log_rows_per_day, mean[MAX], sd[MAX];
    int share[MAX + 1][MAX + 1]; /* of SLOTS, row -> column; last row: arrivals, rest: leaves */
} model_t;
static const model_t M1 = {6, {10, 40, 20, 60, 120, 400},
    {"detox", "residential", "php", "iop", "outpatient", "aftercare"}, 2.0, 6.5,
    {6, 30, 15, 40, 90, 180}, {3, 12, 7, 20, 50, 120},
    {{0, 90, 20, 50}, {0, 0, 70, 70, 20}, {0, 16, 0, 130}, {0, 10, 10, 0, 100, 10},
     {0, 0, 0, 20, 0, 80}, {20, 0, 0, 30}, {120, 15, 0, 35, 30}}};
static const model_t M2 = {1, {10}, {"queue"}, 9.0, 9.3, {1}, {0}, {{0}, {200}}};

static struct { uint32_t *client; uint8_t *level; double *queued, *started, *ended; } rows;
static uint64_t heap_t[1024]; /* a binary heap from 1: bits of the end (ordered like it), ... */
static uint32_t heap_v[1024]; /* ... with client * 8 + level */
static uint32_t ring[MAX][RING];
static uint8_t table[MAX + 1][SLOTS];

INLINE uint64_t bits(double x) { uint64_t u; memcpy(&u, &x, 8); return u; }
INLINE double from_bits(uint64_t u) { double x; memcpy(&x, &u, 8); return x; }
INLINE void sift_down(uint32_t n, uint64_t t, uint32_t v) { /* from the hole at the root */
    uint32_t i = 1, c = 2;
    for (; c < n; i = c, c *= 2) {
        c += heap_t[c + 1] < heap_t[c];
        if (heap_t[c] >= t) goto place;
        heap_t[i] = heap_t[c], heap_v[i] = heap_v[c];
    }
    if (c == n && heap_t[c] < t) heap_t[i] = heap_t[c], heap_v[i] = heap_v[c], i = c;
place:
    heap_t[i] = t, heap_v[i] = v;
}

INLINE uint32_t simulate(const model_t *m, double days, rng_t rng) {
    double mu[MAX], sigma[MAX], now, arrival;
    uint32_t head[MAX] = {0}, tail[MAX] = {0}, n = 0, row = 0, clients = 0;
    int free_places[MAX];
    rng_t *s = &rng;
    for (int k = 0; k < m->levels; k++) {
        double cv = m->sd[k] / m->mean[k];
        free_places[k] = m->places[k], sigma[k] = sqrt(log1p(cv * cv));
        mu[k] = log(m->mean[k]) - sigma[k] * sigma[k] / 2;
    }
#define STAY(k) (m->sd[0] > 0 ? exp(mu[k] + sigma[k] * normal(s)) : m->mean[k] * exponential(s))
    arrival = exponential(s) / m->rate;
    for (heap_t[1] = bits(INFINITY);;) {
        uint32_t from, client, hole = 0;
        now = from_bits(heap_t[1]);
        if (arrival < now) {
            if ((now = arrival) > days) return row;
            from = (uint32_t)m->levels, client = clients++;
            arrival = now + exponential(s) / m->rate;
        } else {
            if (now > days) return row;
            from = heap_v[1] & 7, client = heap_v[1] >> 3, hole = 1;
            if (head[from] != tail[from]) {
                uint32_t r = ring[from][head[from]++ % RING];
                double end = now + STAY(from);
                rows.started[r] = now, rows.ended[r] = end;
                sift_down(n, bits(end), rows.client[r] << 3 | from), hole = 0;
            } else
                free_places[from]++;
        }
        uint32_t to = table[from][(next(s) >> 32) * SLOTS >> 32];
        if (to < (uint32_t)m->levels) {
            rows.client[row] = client, rows.level[row] = (uint8_t)to, rows.queued[row] = now;
            if (free_places[to] > 0) {
                double end = now + STAY(to);
                free_places[to]--, rows.started[row] = now, rows.ended[row] = end;
                if (hole)
                    sift_down(n, bits(end), client << 3 | to), hole = 0;
                else {
                    uint32_t i = ++n;
                    for (; i > 1 && heap_t[i / 2] > bits(end); i /= 2)
                        heap_t[i] = heap_t[i / 2], heap_v[i] = heap_v[i / 2];
                    heap_t[i] = bits(end), heap_v[i] = client << 3 | to;
                }
            } else {
                if (tail[to] - head[to] == RING) fprintf(stderr, "queue is full\n"), exit(3);
                ring[to][tail[to]++ % RING] = row;
            }
            row++;
        }
        if (hole) n--, sift_down(n, n ? heap_t[n + 1] : bits(INFINITY), heap_v[n + 1]);
    }
}

static void *touched(size_t rows_needed, size_t size) {
    void *p = malloc(rows_needed * size);
    return p ? memset(p, 0xff, rows_needed * size) : (perror("malloc"), exit(2), p);
}

static double peak_mb(void) { /* not ru_maxrss: that keeps the size of the parent before exec */
    char line[256];
    double kb = 0;
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file)) sscanf(line, "VmHWM: %lf", &kb);
    return kb / 1024;
}

int main(int argc, char **argv) {
    if (argc != 4) return fprintf(stderr, "usage: m1 m1|m2 DAYS SEED\n"), 2;
    const model_t *m = strcmp(argv[1], "m2") ? &M1 : &M2;
    double days = atof(argv[2]), seconds, wait[MAX] = {0}, occupied[MAX] = {0};
    uint64_t started[MAX] = {0}, visits = 0;
    for (int k = 0; k <= m->levels; k++) {
        int slot = 0;
        for (int to = 0; to < m->levels; to++)
            for (int j = 0; j < m->share[k][to]; j++) table[k][slot++] = (uint8_t)to;
        while (slot < SLOTS) table[k][slot++] = MAX;
    }
    size_t size = (size_t)(m->log_rows_per_day * days) + 20000;
    rows.client = touched(size, 4), rows.level = touched(size, 1);
    rows.queued = touched(size, 8), rows.started = touched(size, 8), rows.ended = touched(size, 8);
    struct timespec t0, t1;
    rng_t rng = seeded(strtoull(argv[3], 0, 10));
    clock_gettime(CLOCK_MONOTONIC, &t0);
    uint32_t n = m == &M1 ? simulate(&M1, days, rng) : simulate(&M2, days, rng);
    clock_gettime(CLOCK_MONOTONIC, &t1);
    seconds = (double)(t1.tv_sec - t0.tv_sec) + 1e-9 * (double)(t1.tv_nsec - t0.tv_nsec);
    for (uint32_t r = 0; r < n; r++) {
        int k = rows.level[r];
        if (isnan(rows.started[r])) continue;
        visits += rows.ended[r] <= days, started[k]++;
        wait[k] += rows.started[r] - rows.queued[r];
        occupied[k] += fmin(rows.ended[r], days) - rows.started[r];
    }
    printf("{\"visits\": %llu, \"seconds\": %.9f, \"peak_mb\": %.3f", (unsigned long long)visits,
           seconds, peak_mb());
    for (int k = 0; k < m->levels; k++)
        printf("%s\"%s\": %.17g", k ? ", " : ", \"wait\": {", m->names[k],
               wait[k] / (double)(started[k] ? started[k] : 1));
    for (int k = 0; k < m->levels; k++)
        printf("%s\"%s\": %.17g", k ? ", " : "}, \"occupancy\": {", m->names[k],
               occupied[k] / days);
    return puts("}}"), 0;
}
