using Coalmine.Simulation.Kernel;
using Coalmine.Simulation.Queueing;
using Coalmine.Statistics.Queues;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Tests.Queueing;

/// <summary>
/// An open network by Jackson (1957): each node is as a queue of its own with the flow that the routes give it. From outside 0.5 into the first node, from
/// there 0.6 to the second and 0.4 to the third, from the second 0.2 back to the first; service rates 1, 0.6 and 0.5.
/// </summary>
public class NetworkTests
{
    private static readonly double[] Rates = [1, 0.6, 0.5];

    [Fact]
    public void JacksonNetwork_EachNode_HasTheFlowAndNumberOfAQueueOfItsOwn()
    {
        double first = 0.5 / (1 - (0.6 * 0.2));
        double[] flows = [first, 0.6 * first, 0.4 * first];
        double[] present = [.. flows.Select((flow, node) => QueueSteadyState.OneServer(flow, Rates[node]).Present)];
        Assert.Equal(3.46491, present.Sum(), 5e-6);
        Assert.Equal([1.31579, 1.31579, 0.83333], present.Select(number => Math.Round(number, 5)));
        Assert.Equal([0.56818, 0.34091, 0.22727], flows.Select(flow => Math.Round(flow, 5)));

        Network[] runs = [.. Enumerable.Range(0, 24).Select(i => Network.Run(StreamKey.Root(2026).With("network").With(i), 2_000, 50_000))];
        for (int node = 0; node < 3; node++)
        {
            Replications.Agree(flows[node], [.. runs.Select(run => run.Flow(node))], 0.01);
            Replications.Agree(present[node], [.. runs.Select(run => run.Present(node))], 0.05);
        }

        Replications.Agree(present.Sum(), [.. runs.Select(run => run.Present(0) + run.Present(1) + run.Present(2))], 0.05);

        // Little's law for the whole network: 3.46491 present at a flow of 0.5.
        Replications.Agree(6.92982, [.. runs.Select(run => run.Sojourn)], 0.05);
    }

    private struct Network : ICalendarHandler
    {
        private const double Unit = 1e9;
        private const byte Arrival = 3;

        private readonly Station[] _stations = [new(1), new(1), new(1)];
        private readonly long[] _arrivedAt;
        private readonly double[] _presence = new double[3];
        private readonly int[] _passed = new int[3];
        private Xoshiro256 _arrivals;
        private Xoshiro256 _services;
        private Xoshiro256 _routes;
        private int _arrived;
        private long _changed;
        private int _left;
        private double _sojourns;
        private bool _observing;

        private Network(StreamKey stream, int customers)
        {
            _arrivedAt = new long[customers];
            _arrivals = stream.With("arrivals").Open();
            _services = stream.With("services").Open();
            _routes = stream.With("routes").Open();
        }

        public readonly double Sojourn => _sojourns / Unit / _left;

        public long Observed { readonly get; private set; }

        // A fixed time and not a fixed number of customers is observed, so that the flows are chances too.
        public static Network Run(StreamKey stream, int warmUp, int time)
        {
            EventCalendar calendar = new();
            Network network = new(stream, warmUp + time);
            calendar.Schedule(0, Arrival);
            calendar.Run((long)(warmUp * Unit), ref network);
            network._observing = true;
            network._changed = calendar.Now;
            calendar.Run((long)((warmUp + time) * Unit), ref network);
            network.Watch(calendar.Now);
            network.Observed = (long)(time * Unit);
            return network;
        }

        public readonly double Flow(int node) => _passed[node] * Unit / Observed;

        public readonly double Present(int node) => _presence[node] / Observed;

        public void Handle(EventCalendar calendar, in CalendarEvent due)
        {
            if (_observing)
                Watch(due.Time);
            if (due.Kind == Arrival)
            {
                calendar.Schedule(due.Time + (long)(Unit * ExponentialSampler.Draw(ref _arrivals, 2)), Arrival);
                _arrivedAt[_arrived] = due.Time;
                Enter(calendar, 0, _arrived++);
                return;
            }

            int node = due.Kind;
            if (_stations[node].Complete(due.Subject, out int next))
                Serve(calendar, node, next);
            double route = _routes.NextDouble();
            if (node == 0)
                Enter(calendar, route < 0.6 ? 1 : 2, due.Subject);
            else if (node == 1 && route < 0.2)
                Enter(calendar, 0, due.Subject);
            else
                Leave(due);
        }

        private void Leave(in CalendarEvent due)
        {
            if (!_observing)
                return;
            _left++;
            _sojourns += due.Time - _arrivedAt[due.Subject];
        }

        private void Watch(long now)
        {
            for (int node = 0; node < 3; node++)
                _presence[node] += (double)(now - _changed) * _stations[node].Present;
            _changed = now;
        }

        private void Enter(EventCalendar calendar, int node, int customer)
        {
            if (_observing)
                _passed[node]++;
            if (_stations[node].Arrive(customer, out _) == Admission.Starts)
                Serve(calendar, node, customer);
        }

        private void Serve(EventCalendar calendar, int node, int customer) =>
            calendar.Schedule(calendar.Now + (long)(Unit * ExponentialSampler.Draw(ref _services, 1 / Rates[node])), (byte)node, customer);
    }
}
