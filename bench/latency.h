/*
 * Copyright the jsctp authors.
 * SPDX-License-Identifier: Apache-2.0
 *
 * How long rounds of questions and answers took: what both C programs keep, and print the same way.
 */
#ifndef LATENCY_H
#define LATENCY_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 1 << 22 };

static double rounds[ROUNDS];

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void print_latency(long n) {
    qsort(rounds, (size_t)n, sizeof *rounds, ascending);
    printf("{\"rounds\":%ld,\"p50_us\":%.1f,\"p99_us\":%.1f}\n", n, rounds[n / 2], rounds[n * 99 / 100]);
}

#endif
