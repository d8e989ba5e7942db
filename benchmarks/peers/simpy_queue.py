"""M/M/1 at a load of 0.9 with a mean service of 1, in SimPy: nanoseconds per customer and mean sojourn (10 in the long run).

    simpy_queue.py CUSTOMERS ROUNDS

Runs with SimPy 2 (Debian's package python3-simpy) or SimPy 3 and later, whichever is installed, in two styles: a process for each customer at a
resource, and two processes, source and server, with a store between them. Prints the median of the rounds.
"""

import random
import statistics
import sys
import time

LOAD = 0.9


def simpy2():
    from SimPy import __version__
    from SimPy.Simulation import Process, Resource, Simulation, Store, get, hold, put, release, request

    class Customer(Process):
        def visit(self, server, draws, sojourns):
            arrived = self.sim.now()
            yield request, self, server
            yield hold, self, draws.expovariate(1.0)
            yield release, self, server
            sojourns.append(self.sim.now() - arrived)

    class Source(Process):
        def customers(self, count, server, draws, sojourns):
            for _ in range(count):
                yield hold, self, draws.expovariate(LOAD)
                customer = Customer(sim=self.sim)
                self.sim.activate(customer, customer.visit(server, draws, sojourns))

        def moments(self, count, store, draws):
            for _ in range(count):
                yield hold, self, draws.expovariate(LOAD)
                yield put, self, store, [self.sim.now()]

    class Server(Process):
        def serve(self, count, store, draws, sojourns):
            for _ in range(count):
                yield get, self, store, 1
                arrived = self.got[0]
                yield hold, self, draws.expovariate(1.0)
                sojourns.append(self.sim.now() - arrived)

    def run(start, count, draws):
        simulation = Simulation()
        simulation.initialize()
        sojourns = []
        start(simulation, count, draws, sojourns)
        simulation.simulate(until=1e18)
        return sojourns

    def per_customer(simulation, count, draws, sojourns):
        server = Resource(capacity=1, sim=simulation)
        source = Source(sim=simulation)
        simulation.activate(source, source.customers(count, server, draws, sojourns))

    def two_processes(simulation, count, draws, sojourns):
        store = Store(sim=simulation)
        source, server = Source(sim=simulation), Server(sim=simulation)
        simulation.activate(source, source.moments(count, store, draws))
        simulation.activate(server, server.serve(count, store, draws, sojourns))

    return __version__, {
        "process per customer": lambda count, draws: run(per_customer, count, draws),
        "two processes": lambda count, draws: run(two_processes, count, draws),
    }


def simpy3():
    import simpy

    def visit(env, server, draws, sojourns):
        arrived = env.now
        with server.request() as turn:
            yield turn
            yield env.timeout(draws.expovariate(1.0))
        sojourns.append(env.now - arrived)

    def customers(env, count, server, draws, sojourns):
        for _ in range(count):
            yield env.timeout(draws.expovariate(LOAD))
            env.process(visit(env, server, draws, sojourns))

    def moments(env, count, store, draws):
        for _ in range(count):
            yield env.timeout(draws.expovariate(LOAD))
            yield store.put(env.now)

    def serve(env, count, store, draws, sojourns):
        for _ in range(count):
            arrived = yield store.get()
            yield env.timeout(draws.expovariate(1.0))
            sojourns.append(env.now - arrived)

    def per_customer(count, draws):
        env, sojourns = simpy.Environment(), []
        env.process(customers(env, count, simpy.Resource(env), draws, sojourns))
        env.run()
        return sojourns

    def two_processes(count, draws):
        env, sojourns = simpy.Environment(), []
        store = simpy.Store(env)
        env.process(moments(env, count, store, draws))
        env.process(serve(env, count, store, draws, sojourns))
        env.run()
        return sojourns

    return simpy.__version__, {"process per customer": per_customer, "two processes": two_processes}


def main():
    count, rounds = int(sys.argv[1]), int(sys.argv[2])
    try:
        version, styles = simpy3()
    except ImportError:
        version, styles = simpy2()
    for name, run in styles.items():
        times, sojourns = [], []
        for seed in range(rounds):
            begin = time.perf_counter_ns()
            sojourn = run(count, random.Random(seed))
            times.append((time.perf_counter_ns() - begin) / count)
            sojourns.append(statistics.fmean(sojourn))
        label = f"SimPy {version}, {name}"
        print(f"{label:<45} {statistics.median(times):10.1f} ns per customer   mean sojourn {statistics.fmean(sojourns):.3f}", flush=True)


main()
