"""Prints high-precision.csv: tails and quantiles at 50 digits (mpmath 1.3.0).

Run: python3 high-precision.py > high-precision.csv
Incomplete beta functions of large parameters come from the continued fraction (DLMF 8.17.22) evaluated with 50 digits;
one of them is checked against numerical integration.
"""
import mpmath as mp

mp.mp.dps = 50


def log_kernel(x, a, b):
    return a * mp.log(x) + b * mp.log1p(-x) - (mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b))


def fraction(x, a, b):
    """The continued fraction by the modified Lentz method."""
    c, d = mp.mpf(1), 1 / (1 - (a + b) * x / (a + 1))
    h = d
    m = 1
    while True:
        n = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / (1 + n * d)
        c = 1 + n / c
        h *= d * c
        n = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / (1 + n * d)
        c = 1 + n / c
        h *= d * c
        if abs(d * c - 1) < mp.mpf(10) ** -40:
            return h
        m += 1


def lower(x, a, b):
    x, a, b = mp.mpf(x), mp.mpf(a), mp.mpf(b)
    if x <= (a + 1) / (a + b + 2):
        return mp.exp(log_kernel(x, a, b)) * fraction(x, a, b) / a
    return 1 - mp.exp(log_kernel(1 - x, b, a)) * fraction(1 - x, b, a) / b


def upper(x, a, b):
    x, a, b = mp.mpf(x), mp.mpf(a), mp.mpf(b)
    if x > (a + 1) / (a + b + 2):
        return mp.exp(log_kernel(1 - x, b, a)) * fraction(1 - x, b, a) / b
    return 1 - lower(x, a, b)


def log_of(value, complement):
    return mp.log(value) if value < 0.5 else mp.log1p(-complement)


def row(function, arguments, value):
    print(",".join([function] + [repr(a) for a in arguments] + [""] * (3 - len(arguments)) + [mp.nstr(value, 20)]))


BETA = [
    (0.5, 0.5, 0.5), (0.01, 2.0, 3.0), (0.99, 2.0, 3.0), (1e-9, 1.0, 1e9), (3e-9, 1.0, 1e9), (1e-12, 0.5, 1e9), (0.3, 2999.0, 7000.0), (0.3, 3001.0, 7000.0),
    (0.05, 500.0, 9500.0), (0.06, 500.0, 9500.0), (0.0901, 1e5, 1e6), (0.0099, 1e7, 1e9), (0.0098, 1e7, 1e9), (0.00991, 1e7, 1e9), (0.5, 1e9, 1e9),
    (0.49995, 1e9, 1e9), (0.4995, 1e9, 1e9), (0.50001, 1e9, 1e9), (1e-6, 1000.0, 1e9), (1.1e-6, 1000.0, 1e9), (2e-6, 1000.0, 1e9), (4.1e-6, 4000.0, 1e9),
    (0.999, 9990.5, 20.5), (0.9999, 1e6, 50.0), (0.001, 5.0, 2000.0), (0.2, 20.0, 100.0), (0.9, 20.0, 100.0), (1e-5, 10000.5, 1e9), (1.02e-5, 10000.5, 1e9),
]

print("function,a,b,c,value")
for x, a, b in BETA:
    row("beta.lower", (x, a, b), lower(x, a, b))
    row("beta.upper", (x, a, b), upper(x, a, b))
    row("beta.logLower", (x, a, b), log_of(lower(x, a, b), upper(x, a, b)))
    row("beta.logUpper", (x, a, b), log_of(upper(x, a, b), lower(x, a, b)))

check = mp.quad(lambda t: mp.exp(log_kernel(t, mp.mpf(500), mp.mpf(9500))) / t / (1 - t), mp.linspace(0, mp.mpf("0.05"), 20))
assert abs(check / lower(mp.mpf("0.05"), 500, 9500) - 1) < mp.mpf(10) ** -25

for a, b in [(0.5, 0.5), (0.001, 1e9), (1.0, 1e9), (20.0, 1e8), (1e5, 1e6), (1e9, 1e9), (9.5, 10.5), (2.5, 3.5)]:
    row("beta.log", (a, b), mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(mp.mpf(a) + b))

for x in [1e-3, 0.1, 0.5, 1.0, 2.5, 9.99, 10.0, 35.0, 1e3, 1e9]:
    row("gamma.stirling", (x,), mp.loggamma(x) - ((mp.mpf(x) - 0.5) * mp.log(x) - x + mp.log(2 * mp.pi) / 2))
    row("gamma.log", (x,), mp.loggamma(x))

for z in [-8.0, -1.0, 0.0, 0.5, 1.959963984540054, 5.0, 9.0, 20.0, 37.0]:
    row("normal.upper", (z,), mp.erfc(mp.mpf(z) / mp.sqrt(2)) / 2)
for z in [-8.0, 0.0, 5.0, 24.9, 25.1, 37.0, 50.0, 1000.0]:
    row("normal.logUpper", (z,), mp.log(mp.erfc(mp.mpf(z) / mp.sqrt(2)) / 2))
for p in [1e-300, 1e-100, 1e-20, 1e-9, 0.001, 0.025, 0.05, 0.2, 0.499, 0.7, 0.975]:
    row("normal.quantile", (p,), -mp.sqrt(2) * mp.erfinv(2 * mp.mpf(p) - 1) if p > 1e-15 else mp.findroot(lambda z: mp.log(mp.erfc(z / mp.sqrt(2)) / 2) - mp.log(p), mp.sqrt(-2 * mp.log(p))))


def t_upper(t, v):
    t, v = mp.mpf(t), mp.mpf(v)
    return lower(v / (v + t * t), v / 2, mp.mpf(1) / 2) / 2


for t, v in [(0.1, 1.0), (2.0, 3.0), (12.0, 5.5), (1.6081688, 69.0542475), (6.0, 1e6), (3.0, 1e9), (50.0, 30.0), (1e-8, 4.0), (1e9, 2.0)]:
    row("t.upper", (t, v), t_upper(t, v))
for p, v in [(0.025, 1.0), (0.025, 4.0), (0.025, 30.0), (0.025, 1e6), (1e-6, 2.5), (1e-12, 10.0), (0.3, 7.0), (0.4, 9.0)]:
    row("t.quantile", (p, v), mp.findroot(lambda t: t_upper(t, v) - p, (0.2, 3) if p > 1e-3 else (10, 100), solver="anderson", tol=1e-70, maxsteps=500))


def beta_quantile(p, a, b, tail):
    low, high = mp.mpf(10) ** -20, 1 - mp.mpf(10) ** -20
    for _ in range(170):
        middle = mp.sqrt(low * high) if high < 0.5 else (low + high) / 2
        value = tail(middle, a, b)
        below = value < p if tail is lower else value > p
        low, high = (middle, high) if below else (low, middle)
    return low


for p, a, b in [(1e-9, 1.0, 1e6), (0.025, 1.0, 1e9), (0.025, 10.0, 991.0), (0.025, 0.5, 300.5), (0.025, 3.5, 54.5), (1e-12, 5.0, 1e8), (0.4, 0.2, 0.3), (0.9, 2.0, 5.0), (0.025, 50.0, 950.0)]:
    row("beta.lowerQuantile", (p, a, b), beta_quantile(mp.mpf(p), a, b, lower))
    row("beta.upperQuantile", (p, a, b), beta_quantile(mp.mpf(p), a, b, upper))

for k, n, p in [(99500, 10_000_000, 0.01), (100, 10_000_000, 1e-5), (3, 10, 0.5), (0, 1000, 0.001), (9_899_383, 10_000_000, 0.99), (60, 100, 0.3)]:
    row("binomial.atMost", (k, n, p), lower(1 - mp.mpf(p), n - k, k + 1))
    row("binomial.atLeast", (k, n, p), lower(mp.mpf(p), k, n - k + 1) if k > 0 else mp.mpf(1))
    row("binomial.logProbability", (k, n, p), mp.log(mp.binomial(n, k)) + k * mp.log(p) + (n - k) * mp.log1p(-mp.mpf(p)))

for a, x in [(0.5, 50.0), (0.5, 0.1), (1.5, 3.0), (10.0, 30.0), (100.0, 100.0), (1e4, 1.02e4), (1e6, 1001000.0), (1e6, 999000.0), (2.5, 300.0)]:
    row("gamma.upper", (a, x), mp.gammainc(a, x, mp.inf, regularized=True) if a < 1e3 else mp.quad(lambda t: mp.exp((a - 1) * mp.log(t) - t - mp.loggamma(a)), [mp.mpf(x) + i * mp.sqrt(a) / 4 for i in range(0, 90)]))

for l in [0.2, 0.5, 1.0, 1.17, 1.19, 2.0, 13.0]:
    row("kolmogorov.upper", (l,), 2 * sum((-1) ** (j - 1) * mp.exp(-2 * j * j * mp.mpf(l) ** 2) for j in range(1, 300)))
