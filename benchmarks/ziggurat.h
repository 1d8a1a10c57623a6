/* Random numbers of m1.c: xoshiro256++, normals and exponentials by 256-layer ziggurats. */
#include <math.h>
#include <stdint.h>
#define INLINE static inline __attribute__((always_inline))
enum { LAYERS = 256 };

typedef struct { uint64_t a, b, c, d; } rng_t;
static double normal_x[LAYERS + 1], normal_y[LAYERS + 1], exp_x[LAYERS + 1], exp_y[LAYERS + 1];
static double normal_w[LAYERS], exp_w[LAYERS];    /* width of a layer per unit of 52 random bits */
static uint64_t normal_k[LAYERS], exp_k[LAYERS];  /* below this the point is surely inside */

static double gauss(double x) { return exp(-0.5 * x * x); }
static double gauss_inverse(double y) { return sqrt(-2 * log(y)); }
static double decay(double x) { return exp(-x); }
static double decay_inverse(double y) { return -log(y); }
static void ziggurat(double r, double area, double (*f)(double), double (*inverse)(double),
                     double *x, double *y, double *w, uint64_t *k) {
    x[0] = area / f(r); /* the base layer, tail included */
    x[1] = r;
    for (int i = 2; i < LAYERS; i++) x[i] = inverse(area / x[i - 1] + f(x[i - 1]));
    x[LAYERS] = 0;
    for (int i = 0; i <= LAYERS; i++) y[i] = f(x[i]);
    for (int i = 0; i < LAYERS; i++) {
        w[i] = x[i] * 0x1p-52;
        k[i] = (uint64_t)(x[i + 1] / x[i] * 0x1p52);
    }
}

INLINE uint64_t next(rng_t *s) { /* xoshiro256++ */
    uint64_t sum = s->a + s->d, out = (sum << 23 | sum >> 41) + s->a, t = s->b << 17;
    s->c ^= s->a, s->d ^= s->b, s->b ^= s->c, s->a ^= s->d, s->c ^= t;
    s->d = s->d << 45 | s->d >> 19;
    return out;
}
INLINE double uniform(rng_t *s) { return ((double)(next(s) >> 11) + 0.5) * 0x1p-53; }
INLINE double normal(rng_t *s) {
    for (;;) {
        uint64_t u = next(s), i = u & 255, j = u >> 12;
        double x = (double)(int64_t)j * normal_w[i], sign = u & 256 ? -1.0 : 1.0;
        if (__builtin_expect(j < normal_k[i], 1)) return sign * x;
        if (i == 0) { /* the tail, by Marsaglia */
            double r = normal_x[1], t, v;
            do t = -log(uniform(s)) / r, v = -log(uniform(s)); while (v + v < t * t);
            return sign * (r + t);
        }
        if (normal_y[i] + uniform(s) * (normal_y[i + 1] - normal_y[i]) < gauss(x)) return sign * x;
    }
}
INLINE double exponential(rng_t *s) {
    for (double shift = 0;;) {
        uint64_t u = next(s), i = u & 255, j = u >> 12;
        double x = (double)(int64_t)j * exp_w[i];
        if (__builtin_expect(j < exp_k[i], 1)) return shift + x;
        if (i == 0) { shift += exp_x[1]; continue; } /* no memory: the tail is the whole again */
        if (exp_y[i] + uniform(s) * (exp_y[i + 1] - exp_y[i]) < decay(x)) return shift + x;
    }
}

static rng_t seeded(uint64_t seed) { /* also builds the tables; the state is from splitmix64 */
    uint64_t z, state[4];
    for (int i = 0; i < 4; i++) {
        z = seed += 0x9e3779b97f4a7c15u, z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
        z = (z ^ z >> 27) * 0x94d049bb133111ebu, state[i] = z ^ z >> 31;
    }
    ziggurat(3.6541528853610088, 4.92867323399e-3, gauss, gauss_inverse,
             normal_x, normal_y, normal_w, normal_k);
    ziggurat(7.69711747013104972, 3.9496598225815571993e-3, decay, decay_inverse,
             exp_x, exp_y, exp_w, exp_k);
    return (rng_t){state[0], state[1], state[2], state[3]};
}
