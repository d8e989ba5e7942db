"""Writes large-counts.csv: tails, limits and p-values at 1e4 to 1e7 trials, for LargeCountTests.

Python 3.11, mpmath 1.2.1, 50 digits (more inside, where a complement is taken). Every value is a sum of the terms of its definition, or a root of such a sum.
Arguments are the doubles as they stand, not the decimals they stand for.
"""
from mpmath import mp, mpf, loggamma, exp, log, sqrt, erfc, findroot, quad, pi

mp.dps = 60
TINY = mpf(10) ** -70
rows = []


def add(name, arguments, value):
    rows.append((name, arguments, value))


def log_choose(n, k):
    if k < 0 or k > n:
        return mpf('-inf')
    return loggamma(mpf(n) + 1) - loggamma(mpf(k) + 1) - loggamma(mpf(n - k) + 1)


def outwards(first, ratio):
    """first * (1 + r0 + r0 r1 + ...), until nothing is added."""
    if first == 0:
        return first
    total, term, i = mpf(1), mpf(1), 0
    while True:
        r = ratio(i)
        if r <= 0:
            break
        term *= r
        total += term
        i += 1
        if term < TINY * total:
            break
    return first * total


def binomial(k, n, p):
    return exp(log_choose(n, k) + k * log(p) + (n - k) * log(1 - p))


def at_least(k, n, p):
    p = mpf(p)
    if k <= 0:
        return mpf(1)
    if k < n * p:
        return 1 - at_most(k - 1, n, p)
    odds = p / (1 - p)
    return outwards(binomial(k, n, p), lambda i: odds * (n - k - i) / (k + i + 1))


def at_most(k, n, p):
    p = mpf(p)
    if k >= n:
        return mpf(1)
    if k > n * p:
        return 1 - at_least(k + 1, n, p)
    odds = (1 - p) / p
    return outwards(binomial(k, n, p), lambda i: odds * (k - i) / (n - k + i + 1))


def table(k, n1, n2, m, odds=mpf(1)):
    return exp(log_choose(n1, k) + log_choose(n2, m - k) + k * log(odds))


def up(k, n1, n2, m, odds=mpf(1)):
    return outwards(table(k, n1, n2, m, odds), lambda i: odds * (n1 - k - i) * (m - k - i) / (mpf(k + i + 1) * (n2 - m + k + i + 1)))


def down(k, n1, n2, m, odds=mpf(1)):
    return outwards(table(k, n1, n2, m, odds), lambda i: mpf(k - i) * (n2 - m + k - i) / (odds * (n1 - k + i + 1) * (m - k + i + 1)))


def middle(n1, n2, m, odds):
    low, high = max(0, m - n2), min(m, n1)
    while low < high:
        k = (low + high + 1) // 2
        if odds * (n1 - k + 1) * (m - k + 1) >= mpf(k) * (n2 - m + k):
            low = k
        else:
            high = k - 1
    return low


def odds_tails(k, n1, n2, m, odds):
    odds = mpf(odds)
    mode = middle(n1, n2, m, odds)
    whole = up(mode, n1, n2, m, odds) + down(mode, n1, n2, m, odds) - table(mode, n1, n2, m, odds)
    greater = up(k, n1, n2, m, odds) / whole if k > mode else 1 - down(k - 1, n1, n2, m, odds) / whole
    less = down(k, n1, n2, m, odds) / whole if k < mode else 1 - up(k + 1, n1, n2, m, odds) / whole
    return greater, less, table(k, n1, n2, m, odds) / whole


def fisher_two_sided(k, n1, n2, m):
    limit = table(k, n1, n2, m) * (1 + mpf('1e-7'))
    mode = middle(n1, n2, m, mpf(1))
    low, high, total = max(0, m - n2), min(m, n1), exp(log_choose(n1 + n2, m))
    left, right = low - 1, mode
    while right - left > 1:
        c = (left + right) // 2
        left, right = (c, right) if table(c, n1, n2, m) <= limit else (left, c)
    sum_left = down(left, n1, n2, m) if left >= low else mpf(0)
    left, right = mode, high + 1
    while right - left > 1:
        c = (left + right) // 2
        left, right = (left, c) if table(c, n1, n2, m) <= limit else (c, right)
    sum_right = up(right, n1, n2, m) if right <= high else mpf(0)
    return (sum_left + sum_right) / total


def gamma_lower(a, x):
    a, x = mpf(a), mpf(x)
    return outwards(exp(a * log(x) - x - loggamma(a + 1)), lambda i: x / (a + i + 1))


def beta_lower(x, a, b):
    x, a, b = mpf(x), mpf(a), mpf(b)
    first = exp(a * log(x) + b * log(1 - x) + loggamma(a + b) - loggamma(a + 1) - loggamma(b))
    return outwards(first, lambda i: x * (a + b + i) / (a + 1 + i))


def complement(function, *arguments):
    """1 - f, with so many digits more that the tail keeps its own."""
    global TINY
    digits, small = mp.dps, TINY
    mp.dps, TINY = 400, mpf(10) ** -420
    value = 1 - function(*arguments)
    mp.dps, TINY = digits, small
    return +value


def t_upper(t, nu):
    t, nu = mpf(t), mpf(nu)
    return complement(lambda: beta_lower(t * t / (nu + t * t), 0.5, nu / 2)) / 2


def normal_upper(z):
    return erfc(mpf(z) / sqrt(mpf(2))) / 2


def noncentral_t(t, nu, shift):
    t, nu, shift = mpf(t), mpf(nu), mpf(shift)
    deviation = 1 / sqrt(2 * nu)
    scale = log(mpf(2)) + nu / 2 * log(nu / 2) - loggamma(nu / 2)
    points = [1 + i * deviation for i in range(-15, 16)]
    return quad(lambda s: exp(scale + (nu - 1) * log(s) - nu / 2 * s * s) * normal_upper(t * s - shift), points)


def clopper_lower(x, n, alpha):
    alpha, guess = mpf(alpha), mpf(x) / n
    z = sqrt(-2 * log(alpha))
    start = (x + z * z / 2 - z * sqrt(mpf(x) * (n - x) / n + z * z / 4)) / (n + z * z)
    return exp(findroot(lambda u: log(at_least(x, n, exp(u))) - log(alpha), (log(start), log((start + guess) / 2)), tol=mpf(10) ** -40))


def wilson(x, n, z):
    x, n, z = mpf(x), mpf(n), mpf(z)
    p, w = x / n, z * z / n
    root = z * sqrt(p * (1 - p) / n + w / (4 * n))
    return (p + w / 2 - root) / (1 + w), (p + w / 2 + root) / (1 + w)


def newcombe(x1, n1, x2, n2, z):
    (l1, u1), (l2, u2) = wilson(x1, n1, z), wilson(x2, n2, z)
    p1, p2 = mpf(x1) / n1, mpf(x2) / n2
    return p1 - p2 - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2), p1 - p2 + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)


def restricted(x1, n1, x2, n2, delta):
    low, high = max(mpf(0), -delta), min(mpf(1), 1 - delta)

    def slope(p2):
        p1 = p2 + delta
        part = lambda count, rate: mpf(0) if count == 0 else (mpf(count) / rate if rate != 0 else mpf('1e999'))
        return part(x1, p1) - part(n1 - x1, 1 - p1) + part(x2, p2) - part(n2 - x2, 1 - p2)

    for _ in range(230):
        c = (low + high) / 2
        low, high = (c, high) if slope(c) > 0 else (low, c)
    return low + delta, low


def score(x1, n1, x2, n2, delta):
    p1, p2 = restricted(x1, n1, x2, n2, delta)
    variance = (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * mpf(n1 + n2) / (n1 + n2 - 1)
    return (mpf(x1) / n1 - mpf(x2) / n2 - delta) / sqrt(variance)


def miettinen(x1, n1, x2, n2, z):
    z = mpf(z)
    lower, upper = newcombe(x1, n1, x2, n2, z)
    solve = lambda target, a: findroot(lambda d: score(x1, n1, x2, n2, d) - target, (a, a * (1 + mpf('1e-4')) + mpf('1e-12')), tol=mpf(10) ** -60)
    return solve(z, lower), solve(-z, upper)


for k, n, p in [(150, 10000, 0.01), (60, 10000, 0.01), (1, 10000, 0.001), (1100, 100000, 0.01), (1500, 100000, 0.01), (51000, 100000, 0.5), (10400, 1000000, 0.01),
                (12000, 1000000, 0.01), (100, 10000000, 1e-05), (200, 10000000, 1e-05), (1003000, 10000000, 0.1), (1010000, 10000000, 0.1), (990000, 10000000, 0.1),
                (5010000, 10000000, 0.5), (9999990, 10000000, 0.99999), (40, 10000000, 1e-05)]:
    add("binomial.atLeast", (k, n, p), at_least(k, n, p))
    add("binomial.atMost", (k, n, p), at_most(k, n, p))
for k, n1, n2, m in [(60, 10000, 10000, 100), (15, 1000, 99000, 500), (700, 100000, 900000, 6000), (5300, 1000000, 1000000, 10000), (5800, 1000000, 1000000, 10000),
                     (120, 100000, 9900000, 10000), (400, 100000, 9900000, 20000), (501500, 5000000, 5000000, 1000000), (505000, 5000000, 5000000, 1000000),
                     (495000, 5000000, 5000000, 1000000), (0, 100000, 9900000, 300)]:
    total = exp(log_choose(n1 + n2, m))
    greater, less, observed = odds_tails(k, n1, n2, m, 1)
    add("hypergeometric.atLeast", (k, n1, n2, m), greater)
    add("hypergeometric.atMost", (k, n1, n2, m), less)
    add("fisher.greater", (k, n1, m - k, n2), greater)
    add("fisher.twoSided", (k, n1, m - k, n2), fisher_two_sided(k, n1, n2, m))
    add("fisher.midGreater", (k, n1, m - k, n2), greater - observed / 2)
for k, n1, n2, m, odds in [(60, 10000, 10000, 100, 1.25), (700, 100000, 900000, 6000, 1.1), (5800, 1000000, 1000000, 10000, 1.25), (5800, 1000000, 1000000, 10000, 2.0),
                           (120, 100000, 9900000, 10000, 1.5), (505000, 5000000, 5000000, 1000000, 1.01), (500000, 5000000, 5000000, 1000000, 1.02),
                           (20, 100000, 9900000, 300, 10.0)]:
    greater, less, observed = odds_tails(k, n1, n2, m, odds)
    add("noncentral.atLeast", (k, n1, n2, m, odds), greater)
    add("noncentral.atMost", (k, n1, n2, m, odds), less)
    add("noncentral.probability", (k, n1, n2, m, odds), observed)
for a, x in [(10000, 10300), (10000, 9500), (10000, 11500), (100000.5, 100900), (1000000, 1004000), (1000000, 996000), (5000000, 5010000.5), (5000000, 4980000),
             (10000000, 10030000), (10000000, 9900000)]:
    add("gamma.lower", (a, x), gamma_lower(a, x))
    add("gamma.upper", (a, x), complement(gamma_lower, a, x))
    add("chi.upper", (2 * x, 2 * a), complement(gamma_lower, a, x))
for x, a, b in [(0.012, 100.5, 9900.5), (0.5, 5000.5, 5200.5), (0.099, 100000.5, 900000.5), (0.101, 100000.5, 900000.5), (1.5e-05, 100.5, 9999900.5), (0.4995, 5000000.5, 5000000.5),
                (0.501, 5000000.5, 5000000.5)]:
    add("beta.lower", (x, a, b), beta_lower(x, a, b))
    add("beta.upper", (x, a, b), complement(beta_lower, x, a, b))
for z in [0.5, 3.0, 5.5, 8.0, 20.0, 37.0]:
    add("normal.upper", (z,), normal_upper(z))
    add("normal.twoSided", (z,), 2 * normal_upper(z))
for t in [0.5, 2.0, 6.0, 12.0, 25.0]:
    for nu in [10000, 123456.5, 1000000, 10000000]:
        add("t.upper", (t, nu), t_upper(t, nu))
for t, nu, shift in [(2.0, 10000, 1.0), (2.0, 10000, 4.0), (3.0, 1000000, 0.5), (1.96, 10000000, 3.5), (6.0, 10000000, 0.0)]:
    add("noncentralT.upper", (t, nu, shift), noncentral_t(t, nu, shift))
for lam in [0.3, 0.8, 1.17, 1.19, 2.0, 4.0, 10.0]:
    add("kolmogorov.upper", (lam,), 2 * sum((-1) ** (j - 1) * exp(-2 * mpf(j) ** 2 * mpf(lam) ** 2) for j in range(1, 60)))
for x, n, alpha in [(3, 10000, 0.025), (100, 10000, 0.025), (100, 10000000, 0.025), (1, 10000000, 1e-09), (50000, 1000000, 0.001), (5000000, 10000000, 0.025), (9999990, 10000000, 0.025)]:
    add("clopper.lower", (x, n, alpha), clopper_lower(x, n, alpha))
    add("clopper.upper", (n - x, n, alpha), 1 - clopper_lower(x, n, alpha))
for x, n, z in [(1, 10000, 1.96), (100, 10000, 2.5), (3, 10000000, 1.96), (100000, 10000000, 5.0), (9999999, 10000000, 1.96), (0, 10000000, 3.0)]:
    lower, upper = wilson(x, n, z)
    if x > 0:
        add("wilson.lower", (x, n, z), lower)
    add("wilson.upper", (x, n, z), upper)
for x1, n1, x2, n2, z in [(130, 10000, 100, 10000, 1.96), (3, 10000, 1000, 10000000, 1.96), (0, 100000, 90, 9000000, 2.5), (101000, 10000000, 100000, 10000000, 3.0),
                          (5001000, 10000000, 5000000, 10000000, 1.96), (9999990, 10000000, 99990, 100000, 1.96)]:
    lower, upper = newcombe(x1, n1, x2, n2, z)
    add("newcombe.lower", (x1, n1, x2, n2, z), lower)
    add("newcombe.upper", (x1, n1, x2, n2, z), upper)
    lower, upper = miettinen(x1, n1, x2, n2, z)
    add("miettinen.lower", (x1, n1, x2, n2, z), lower)
    add("miettinen.upper", (x1, n1, x2, n2, z), upper)
for b, c in [(60, 40), (5200, 4800), (50600, 49400), (501000, 499000), (5010000, 4990000), (4990000, 5010000), (1000, 0)]:
    tail = at_most(min(b, c), b + c, 0.5)
    add("mcnemar.exact", (b, c), min(mpf(1), 2 * tail))
    add("mcnemar.mid", (b, c), min(mpf(1), 2 * tail - binomial(min(b, c), b + c, mpf(0.5))))
    add("mcnemar.greater", (b, c), at_least(b, b + c, 0.5))

print("function,a,b,c,d,e,value")
for name, arguments, value in rows:
    if 1e-300 < value < 1e300 or -1 < value < 0:
        print(",".join([name] + [repr(float(a)) for a in arguments] + [""] * (5 - len(arguments)) + [mp.nstr(value, 17, min_fixed=1, max_fixed=0)]))
